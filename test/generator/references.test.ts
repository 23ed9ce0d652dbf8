import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, json, readFiles, reading, withOperation } from './support.ts';

const schemaOf = (document: unknown) => JSON.stringify(document).match(/"schema":(\{[^{}]*\})/)?.[1];

describe('a schema in another file', () => {
  test('becomes a component under its own name, and may refer to itself', () => {
    const entry = withOperation({ responses: { 200: json({ $ref: './pet.yaml#/Pet' }) } });
    const pet = { Pet: { type: 'object', properties: { parent: { $ref: '#/Pet' } } } };
    const { document, findings } = readFiles({ 'spec.yaml': entry, 'pet.yaml': pet });
    expect(findings).toEqual([]);
    expect(schemaOf(document)).toBe('{"$ref":"#/components/schemas/Pet"}');
    expect(document.components).toEqual({
      schemas: { Pet: { type: 'object', properties: { parent: { $ref: '#/components/schemas/Pet' } } } },
    });
  });

  test('keeps the name it has among the components', () => {
    const entry = aDocument({ components: { schemas: { Animal: { $ref: 'pet.yaml' } } } });
    const { document } = readFiles({ 'spec.yaml': entry, 'pet.yaml': { type: 'string' } });
    expect(document.components).toEqual({ schemas: { Animal: { type: 'string' } } });
  });

  test('is qualified by what it is in when its name is taken', () => {
    const entry = {
      ...withOperation({ responses: { 200: json({ $ref: 'more.yaml#/Pet' }) } }),
      components: { schemas: { Pet: { type: 'string' } } },
    };
    const { document } = readFiles({ 'spec.yaml': entry, 'more.yaml': { Pet: { type: 'number' } } });
    expect(document.components).toEqual({
      schemas: { Pet: { type: 'string' }, MorePet: { type: 'number' } },
    });
  });
});

test('what a discriminator maps to is found from where it is written', () => {
  const entry = withOperation({ responses: { 200: json({ $ref: 'pets.yaml#/pet' }) } });
  const pets = {
    pet: { discriminator: { propertyName: 'kind', mapping: { cat: '#/cat', dog: 'Dog', fish: '#/fish' } } },
    cat: { allOf: [{ $ref: '#/pet' }] },
  };
  const { document } = readFiles({ 'spec.yaml': entry, 'pets.yaml': pets });
  expect(document.components).toMatchObject({
    schemas: {
      Pet: { discriminator: { mapping: { cat: '#/components/schemas/Cat', dog: 'Dog', fish: '#/fish' } } },
      Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] },
    },
  });
});

test('a reference into a schema becomes a component of its own', () => {
  const entry = {
    ...withOperation({ responses: { 200: json({ $ref: '#/components/schemas/Pet/properties/name' }) } }),
    components: { schemas: { Pet: { type: 'object', properties: { name: { type: 'string' } } } } },
  };
  const { document } = reading(entry);
  expect(schemaOf(document)).toBe('{"$ref":"#/components/schemas/Name"}');
});

test('a path in another file is written out in place', () => {
  const item = {
    get: { operationId: 'getPet', tags: ['pets'], responses: { 204: { description: 'Nothing.' } } },
  };
  const { api } = readFiles({
    'spec.yaml': aDocument({ paths: { '/pets': { $ref: 'pets.yaml' } } }),
    'pets.yaml': item,
  });
  expect(api.operations.map((operation) => operation.operationId)).toEqual(['getPet']);
});

test.each([
  ['example', { type: 'object', example: { $ref: 'https://example.com/nowhere' } }],
  ['default', { type: 'object', default: { $ref: '#/nowhere' } }],
  ['enum', { enum: [{ $ref: '#/nowhere' }] }],
  ['x-extension', { 'x-more': { $ref: 'readme.md' } }],
])('`$ref` in %s is data, and is not followed', (_, schema) => {
  expect(reading(withOperation({ responses: { 200: json(schema) } })).findings).toEqual([]);
});

