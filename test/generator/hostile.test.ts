import { describe, expect, test } from 'vitest';
import { emitApiMd } from '../../generator/src/emit/api-md/page.ts';
import { emitMsw } from '../../generator/src/emit/msw/module.ts';
import { emitRepositories } from '../../generator/src/emit/repositories/module.ts';
import { schemaLibraries } from '../../generator/src/emit/validation/library.ts';
import { validationFor } from '../../generator/src/emit/validation/module.ts';
import { wrongsOf } from './harmless.ts';
import { aDocument, anOperation, emitted, emittedFile, json, typescript, withOperation } from './support.ts';

const payload = '*/ globalThis.injected = 1; /*';
const nasty = [
  payload,
  `'); globalThis.injected = 1; ('`,
  '`$' + '{globalThis.injected = 1}`',
  '\u2028globalThis.injected = 1',
  '\u202egnitfel',
  '\n@import evil',
  '</script>',
  '__proto__',
  'constructor',
  '\\',
  '\u001b[31mred',
];

/** One document with a nasty text wherever a text can stand. */
function hostile(text: string): unknown {
  const schema = {
    type: 'object',
    title: text,
    description: text,
    properties: {
      [text]: { enum: [text], default: text },
      texts: { type: 'string', pattern: text, const: text, example: text },
      moment: { type: 'string', format: 'date-time', description: text },
      either: {
        discriminator: { propertyName: text, mapping: { [text]: text } },
        oneOf: [
          { type: 'object', required: [text], properties: { [text]: { const: text } } },
          { enum: [{ [text]: text }] },
        ],
      },
    },
    required: [text],
    xml: { name: text, prefix: text },
    patternProperties: { [text]: { type: 'integer', format: 'int64' } },
  };
  const reference = { $ref: `#/components/schemas/${encodeURIComponent(text)}` };
  const operation = anOperation({
    operationId: text,
    'x-pagination': { style: 'cursor', parameter: text, next: `/${text}`, items: '/items' },
    'x-invalidates': [text],
    security: [{ [text]: [text] }],
    servers: [
      {
        url: `https://{${text}}.example.com`,
        description: text,
        variables: { [text]: { default: text, enum: [text] } },
      },
    ],
    tags: [text],
    summary: text,
    description: `${text}\n\n- ${text}`,
    parameters: [
      { name: text, in: 'query', description: text, schema: { type: 'string', default: text, format: text } },
      { name: text, in: 'header', schema: { const: text } },
    ],
    requestBody: {
      description: text,
      content: { [text]: { schema: { $ref: `#/components/schemas/${encodeURIComponent(text)}` } } },
    },
    responses: {
      200: { ...json({ $ref: `#/components/schemas/${encodeURIComponent(text)}` }), description: text },
      404: { description: text, content: { [text]: {} } },
    },
  });
  const item = {
    get: anOperation({
      tags: [text],
      operationId: `get ${text}`,
      responses: { 200: json(reference), 404: { description: text } },
    }),
  };
  return aDocument({
    info: { title: text, version: text },
    servers: [{ url: `https://example.com/${text}` }],
    tags: [{ name: text, description: text, 'x-cache-ttl': 1 }],
    paths: {
      [`/${text}/{id}`]: { post: operation },
      [`/things/{${text}}`]: {
        parameters: [{ name: text, in: 'path', required: true, schema: { type: 'string' } }],
        ...item,
      },
      '/xml': {
        post: anOperation({
          operationId: `xml ${text}`,
          tags: [text],
          requestBody: { content: { 'application/xml': { schema: reference } } },
          responses: { 200: { description: text, content: { 'application/xml': { schema: reference } } } },
        }),
      },
      '/events': {
        get: anOperation({
          operationId: `events ${text}`,
          responses: {
            200: {
              description: text,
              headers: { [text]: { description: text, schema: { type: 'string' } } },
              content: {
                'text/event-stream': {
                  itemSchema: {
                    properties: {
                      event: { const: text },
                      data: {
                        type: 'string',
                        contentMediaType: 'application/json',
                        contentSchema: reference,
                      },
                    },
                  },
                },
              },
            },
          },
        }),
      },
    },
    components: {
      schemas: { [text]: schema, Known: { allOf: [reference], properties: { id: { type: 'string' } } } },
      securitySchemes: {
        [text]: {
          type: 'oauth2',
          description: text,
          flows: { clientCredentials: { tokenUrl: `https://example.com/${text}`, scopes: { [text]: text } } },
        },
        key: { type: 'apiKey', in: 'header', name: text, description: text },
      },
    },
  });
}

