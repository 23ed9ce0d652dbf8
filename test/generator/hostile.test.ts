import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, emitted, emittedFile, json, typescript } from './support.ts';

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
    properties: { [text]: { enum: [text], default: text } },
  };
  const operation = anOperation({
    operationId: text,
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
  return aDocument({
    info: { title: text, version: text },
    servers: [{ url: `https://example.com/${text}` }],
    tags: [{ name: text, description: text, 'x-cache-ttl': 1 }],
    paths: { [`/${text}/{id}`]: { post: operation } },
    components: { schemas: { [text]: schema } },
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
