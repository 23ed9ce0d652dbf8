/** Bodies of requests: what is read of them, and what becomes of it in a module. */

import { describe, expect, test } from 'vitest';
import { emittedFile, partOf, reading, withOperation } from './support.ts';

type Contents = Readonly<Record<string, unknown>>;

const object = { schema: { $ref: '#/components/schemas/Pet' } };
const document = (content: Contents, required = true, parameters: readonly unknown[] = []) => ({
  ...withOperation({ requestBody: { required, content }, parameters }, '/pets', 'post'),
  components: { schemas: { Pet: { type: 'object', properties: { name: { type: 'string' } } } } },
});
const module = (...given: Parameters<typeof document>) => emittedFile(document(...given), 'pets.ts');

describe('the default of several', () => {
  test.each([
    [['text/plain', 'multipart/form-data', 'application/vnd.pet+json'], 'application/vnd.pet+json'],
    [['application/*+json', 'text/json', 'application/json'], 'application/json'],
    [['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'], 'multipart/form-data'],
    [['image/*', 'image/png'], 'image/png'],
    [['image/png', 'application/pdf'], 'application/pdf'],
  ])('of %j is %s', (types, first) => {
    const contents = Object.fromEntries(types.map((type) => [type, {}]));
    const body = reading(document(contents)).api.operations[0]?.body;
    expect(body?.mediaType).toBe(first);
    expect([first, ...(body?.others ?? []).map(({ mediaType }) => mediaType)].sort()).toEqual(
      [...types].sort(),
    );
  });
});

describe('the arguments', () => {
  test.each<[string, Contents, string]>([
    ['JSON', { 'application/json': object }, '  body: Pet;'],
    ['text', { 'text/csv': {} }, '  body: TextBody;'],
    ['YAML, which people write', { 'application/yaml': object }, '  body: TextBody;'],
    ['bytes', { 'image/png': {} }, '  body: BinaryBody;'],
    ['any bytes', { '*/*': { schema: { contentMediaType: '*/*' } } }, '  body: BinaryBody;'],
    ['items', { 'application/jsonl': { itemSchema: object.schema } }, '  body: SequenceBody<Pet>;'],
    [
      'items of a list',
      { 'application/x-ndjson': { schema: { type: 'array', items: object.schema } } },
      '  body: SequenceBody<Pet>;',
    ],
    ['items of any kind', { 'application/json-seq': {} }, '  body: SequenceBody<unknown>;'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is TypeScript's to fill.
    ['a range', { 'image/*': {} }, '  contentType?: `image/${string}`;\n  body: BinaryBody;'],
    ['a form', { 'multipart/form-data': object }, '  body: Pet;'],
    [
      'a map of files',
      {
        'multipart/form-data': {
          schema: { type: 'object', additionalProperties: { type: 'string', format: 'binary' } },
        },
      },
      '  body: Record<string, FileInput>;',
    ],
    [
      'one type under several names',
      { 'application/json': object, 'text/json': object },
      "  contentType?: 'application/json' | 'text/json';\n  body: Pet;",
    ],
  ])('of %s', (_title, contents, expected) => {
    expect(partOf(module(contents), 'interface ListPetsArgs').replace(/ *\/\*\*.*\n/g, '')).toContain(
      expected,
    );
  });

  test('are a choice where the body depends on what it is sent as', () => {
    const contents = { 'application/json': object, 'text/csv': {}, 'text/plain': {}, 'image/*': {} };
    const parameters = [{ name: 'contentType', in: 'query' }];
    expect(partOf(module(contents, false, parameters), 'type ListPetsArgs')).toMatchInlineSnapshot(`
      "export type ListPetsArgs = {
        queryContentType?: string;
      } & (
        | { contentType?: 'application/json'; body?: Pet }
        | { contentType: \`image/\${string}\`; body: BinaryBody }
        | { contentType: 'text/csv' | 'text/plain'; body: TextBody }
      );"
    `);
  });

  test('are the choice alone where there are no others', () => {
    const contents = { 'application/json': object, 'text/csv': {} };
    expect(partOf(module(contents), 'type ListPetsArgs')).toMatchInlineSnapshot(`
      "export type ListPetsArgs =
        | { contentType?: 'application/json'; body: Pet }
        | { contentType: 'text/csv'; body: TextBody };"
    `);
  });

  test('a range cannot break out of its type', () => {
    const text = module({ 'image/${1}`*': {} });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is TypeScript's to fill.
    expect(text).toContain('contentType?: `image/\\${1}\\`${string}`;');
  });
});

describe('the descriptor', () => {
  test.each([
    ['application/json', { type: 'object' }, "shape: 'object'"],
    ['application/json-patch+json', { type: 'array', items: {} }, "shape: 'array'"],
    ['application/json', { type: ['object', 'null'] }, "shape: 'object'"],
  ])('says of %s by %j: %s', (type, schema, text) => {
    expect(partOf(module({ [type]: { schema } }), 'body: {')).toContain(text);
  });

  test.each([
    ['application/json', { type: 'string' }],
    ['application/json', { type: ['object', 'array'] }],
    ['application/json', {}],
    ['application/merge-patch+json', { type: 'object' }],
    ['multipart/form-data', { type: 'object' }],
  ])('says nothing of the shape of %s by %j', (type, schema) => {
    expect(module({ [type]: { schema } })).not.toContain('shape:');
  });

  test('says how each is written', () => {
    const form = {
      schema: { type: 'object' },
      encoding: {
        a: { contentType: 'image/png, image/jpeg' },
        b: { style: 'deepObject', explode: true },
        c: { style: 'form', explode: false },
        d: { allowReserved: true, contentType: 'text/plain' },
        e: { headers: {} },
      },
    };
    const contents = { 'application/json': object, 'multipart/form-data': form, 'text/csv': {} };
    expect(partOf(module(contents), 'body: {')).toMatchInlineSnapshot(`
      "  body: {
          type: 'application/json',
          required: true,
          shape: 'object',
          or: [
            {
              type: 'multipart/form-data',
              encoding: {
                a: 'image/png, image/jpeg',
                b: { style: 'deepObject' },
                c: { style: 'form', explode: false },
                d: { allowReserved: true },
              },
            },
            'text/csv',
          ],
        },
        replies: { 200: null },
      };"
    `);
  });

  test('says once what all fields of a form have in common', () => {
    const encoding = { a: { style: 'deepObject', explode: true }, b: { style: 'deepObject', explode: true } };
    const deep = { type: 'object' };
    const form = (c: unknown, mediaType = 'application/x-www-form-urlencoded') =>
      module({
        [mediaType]: {
          schema: { type: 'object', properties: { a: deep, b: deep, c } },
          encoding,
        },
      });
    expect(form({ type: 'string' })).toContain("encoding: { '*': { style: 'deepObject' } }");
    // A list that is not mentioned is written otherwise.
    expect(form({ type: 'array' })).toContain("a: { style: 'deepObject' }, b: { style: 'deepObject' }");
    // Nor does what holds for the texts of a multipart body hold for its files.
    expect(form({ type: 'string', format: 'binary' }, 'multipart/form-data')).toContain(
      "a: { style: 'deepObject' }, b: { style: 'deepObject' }",
    );
  });

  test('has encodings by place: OpenAPI 3.2', () => {
    const mixed = {
      prefixEncoding: [{ contentType: 'application/json' }],
      itemEncoding: { contentType: 'image/png' },
    };
    expect(partOf(module({ 'multipart/mixed': mixed }), 'body: {')).toContain(
      "    prefixEncoding: ['application/json'],\n    itemEncoding: 'image/png',\n",
    );
  });
});