function statementsOf(name: string, text: string) {
  const source = typescript.createSourceFile(name, text, typescript.ScriptTarget.ESNext, true);
  const errors: unknown = Reflect.get(source, 'parseDiagnostics');
  return { errors, kinds: source.statements.map((statement) => typescript.SyntaxKind[statement.kind]) };
}

const harmless = [
  'ImportDeclaration',
  'ExportDeclaration',
  'InterfaceDeclaration',
  'TypeAliasDeclaration',
  'FunctionDeclaration',
  'VariableStatement',
  'FirstStatement',
];

describe.each(nasty)('a spec that says %j wherever it can', (text) => {
  const files = emitted(hostile(text), { spec: `${text}.yaml` });

  test('is declarations and nothing else', () => {
    for (const [name, content] of files) {
      const { errors, kinds } = statementsOf(name, content);
      expect(errors, name).toEqual([]);
      expect(
        kinds.filter((kind) => !harmless.includes(kind)),
        name,
      ).toEqual([]);
    }
  });

  test.each(schemaLibraries)(
    'is nothing else with schemas of %s, repositories and dates either',
    (library) => {
      const more = emitted(hostile(text), {
        spec: `${text}.yaml`,
        repositories: emitRepositories,
        validation: validationFor(library),
        msw: emitMsw,
        scalars: { dates: 'Date', int64: 'bigint' },
      });
      expect(more.size).toBeGreaterThan(files.size);
      expect(wrongsOf(more)).toEqual([]);
    },
  );

  test('is visible from end to end', () => {
    for (const [name, content] of files)
      expect(content, name).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  test('gives files that stay in their folder', () => {
    for (const name of files.keys()) expect(name).toMatch(/^[\p{L}\p{N}-]+\.ts$/u);
  });
});

test.each(['../../x', '/etc/passwd', 'C:\\windows', '..', '.', 'a/b'])(
  'the tag %s names no other folder',
  (tag) => {
    const files = emitted(aDocument({ paths: { '/a': { get: anOperation({ tags: [tag] }) } } }));
    for (const name of files.keys()) expect(name).toMatch(/^[\w-]+\.ts$/);
  },
);

test('a parameter called `__proto__` is an argument like any other', () => {
  const parameters = [{ name: '__proto__', in: 'query', schema: { type: 'string' } }];
  const module = emittedFile(aDocument({ paths: { '/a': { get: anOperation({ parameters }) } } }), 'pets.ts');
  expect(module).toContain("  ['__proto__']?: string;");
  expect(module).toContain("params: { ['__proto__']: 'query' }");
});

test('an `@` of a description begins no tag', () => {
  const module = emittedFile(
    aDocument({ paths: { '/a': { get: anOperation({ description: '@throws nothing' }) } } }),
    'pets.ts',
  );
  expect(module).toContain(' * \\@throws nothing');
});

test('half a character is what a file holds of it', () => {
  const half = '\ud800';
  const parts = { operationId: `get${half}`, summary: half, parameters: [{ name: half, in: 'query' }] };
  for (const text of emitted(withOperation(parts), { apiMd: emitApiMd }).values())
    expect(text.isWellFormed()).toBe(true);
});
