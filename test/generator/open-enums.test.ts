import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, emittedFile, json, partOf, typescript as ts } from './support.ts';

const at = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const status = { type: 'string', enum: ['active', 'closed'] };

function api(schemas: Record<string, unknown>, operation: Record<string, unknown> = {}) {
  return aDocument({ paths: { '/pets': { post: anOperation(operation) } }, components: { schemas } });
}

/** Lines of a component schema in `types.ts`, without comments and indentation. */
function declared(schemas: Record<string, unknown>, name: string): string {
  const text = emittedFile(api(schemas), 'types.ts').replace(/ *\/\*\*[\s\S]*?\*\/\n/g, '');
  const [, type = ''] = text.split(`\n        ${name}: `);
  return type.slice(0, type.search(/;\n {8}\S|;\n {4}\}/)).replace(/\s+/g, ' ');
}

test.each([
  ['of texts', status, '"active" | "closed" | (string & {})'],
  ['of numbers', { type: 'integer', enum: [1, -2] }, '1 | -2 | (number & {})'],
  ['without a type', { enum: ['a', 'b'] }, '"a" | "b" | (string & {})'],
  ['that is nullable in 3.0', { ...status, nullable: true }, '("active" | "closed" | (string & {})) | null'],
  [
    'that is nullable in 3.1',
    { type: ['string', 'null'], enum: ['a', 'b', null] },
    '("a" | "b" | (string & {})) | null',
  ],
  ['of one value', { type: 'string', enum: ['a'] }, '"a"'],
  ['of one value and null', { type: ['string', 'null'], enum: ['a', null] }, '"a" | null'],
  ['of mixed values', { enum: ['a', 1] }, '"a" | 1'],
  ['that is a const', { const: 'a' }, '"a"'],
])('an enum %s is %s', (_, schema, expected) => {
  expect(declared({ Status: schema }, 'Status')).toBe(expected);
});

describe('an enum stays closed', () => {
  const dog = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['dog', 'wolf'] }, size: { enum: ['s', 'l'] } },
  };
  const cat = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['cat'] }, size: { enum: ['s', 'l'] } },
  };

  test('where a discriminator names it', () => {
    const pet = {
      type: 'object',
      discriminator: { propertyName: 'kind' },
      properties: { kind: { enum: ['dog', 'cat'] } },
    };
    expect(declared({ Pet: pet }, 'Pet')).toContain('"dog" | "cat"');
  });

  test('where its values tell the variants of a union apart, and the others stay open', () => {
    const schemas = { Pet: { oneOf: [at('Dog'), at('Cat')] }, Dog: dog, Cat: cat };
    expect(declared(schemas, 'Dog')).toBe('{ kind: "dog" | "wolf"; size?: "s" | "l" | (string & {})');
  });

  test('where that is so in the base of a variant', () => {
    const schemas = {
      Pet: { anyOf: [at('Puppy'), at('Cat')] },
      Puppy: { allOf: [at('Dog'), { type: 'object' }] },
      Dog: dog,
      Cat: cat,
    };
    expect(declared(schemas, 'Dog')).toContain('kind: "dog" | "wolf"');
  });

  test('where that is so in a variant written in place', () => {
    expect(declared({ Pet: { oneOf: [dog, cat] } }, 'Pet')).toContain('kind: "dog" | "wolf"');
  });
});

describe('what a caller sends', () => {
  const query = (schema: unknown) => ({ name: 'status', in: 'query', schema });
  const bodyOf = (schema: unknown) => ({
    requestBody: { required: true, content: { 'application/json': { schema } } },
  });
  const argument = (operation: Record<string, unknown>) =>
    partOf(emittedFile(api({ Status: status }, operation), 'pets.ts'), 'ListPetsArgs {')
      .split('\n')
      .slice(1, -1)
      .join('\n');

  test.each([
    ['a parameter', { parameters: [query(status)] }, "  status?: 'active' | 'closed';"],
    ['a parameter that refers to it', { parameters: [query(at('Status'))] }, '  status?: Known<Status>;'],
    [
      'a list',
      { parameters: [query({ type: 'array', items: at('Status') })] },
      '  status?: Known<Status>[];',
    ],
    ['a body', bodyOf(status), "  body: 'active' | 'closed';"],
    ['a body that refers to it', bodyOf(at('Status')), '  body: Known<Status>;'],
    [
      'a map',
      bodyOf({ type: 'object', additionalProperties: at('Status') }),
      '  body: Record<string, Known<Status>>;',
    ],
  ])('as %s is one of the known values', (_, operation, expected) => {
    expect(argument(operation)).toBe(expected);
  });

  test('is one of them in the request variant of a schema too', () => {
    const user = {
      type: 'object',
      properties: {
        id: { type: 'string', readOnly: true },
        status: at('Status'),
        role: { enum: ['a', 'b'] },
      },
    };
    const document = api({ Status: status, User: user }, bodyOf(at('User')));
    const text = emittedFile(document, 'types.ts');
    const input = text.slice(text.indexOf('UserInput: {'));
    expect(input).toContain('status?: Known<components["schemas"]["Status"]>;');
    expect(input).toMatch(/^ +role\?: "a" \| "b";$/m);
    expect(text).toMatch(/^ +role\?: "a" \| "b" \| \(string & \{\}\);$/m);
  });
});

test('a reply that is an enum in place is open', () => {
  const document = api({}, { responses: { 200: json({ type: 'array', items: status }) } });
  expect(emittedFile(document, 'pets.ts')).toContain("Success<200, Open<'active' | 'closed'>[]>");
});

test('a spec cannot write the mark of an open enum', () => {
  expect(declared({ Status: { type: 'string', 'x-breakwater-mark': { open: ['a'] } } }, 'Status')).toBe(
    'string',
  );
});

test('an editor completes the known values', () => {
  const source = `type Open<Known> = Known | (string & {});\nconst status: Open<'active' | 'closed'> = '';`;
  const options = { strict: true, lib: ['lib.es2024.d.ts'] };
  const host: import('../../generator/node_modules/typescript/lib/typescript.js').LanguageServiceHost = {
    getCompilationSettings: () => options,
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    getScriptFileNames: () => ['/a.ts'],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = name === '/a.ts' ? source : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (name) => name === '/a.ts' || ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
  };
  const completions = ts
    .createLanguageService(host)
    .getCompletionsAtPosition('/a.ts', source.lastIndexOf("'"), {});
  expect(completions?.entries.map((entry) => entry.name)).toEqual(['active', 'closed']);
});
