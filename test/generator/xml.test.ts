import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, emitted, emittedFile, partOf } from './support.ts';

const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: unknown, mediaType = 'application/xml') => ({ [mediaType]: { schema } });

/** `PUT /pets` with a pet each way. */
function petApi(Pet: unknown, schemas: Record<string, unknown> = {}, mediaType = 'application/xml') {
  const put = anOperation({
    operationId: 'putPet',
    requestBody: { required: true, content: content(refer('Pet'), mediaType) },
    responses: { 200: { description: '', content: content(refer('Pet'), mediaType) } },
  });
  return aDocument({ paths: { '/pets': { put } }, components: { schemas: { Pet, ...schemas } } });
}

/** The constant of a schema in `xml.ts`, on one line. */
function shapeOf(document: unknown, name: string): string {
  const text = partOf(emittedFile(document, 'xml.ts'), `export const ${name}: XmlContent = `);
  return text
    .slice(text.indexOf('=') + 2, -1)
    .replace(/,?\n\s*\}/g, ' }')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/;$/, '');
}

const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties,
  ...more,
});

test('an operation has its nodes in its descriptor, and types as JSON would have', () => {
  const module = emittedFile(petApi(object({ name: { type: 'string' } })), 'pets.ts');
  expect(module).toContain("import * as shapes from './xml.js';");
  expect(module).toContain("xml: { by: xml, body: { name: 'Pet', of: shapes.Pet }, ");
  expect(module).toContain("replies: { 200: { name: 'Pet', of: shapes.Pet } } },");
  expect(module).toContain('body: Pet;');
  expect(module).toContain('Success<200, Pet>');
});

test.each([['application/xml'], ['text/xml'], ['application/atom+xml; charset=utf-8']])(
  '%s is XML',
  (type) => {
    expect([...emitted(petApi(object({}), {}, type)).keys()]).toContain('xml.ts');
  },
);

test('an SDK without XML knows nothing of it', () => {
  const document = petApi(
    object({ name: { type: 'string', xml: { name: 'Name' } } }),
    {},
    'application/json',
  );
  expect([...emitted(document).keys()]).not.toContain('xml.ts');
  expect(emittedFile(document, 'pets.ts')).not.toContain('xml');
});

test('a text that is XML stays with the caller', () => {
  const module = emittedFile(petApi({ type: 'string' }), 'pets.ts');
  expect(module).not.toContain('xml: {');
});

describe('a property', () => {
  test.each([
    ['is an element of its name', { type: 'string' }, "'string'"],
    ['is a number', { type: 'integer' }, "'number'"],
    ['has another name', { type: 'string', xml: { name: 'Name' } }, "{ name: 'Name' }"],
    ['is an attribute', { type: 'integer', xml: { attribute: true } }, "{ as: 'attribute', of: 'number' }"],
    [
      'is an attribute, as OpenAPI 3.2 says it',
      { type: 'string', xml: { nodeType: 'attribute' } },
      "{ as: 'attribute' }",
    ],
    ['is the text of its object', { type: 'string', xml: { nodeType: 'text' } }, "{ as: 'text' }"],
    [
      'has a namespace',
      { type: 'string', xml: { prefix: 'p', namespace: 'urn:p' } },
      "{ prefix: 'p', namespace: 'urn:p' }",
    ],
    ['is anything', {}, "'any'"],
    ['may be null', { type: ['string', 'null'] }, "'string'"],
    [
      'is a map',
      { type: 'object', additionalProperties: { type: 'number' } },
      "{ of: { members: {}, rest: 'number' } }",
    ],
  ])('%s', (_, schema, expected) => {
    expect(shapeOf(petApi(object({ name: schema })), 'Pet')).toBe(`{ members: { name: ${expected} } }`);
  });
});

