import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { sdkOf } from './fuzz.ts';
import { randomFrom } from './mutate.ts';
import { shuffled } from './shuffle.ts';
import { aDocument, anOperation, emittedFile, json } from './support.ts';

const reference: unknown = parse(await readFile(new URL('../../spec/openapi.yaml', import.meta.url), 'utf8'));

test('two runs are byte for byte the same', () => {
  expect([...sdkOf(reference)]).toEqual([...sdkOf(reference)]);
});

test.each([1, 2, 3])('the order of keys does not matter, shuffle %i', (seed) => {
  const [before, after] = [sdkOf(reference), sdkOf(shuffled(reference, randomFrom(seed)))];
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [name, text] of before) expect(after.get(name), name).toBe(text);
});

test('nor does it beside a reference', () => {
  const written = { $ref: '#/components/schemas/Pet', default: { type: 'cat', name: '' } };
  const turned = { default: { name: '', type: 'cat' }, $ref: '#/components/schemas/Pet' };
  const sdkWith = (pet: object) => {
    const schemas = { Pet: { type: 'object' }, Owner: { type: 'object', properties: { pet } } };
    return sdkOf(aDocument({ components: { schemas } }));
  };
  expect([...sdkWith(turned)]).toEqual([...sdkWith(written)]);
});

test('nor does it in OpenAPI 2.0', () => {
  const pet = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } };
  const form = ['b', 'a'].map((name) => ({ name, in: 'formData', type: 'string' }));
  const responses = { 200: { description: '', schema: { $ref: '#/definitions/Pet' } } };
  const old = {
    swagger: '2.0',
    info: { title: 'Pets', version: '1' },
    host: 'pets.example',
    schemes: ['https'],
    consumes: ['application/json', 'application/xml'],
    securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'k' }, basic: { type: 'basic' } },
    paths: {
      '/pets': {
        get: anOperation({ responses }),
        post: anOperation({ operationId: 'addPet', parameters: form, responses }),
      },
      '/owners': { get: anOperation({ operationId: 'listOwners', responses }) },
    },
    definitions: { Pet: pet, Owner: { type: 'object', properties: { pet: { $ref: '#/definitions/Pet' } } } },
  };
  for (const seed of [1, 2, 3]) expect(sdkOf(shuffled(old, randomFrom(seed)))).toEqual(sdkOf(old));
});

test('properties come in the order of `required`, then by name', () => {
  const properties = { b: {}, d: {}, a: {}, c: {} };
  const schemas = { Pet: { type: 'object', required: ['d', 'b'], properties } };
  const text = emittedFile(aDocument({ components: { schemas } }), 'types.ts');
  expect([...text.matchAll(/^ {12}(\w)\??:/gm)].map(([, name]) => name)).toEqual(['d', 'b', 'a', 'c']);
});

test('operations come by path and method, tags as they are listed, then by name', () => {
  const get = (tag: string, operationId: string) => anOperation({ tags: [tag], operationId });
  const document = aDocument({
    tags: [{ name: 'pets' }],
    paths: {
      '/pets': { post: get('pets', 'addPet'), get: get('pets', 'listPets') },
      '/zoos': { get: get('zoos', 'listZoos') },
      '/cats': { get: get('pets', 'listCats') },
      '/farms': { get: get('farms', 'listFarms') },
    },
  });
  const functions = emittedFile(document, 'pets.ts').matchAll(/^function (\w+)/gm);
  expect([...functions].map(([, name]) => name)).toEqual(['listCats', 'listPets', 'addPet']);
  expect(emittedFile(document, 'resources.ts')).toContain("['pets', 'farms', 'zoos']");
});

test('replies come by status, ranges after numbers, `default` last', () => {
  const responses = { default: json({}), '5XX': json({}), 404: json({}), '2XX': json({}), 200: json({}) };
  const document = aDocument({ paths: { '/pets': { get: anOperation({ responses }) } } });
  const statuses = emittedFile(document, 'pets.ts').matchAll(/^ {4}'?(\d\w+|default)'?:/gm);
  expect([...statuses].map(([, status]) => status)).toEqual(['200', '404', '2XX', '5XX', 'default']);
});
