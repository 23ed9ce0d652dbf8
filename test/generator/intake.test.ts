import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type IntakeOptions, takeIn } from '../../generator/src/intake.ts';
import { readSpec } from '../../generator/src/reading.ts';
import { aDocument, anOperation, json, withOperation } from './support.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-intake-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Files by name; texts as they are, anything else as JSON. The first is the spec. */
async function taken(files: Record<string, unknown>, options: IntakeOptions = {}) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    const isWritten = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(join(folder, name), isWritten ? content : JSON.stringify(content));
  }
  const { document, problems } = await takeIn(join(folder, Object.keys(files)[0] ?? ''), options);
  return { document, problems: problems() };
}

const petAt = (reference: string) => withOperation({ responses: { 200: json({ $ref: reference }) } });

describe('a local reference', () => {
  test('stays in the folder of the spec', async () => {
    const files = { 'spec/api.json': petAt('../common/pet.json'), 'common/pet.json': { type: 'string' } };
    const { problems } = await taken(files);
    expect(problems.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^\.\.\/common\/pet\.json is not read: .* is outside the folder that references/),
    ]);
  });

  test('may leave it for a root that was allowed', async () => {
    const files = { 'spec/api.json': petAt('../common/pet.json'), 'common/pet.json': { type: 'string' } };
    const { document, problems } = await taken(files, { root: folder });
    expect(problems).toEqual([]);
    expect(document.components).toEqual({ schemas: { Pet: { type: 'string' } } });
  });

  test('does not leave it through a link', async () => {
    await mkdir(join(folder, 'spec'));
    await writeFile(join(folder, 'pet.json'), '{ "type": "string" }');
    await symlink(join(folder, 'pet.json'), join(folder, 'spec/pet.json'));
    const { problems } = await taken({ 'spec/api.json': petAt('pet.json') });
    expect(problems[0]?.what).toContain('is outside the folder');
  });

  test('is a URI, in which a blank is %20', async () => {
    const { problems } = await taken({
      'api.json': petAt('my%20pet.json'),
      'my pet.json': { type: 'string' },
    });
    expect(problems).toEqual([]);
  });

  test('leads from file to file to file, and back', async () => {
    const files = {
      'api.json': petAt('a/pet.yaml#/Pet'),
      'a/pet.yaml': 'Pet: { type: object, properties: { toy: { $ref: ../b/toy.json } } }',
      'b/toy.json': { type: 'object', properties: { owner: { $ref: '../a/pet.yaml#/Pet' } } },
    };
    const { document, problems } = await taken(files);
    expect(problems).toEqual([]);
    expect(Object.keys(Object(Reflect.get(Object(document.components), 'schemas')))).toEqual(['Pet', 'Toy']);
  });
});