// OpenAPI 3.1.1 §4.8.26.2.
describe('a list', () => {
  test.each([
    ['repeats its name', {}, {}, "{ list: 'optional' }"],
    ['has items of another name', {}, { name: 'animal' }, "{ name: 'animal', list: 'optional' }"],
    [
      'cannot be renamed without a wrapper',
      { name: 'aliens' },
      { name: 'animal' },
      "{ name: 'animal', list: 'optional' }",
    ],
    ['is wrapped in its own name', { wrapped: true }, {}, "{ list: 'optional', wrapper: { name: 'pets' } }"],
    [
      'gives its name to wrapper and items',
      { name: 'aliens', wrapped: true },
      {},
      "{ name: 'aliens', list: 'optional', wrapper: { name: 'aliens' } }",
    ],
    [
      'has a wrapper and items of different names',
      { name: 'aliens', nodeType: 'element' },
      { name: 'animal' },
      "{ name: 'animal', list: 'optional', wrapper: { name: 'aliens' } }",
    ],
  ])('%s', (_, xml, itemXml, expected) => {
    const pets = { type: 'array', items: { type: 'string', xml: itemXml }, xml };
    expect(shapeOf(petApi(object({ pets })), 'Pet')).toBe(`{ members: { pets: ${expected} } }`);
  });

  test('that is required is empty rather than missing', () => {
    const pets = { type: 'array', items: { type: 'string' } };
    expect(shapeOf(petApi(object({ pets }, { required: ['pets'] })), 'Pet')).toContain("list: 'required'");
  });
});

test('a schema that contains itself refers to itself', () => {
  expect(shapeOf(petApi(object({ parent: refer('Pet') })), 'Pet')).toBe(
    '{ members: { parent: { of: () => Pet } } }',
  );
});

test('a reference has the name of its schema, or one beside it', () => {
  const Owner = object({ name: { type: 'string' } }, { xml: { name: 'Person' } });
  const Pet = object({ owner: refer('Owner'), keeper: { allOf: [refer('Owner')], xml: { name: 'Keeper' } } });
  expect(shapeOf(petApi(Pet, { Owner }), 'Pet')).toBe(
    "{ members: { keeper: { name: 'Keeper', of: () => Owner }, owner: { name: 'Person', of: () => Owner } } }",
  );
});

test('`allOf` has the members of all, and a union those of any', () => {
  const Base = object({ id: { type: 'integer' } });
  const Cat = object({ meows: { type: 'boolean' } });
  const Pet = { allOf: [refer('Base'), { oneOf: [refer('Cat'), object({ barks: { type: 'boolean' } })] }] };
  expect(shapeOf(petApi(Pet, { Base, Cat }), 'Pet')).toBe(
    "{ members: { id: 'number', meows: 'boolean', barks: 'boolean' } }",
  );
});

test('no name of a spec becomes code', () => {
  const name = "'}; alert(1); //";
  const shape = shapeOf(petApi(object({ [name]: { type: 'string', xml: { name, prefix: name } } })), 'Pet');
  expect(shape).toContain(`"'}; alert(1); //": { prefix: "'}; alert(1); //" }`);
});

test('a list in XML goes on from page to page like one in JSON', () => {
  const Page = object(
    { pets: { type: 'array', items: refer('Pet') }, nextMarker: { type: 'string' } },
    { required: ['pets'] },
  );
  const get = anOperation({
    operationId: 'listPets',
    parameters: [{ name: 'marker', in: 'query', schema: { type: 'string' } }],
    responses: { 200: { description: '', content: content(refer('Page')) } },
  });
  const schemas = { Page, Pet: object({ id: { type: 'string' } }) };
  const module = emittedFile(aDocument({ paths: { '/pets': { get } }, components: { schemas } }), 'pets.ts');
  expect(module).toContain(
    "paging: { style: 'cursor', parameter: 'marker', next: '/nextMarker', items: '/pets' },",
  );
  expect(module).toContain('PagedCall<Page, ListPetsResult, Pet>');
});