test('a property called `$ref` is a property', () => {
  const schema = { type: 'object', properties: { $ref: { type: 'string' } } };
  const { document, findings } = reading(aDocument({ components: { schemas: { Link: schema } } }));
  expect(findings).toEqual([]);
  expect(document.components).toEqual({ schemas: { Link: schema } });
});

test.each([
  ['a schema that is itself', { A: { $ref: '#/components/schemas/A' } }],
  [
    'two that are each other',
    { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } },
  ],
])('%s is a schema of which nothing is known', (_, schemas) => {
  const { document, findings } = reading(aDocument({ components: { schemas } }));
  expect(findings.map((finding) => finding.what)).toContain('This reference leads back to itself.');
  expect(document.components).toMatchObject({ schemas: { A: {} } });
});

describe('a component whose name begins with `x-`', () => {
  const names = { parameters: 'x-trace', responses: 'x-pet', schemas: 'x-pet' };
  const refer = (kind: keyof typeof names) => ({ $ref: `#/components/${kind}/${names[kind]}` });
  const components = {
    parameters: { 'x-trace': { name: 'x-trace', in: 'header', schema: { type: 'string' } } },
    responses: { 'x-pet': json(refer('schemas')) },
    schemas: { 'x-pet': { type: 'string' } },
  };

  test('is one like any other', () => {
    const parts = { parameters: [refer('parameters')], responses: { 200: refer('responses') } };
    const { api, findings } = reading({ ...withOperation(parts), components });
    expect(findings).toEqual([]);
    expect(api.operations[0]?.parameters).toMatchObject([{ name: 'x-trace' }]);
    expect(api.operations[0]?.replies).toMatchObject([{ contents: [{ mediaType: 'application/json' }] }]);
  });

  test('is none where extensions stand', () => {
    const { document } = reading(
      aDocument({
        paths: { 'x-paths': { get: {} }, '/pets': { get: anOperation({ responses: { 'x-a': {} } }) } },
      }),
    );
    expect(document.paths).toMatchObject({ '/pets': { get: { responses: {} } } });
    expect(Object.keys(document.paths ?? {})).toEqual(['/pets']);
  });
});

describe('a Path Item Object that is a reference', () => {
  const item = { get: anOperation() };

  test('is no component any more: its operations would be there twice', () => {
    const { document, api } = reading(
      aDocument({
        paths: { '/pets': { $ref: '#/components/pathItems/Pets' } },
        components: { pathItems: { Pets: item } },
      }),
    );
    expect(api.operations).toHaveLength(1);
    expect(document.components).toEqual({ schemas: {} });
  });

  test('may say more beside it', () => {
    const post = anOperation({ operationId: 'addPet' });
    const { api } = readFiles({
      'spec.yaml': aDocument({ paths: { '/pets': { $ref: 'pets.yaml', post } } }),
      'pets.yaml': item,
    });
    expect(api.operations.map(({ operationId }) => operationId)).toEqual(['listPets', 'addPet']);
  });
});

test('a security scheme may be a reference', () => {
  const components = {
    securitySchemes: {
      key: { $ref: 'security.yaml#/key' },
      alias: { $ref: '#/components/securitySchemes/key' },
    },
  };
  const { api, findings } = readFiles({
    'spec.yaml': { ...withOperation({}), components },
    'security.yaml': { key: { type: 'http', scheme: 'bearer' } },
  });
  expect(findings).toEqual([]);
  expect(api.securitySchemes).toMatchObject([
    { name: 'alias', type: 'http' },
    { name: 'key', type: 'http' },
  ]);
});

test('a component that refers to a document that was not read says so where it stands', () => {
  const components = { schemas: { Pet: { $ref: 'https://example.com/pet.json' } } };
  expect(reading(aDocument({ components })).findings).toMatchObject([
    {
      pointer: '#/components/schemas/Pet',
      what: 'Remote reference https://example.com/pet.json is not followed.',
    },
  ]);
});