describe('a text that is a reference', () => {
  test('is the file it leads to', async () => {
    const files = {
      'api.json': {
        ...aDocument(),
        info: { title: 'Pets', version: '1', description: { $ref: 'intro.md' } },
      },
      'intro.md': '# Pets\n',
    };
    const { document, problems } = await taken(files);
    expect(problems).toEqual([]);
    expect(document.info).toMatchObject({ description: '# Pets\n' });
  });

  test('is left out where it leads nowhere, and that is said', async () => {
    const info = { title: 'Pets', version: '1', description: { $ref: 'intro.md' } };
    const { document, problems } = await taken({ 'api.json': { ...aDocument(), info } });
    expect(document.info).toEqual({ title: 'Pets', version: '1' });
    expect(problems.map(({ pointer, what }) => `${pointer} ${what}`)).toEqual([
      expect.stringMatching(/^#\/info\/description intro\.md is not read: There is no such file\./),
    ]);
  });

  test.each(['x-samples', 'x-logo'])('in %s is data', async (key) => {
    const info = { title: 'Pets', version: '1', [key]: { $ref: 'nowhere.php' } };
    expect((await taken({ 'api.json': { ...aDocument(), info } })).problems).toEqual([]);
  });
});

test('a reference into `info` or an extension is followed', async () => {
  const document = { ...petAt('#/info/x-pet'), 'x-more': { Toy: { type: 'number' } } };
  const info = { title: 'Pets', version: '1', 'x-pet': { allOf: [{ $ref: '#/x-more/Toy' }] } };
  const { document: read, problems } = await taken({ 'api.json': { ...document, info } });
  expect(problems).toEqual([]);
  expect(read.components).toEqual({
    schemas: { XPet: { allOf: [{ $ref: '#/components/schemas/Toy' }] }, Toy: { type: 'number' } },
  });
});

test('`components.schemas` may be one reference, and keeps its names', async () => {
  const files = {
    'api.json': { ...petAt('schemas.yaml#/Pet'), components: { schemas: { $ref: 'schemas.yaml' } } },
    'schemas.yaml': 'Pet: { type: object, properties: { toy: { $ref: "#/Toy" } } }\nToy: { type: string }\n',
  };
  const { document, problems } = await taken(files);
  expect(problems).toEqual([]);
  expect(document.components).toEqual({
    schemas: {
      Pet: { type: 'object', properties: { toy: { $ref: '#/components/schemas/Toy' } } },
      Toy: { type: 'string' },
    },
  });
});

describe('a spec in UTF-16', () => {
  const text = 'openapi: 3.1.0\ninfo: { title: Größe, version: "1" }\npaths: {}\n';

  test.each([
    ['with the lower half first', '\uFEFF', false],
    ['with the upper half first', '\uFEFF', true],
    ['without a byte order mark', '', false],
    ['with the upper half first and without a byte order mark', '', true],
  ])('%s is read', async (_, mark, isSwapped) => {
    const bytes = Buffer.from(mark + text, 'utf16le');
    const { document } = await taken({ 'api.yaml': isSwapped ? bytes.swap16() : bytes });
    expect(document.info).toMatchObject({ title: 'Größe' });
  });
});

describe('YAML that is not YAML to the letter', () => {
  test('is read when a key stands twice, and that is said with its line', async () => {
    const text = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: {}\npaths: {}\n';
    const { problems } = await taken({ 'api.yaml': text });
    expect(problems).toMatchObject([{ severity: 'repaired', line: 4, column: 1 }]);
    expect(problems[0]?.what).toContain('for the second time');
  });

  test('is read as js-yaml 4 reads it, and that is said with its line', async () => {
    const text = `openapi: 3.1.0
info:
  title: A
  version: "1"
  description: 'odd

indentation

'
paths: {}
`;
    const { document, problems } = await taken({ 'api.yaml': text });
    expect(document.info).toMatchObject({ description: 'odd\nindentation\n' });
    expect(problems[0]?.what).toMatch(/^This is not YAML to the letter: .*js-yaml 4/);
  });
});

describe('OpenAPI 2.0', () => {
  const swagger = (parts: Record<string, unknown>) => ({
    ...{ swagger: '2.0', info: { title: 'Pets', version: '1' }, host: 'example.com', schemes: ['https'] },
    ...parts,
  });

  test('is upgraded: bodies, forms, answers, definitions, servers', async () => {
    const post = {
      ...anOperation({
        operationId: 'addPet',
        consumes: ['application/json'],
        produces: ['application/json'],
      }),
      parameters: [{ name: 'pet', in: 'body', schema: { $ref: '#/definitions/Pet' } }],
      responses: { 200: { description: '', schema: { $ref: '#/definitions/Pet' } } },
    };
    const definitions = {
      Pet: { type: 'object', properties: { name: { type: 'string', 'x-nullable': true } } },
    };
    const { document, problems } = await taken({
      'api.json': swagger({ paths: { '/pets': { post } }, definitions }),
    });
    expect(problems).toEqual([]);
    const schema = { $ref: '#/components/schemas/Pet' };
    expect(document.servers).toEqual([{ url: 'https://example.com' }]);
    expect(document.paths).toMatchObject({
      '/pets': {
        post: {
          requestBody: { content: { 'application/json': { schema } } },
          responses: { 200: { content: { 'application/json': { schema } } } },
        },
      },
    });
  });

  test('may keep parameters and schemas in other files', async () => {
    const get = anOperation({
      parameters: [{ $ref: 'parameters.json#/limit' }],
      responses: { 200: { description: '', schema: { $ref: 'pet.json' } } },
    });
    const files = {
      'api.json': swagger({ paths: { '/pets': { get } }, definitions: { Toy: { type: 'string' } } }),
      'parameters.json': { limit: { name: 'limit', in: 'query', type: 'integer' } },
      'pet.json': { type: 'object', properties: { toy: { $ref: 'api.json#/definitions/Toy' } } },
    };
    const { document, problems } = await taken(files);
    expect(problems).toEqual([]);
    expect(document.components).toMatchObject({
      schemas: { Pet: { properties: { toy: { $ref: '#/components/schemas/Toy' } } } },
    });
    expect(document.paths).toMatchObject({
      '/pets': { get: { parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }] } },
    });
  });

  test('may have all its paths and definitions in other files, told as if they were in each of them', async () => {
    const get = anOperation({
      responses: { 200: { description: '', schema: { $ref: '#/definitions/Pet' } } },
    });
    const files = {
      'api.json': swagger({ paths: { $ref: 'paths/all.json' }, definitions: { $ref: 'definitions.json' } }),
      'paths/all.json': { '/pets': { $ref: 'pets.json' } },
      'paths/pets.json': { get },
      'definitions.json': { Pet: { type: 'string' } },
    };
    const { document, problems } = await taken(files);
    expect(document.components).toMatchObject({ schemas: { Pet: { type: 'string' } } });
    expect(problems.map(({ what }) => what)).toEqual([
      'Nothing is found at paths/pets.json#/definitions/Pet in this file: it is taken from the spec.',
    ]);
  });

  test('has its problems where the user wrote them', async () => {
    const text = JSON.stringify(
      swagger({
        paths: {},
        definitions: { Pet: { type: 'object', properties: { a: { $ref: '#/definitions/No' } } } },
      }),
      undefined,
      1,
    );
    const { problems } = await taken({ 'api.json': text });
    const line = text.split('\n').findIndex((each) => each.includes('"a"')) + 1;
    expect(problems).toMatchObject([{ pointer: '#/definitions/Pet/properties/a', line }]);
  });

  test('has those of its security there, too', async () => {
    const text = JSON.stringify(
      swagger({ paths: {}, securityDefinitions: { key: { type: 'none' } } }),
      undefined,
      1,
    );
    await writeFile(join(folder, 'api.json'), text);
    const { problems } = await readSpec(join(folder, 'api.json'));
    const line = text.split('\n').findIndex((each) => each.includes('"key"')) + 1;
    expect(problems).toMatchObject([{ pointer: '#/securityDefinitions/key', line }]);
  });

  test.each([
    ['a parameter without a place', { parameters: [{ name: 'x' }] }, 'A parameter is in no known place.'],
    ['a parameter that is nothing', { parameters: [null] }, 'A parameter is in no known place.'],
    ['an answer that is nothing', { responses: { 200: null } }, 'There is no answer described here.'],
  ])('is without %s', async (_, parts, expected) => {
    const { problems } = await taken({
      'api.json': swagger({ paths: { '/a': { get: anOperation(parts) } } }),
    });
    expect(problems.map(({ what }) => what)).toEqual([expected]);
  });
});
