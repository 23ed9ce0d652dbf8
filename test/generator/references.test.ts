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

describe('what stands beside a reference to a schema', () => {
  const schemas = {
    Pet: { type: 'object', properties: { name: { type: 'string' } } },
    Cat: { $ref: '#/components/schemas/Pet', description: 'A cat.', required: ['name'] },
  };

  test('holds as well', () => {
    const { document } = reading(aDocument({ components: { schemas } }));
    expect(document.components).toMatchObject({
      schemas: {
        Cat: {
          description: 'A cat.',
          allOf: [{ $ref: '#/components/schemas/Pet' }, { required: ['name'] }],
        },
      },
    });
  });

  test('is ignored before OpenAPI 3.1', () => {
    const { document } = reading({ ...aDocument({ components: { schemas } }), openapi: '3.0.3' });
    expect(document.components).not.toHaveProperty('schemas.Cat.allOf');
  });
});

describe('a reference by a name', () => {
  const components = (schemas: unknown) => aDocument({ components: { schemas } });
  const text = { type: 'string' };
  const id = 'https://example.com/pet';
  const leads = (reference: string, others: object = {}) => {
    const { document, findings } = reading({
      ...components({ A: { properties: { b: { $ref: reference } } }, ...others }),
      ...{ openapi: '3.2.0', $self: 'https://example.com/api/openapi.yaml' },
    });
    expect(findings).toEqual([]);
    return JSON.stringify(document.components).match(/"b":\{"\$ref":"([^"]*)"\}/)?.[1];
  };

  test.each([
    ['an anchor', '#pet', 'Pet', { Pet: { $anchor: 'pet', ...text } }],
    ['an identifier', id, 'Pet', { Pet: { $id: id, ...text } }],
    [
      'an anchor of what has an identifier',
      `${id}#toy`,
      'SpecX',
      { X: { $id: id, items: { $anchor: 'toy' } } },
    ],
    ['the spec itself', 'https://example.com/api/openapi.yaml#/components/schemas/Pet', 'Pet', { Pet: text }],
    ['the spec itself, from its folder', '/api/openapi.yaml#/components/schemas/Pet', 'Pet', { Pet: text }],
  ])('may name %s', (_, reference, expected, schemas) => {
    expect(leads(reference, schemas)).toBe(`#/components/schemas/${expected}`);
  });

  test('is resolved against the identifier around it', () => {
    const schema = {
      $id: id,
      properties: { own: { $ref: '#/$defs/toy' }, whole: { $ref: '#' } },
      $defs: { toy: text },
    };
    const { document, findings } = reading(components({ Pet: schema }));
    expect(findings).toEqual([]);
    expect(document.components).toMatchObject({
      schemas: {
        Pet: {
          properties: {
            own: { $ref: '#/components/schemas/Toy' },
            whole: { $ref: '#/components/schemas/Pet' },
          },
        },
      },
    });
  });

  test('may be dynamic', () => {
    const schema = { $dynamicAnchor: 'node', properties: { kids: { items: { $dynamicRef: '#node' } } } };
    const { document, findings } = reading(components({ Tree: schema }));
    expect(findings).toEqual([]);
    expect(document.components).toMatchObject({
      schemas: { Tree: { properties: { kids: { items: { $ref: '#/components/schemas/Tree' } } } } },
    });
  });

  test('is the same of several, whatever the order of keys', () => {
    const schemas = {
      A: { $dynamicAnchor: 'node', type: 'string' },
      B: { $dynamicAnchor: 'node', type: 'number' },
      C: { items: { $dynamicRef: '#node' } },
    };
    const turned = Object.fromEntries(Object.entries(schemas).reverse());
    const [one, other] = [schemas, turned].map((each) => reading(components(each)).document.components);
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  test('is anything where a dynamic one stands for what is still to be said', () => {
    const schema = { items: { $dynamicRef: '#of' }, $defs: { of: { $dynamicAnchor: 'of', not: {} } } };
    const { document, findings } = reading(components({ List: schema }));
    expect(findings).toMatchObject([{ pointer: '#/components/schemas/List/items' }]);
    expect(document.components).toMatchObject({ schemas: { List: { items: {} } } });
  });
});

describe('a document in many files', () => {
  const pets = {
    get: anOperation({
      responses: { 200: json({ $ref: 'spec.yaml#/components/schemas/Pet' }), 400: { $ref: '#/bad' } },
    }),
    bad: json({ $ref: '#/components/schemas/Pet' }),
  };

  test('may have each of its parts in one of them', () => {
    const { api, document, findings } = readFiles({
      'spec.yaml': {
        openapi: '3.1.0',
        info: { $ref: 'info.yaml' },
        tags: { $ref: 'tags.yaml' },
        paths: { $ref: 'paths.yaml' },
        components: { $ref: 'components.yaml' },
      },
      'info.yaml': { title: 'Pets', version: '1' },
      'tags.yaml': [{ name: 'pets', description: 'Animals.' }],
      'paths.yaml': { '/pets': { $ref: 'pets.yaml' } },
      'pets.yaml': pets,
      'components.yaml': {
        schemas: { Pet: { properties: { toy: { $ref: '#/schemas/Toy' } } }, Toy: { $ref: 'toy.yaml' } },
      },
      'toy.yaml': { type: 'string' },
    });
    expect(api).toMatchObject({ title: 'Pets', resources: [{ tag: 'pets', description: 'Animals.' }] });
    expect(document.components).toEqual({
      schemas: {
        Pet: { properties: { toy: { $ref: '#/components/schemas/Toy' } } },
        Toy: { type: 'string' },
      },
    });
    expect(findings).toMatchObject([
      {
        file: '/pets.yaml',
        what: 'Nothing is found at #/components/schemas/Pet in this file: it is taken from the spec.',
      },
    ]);
  });
});
