import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, json, reading, withOperation } from './support.ts';

const findings = (document: unknown) =>
  reading(document).findings.map(({ severity, pointer, what }) => `${severity} ${pointer}: ${what}`);

describe('a doubt is repaired or skipped, and reported where it is', () => {
  test.each([
    [
      'an undeclared path parameter',
      withOperation({}, '/pets/{petId}'),
      'repaired #/paths/~1pets~1{petId}/get: {petId} of the path is not declared: it is taken as a string.',
    ],
    [
      'a missing operationId',
      withOperation({ operationId: undefined }),
      'repaired #/paths/~1pets/get: The operation has no operationId: its name is made of its method and path.',
    ],
    [
      'a missing tag',
      withOperation({ tags: undefined }),
      'repaired #/paths/~1pets/get: The operation has no tag: it is filed under `default`.',
    ],
    [
      'several tags',
      withOperation({ tags: ['pets', 'dogs'] }),
      'repaired #/paths/~1pets/get/tags: The operation has 2 tags: it is filed under the first, pets.',
    ],
    [
      'a parameter in no known place',
      withOperation({ parameters: [{ name: 'x', in: 'body' }] }),
      'skipped #/paths/~1pets/get/parameters/0: The parameter x is in no known place.',
    ],
    [
      'a path parameter that the path has not',
      withOperation({ parameters: [{ name: 'x', in: 'path' }] }),
      'skipped #/paths/~1pets/get: The path has no {x}, so this path parameter has no place.',
    ],
    [
      'a status that is none',
      withOperation({ responses: { 200: json({}), ok: json({}) } }),
      'skipped #/paths/~1pets/get/responses/ok: ok is no HTTP status.',
    ],
    [
      'a dangling reference',
      withOperation({ responses: { 200: json({ $ref: '#/components/schemas/Pet' }) } }),
      'repaired #/paths/~1pets/get/responses/200/content/application~1json/schema: Nothing is found at #/components/schemas/Pet.',
    ],
    [
      'a remote reference',
      withOperation({ responses: { 200: json({ $ref: 'https://example.com/pet.json' }) } }),
      'repaired #/paths/~1pets/get/responses/200/content/application~1json/schema: Remote reference https://example.com/pet.json is not followed.',
    ],
    [
      'a TTL that is no number',
      { ...withOperation({}), tags: [{ name: 'pets', 'x-cache-ttl': '1h' }] },
      'skipped #/tags/0/x-cache-ttl: `x-cache-ttl` must be a number of seconds, 0 or more; found "1h".',
    ],
    [
      'an `x-invalidates` that is no list of tags',
      withOperation({ 'x-invalidates': [7] }),
      'skipped #/paths/~1pets/get/x-invalidates: `x-invalidates` must be a tag, or a list of tags.',
    ],
    [
      'a type that does not exist',
      withOperation({ responses: { 200: json({ type: 'file' }) } }),
      'repaired #/paths/~1pets/get/responses/200/content/application~1json/schema: There is no type "file".',
    ],
    [
      'a schema that is no object',
      withOperation({ responses: { 200: json('Pet') } }),
      'repaired #/paths/~1pets/get/responses/200/content/application~1json/schema: Expected an object here, found a string.',
    ],
    [
      'a value that is no number of JSON',
      withOperation({ responses: { 200: json({ enum: [1, Number.NaN, Number.POSITIVE_INFINITY] }) } }),
      'repaired #/paths/~1pets/get/responses/200/content/application~1json/schema: JSON has no infinite number, and none that is NaN.',
    ],
    [
      'a constant that is no number of JSON',
      withOperation({ responses: { 200: json({ const: Number.NaN }) } }),
      'repaired #/paths/~1pets/get/responses/200/content/application~1json/schema: JSON has no infinite number, and none that is NaN.',
    ],
  ])('%s', (_, document, expected) => {
    expect(findings(document)).toEqual([expected]);
  });

  test('an operationId that several operations have', () => {
    const paths = { '/a': { get: anOperation() }, '/b': { get: anOperation() } };
    const what =
      '2 operations have the operationId listPets: each is named by its tag, or by its method and path.';
    expect(findings(aDocument({ paths }))).toEqual([
      `repaired #/paths/~1a/get/operationId: ${what}`,
      `repaired #/paths/~1b/get/operationId: ${what}`,
    ]);
  });

  test('a parameter of a path, where it is', () => {
    const item = { parameters: [{ name: 'x' }], get: anOperation() };
    expect(findings(aDocument({ paths: { '/a': item } }))).toEqual([
      'skipped #/paths/~1a/parameters/0: The parameter x is in no known place.',
    ]);
  });

  test('a sound document gives no findings', () => {
    expect(findings(withOperation({}))).toEqual([]);
  });
});

describe('an operation', () => {
  const operation = (parts: Record<string, unknown>, path?: string, method?: string) =>
    reading(withOperation(parts, path, method)).api.operations[0];

  test('has the parameters of its path too, its own winning', () => {
    const item = {
      parameters: [
        { name: 'limit', in: 'query', description: 'path' },
        { name: 'X-Trace', in: 'header' },
      ],
      get: anOperation({ parameters: [{ name: 'limit', in: 'query', description: 'own' }] }),
    };
    const [read] = reading(aDocument({ paths: { '/pets': item } })).api.operations;
    expect(read?.parameters.map(({ name, description }) => [name, description])).toEqual([
      ['limit', 'own'],
      ['X-Trace', undefined],
    ]);
  });

  test.each([
    ['its own', { description: 'own', schema: { description: 'of the schema' } }, 'own', false],
    ["its schema's", { schema: { description: 'of the schema', deprecated: true } }, 'of the schema', true],
    ['of what its schema refers to', { schema: { $ref: '#/components/schemas/Limit' } }, 'of a limit', false],
  ])('has parameters with a description: %s', (_, parts, description, isDeprecated) => {
    const { api } = reading({
      ...withOperation({ parameters: [{ name: 'limit', in: 'query', ...parts }] }),
      components: { schemas: { Limit: { type: 'integer', description: 'of a limit' } } },
    });
    expect(api.operations[0]?.parameters).toMatchObject([{ description, isDeprecated }]);
  });

  test('does not have the headers that OpenAPI says to ignore', () => {
    const parameters = ['Accept', 'content-type', 'Authorization'].map((name) => ({ name, in: 'header' }));
    expect(operation({ parameters })?.parameters).toEqual([]);
  });

  test.each([
    [['text/plain', 'multipart/form-data', 'application/vnd.pet+json'], 'application/vnd.pet+json'],
    [['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'], 'multipart/form-data'],
    [['image/png', 'text/plain'], 'text/plain'],
    [['image/png', 'application/pdf'], 'application/pdf'],
  ])('that takes %s is sent %s', (types, chosen) => {
    const content = Object.fromEntries(types.map((type) => [type, { schema: {} }]));
    expect(operation({ requestBody: { content } }, '/pets', 'post')?.body?.mediaType).toBe(chosen);
  });

  test.each([
    [{ name: 'a', in: 'query' }, {}],
    [{ name: 'a', in: 'query', style: 'form', explode: true }, {}],
    [{ name: 'a', in: 'query', explode: false }, { explode: false }],
    [{ name: 'a', in: 'query', style: 'deepObject', explode: true }, { style: 'deepObject' }],
    [{ name: 'a', in: 'cookie', style: 'cookie' }, { style: 'cookie' }],
    [
      { name: 'a', in: 'cookie', style: 'cookie', explode: false },
      { style: 'cookie', explode: false },
    ],
    [{ name: 'a', in: 'header', style: 'form' }, {}],
    [{ name: 'a', in: 'query', style: 'pipeDelimited' }, { style: 'pipeDelimited' }],
    [{ name: 'a', in: 'query', allowReserved: true }, { allowReserved: true }],
    [{ name: 'a', in: 'header', style: 'simple', explode: false }, {}],
  ])('keeps of %j what is not the default', (parameter, expected) => {
    const { style, explode, allowReserved } = operation({ parameters: [parameter] })?.parameters[0] ?? {};
    expect({ style, explode, allowReserved }).toEqual({
      style: undefined,
      explode: undefined,
      allowReserved: undefined,
      ...expected,
    });
  });

  test('has no content in replies that never have one', () => {
    expect(operation({ responses: { 204: json({ type: 'string' }) } })?.replies[0]?.contents).toEqual([]);
  });
});

describe('OpenAPI 3.2', () => {
  test('has operations of the method QUERY', () => {
    const { api, findings } = reading(withOperation({}, '/pets', 'query'));
    expect(findings).toEqual([]);
    expect(api.operations.map(({ method }) => method)).toEqual(['QUERY']);
  });

  test('has additional operations, of which the SDK sends those whose method it knows', () => {
    const additionalOperations = { COPY: anOperation(), PUT: anOperation({ operationId: 'putPets' }) };
    const { api, findings } = reading(aDocument({ paths: { '/pets': { additionalOperations } } }));
    expect(api.operations.map(({ method, operationId }) => [method, operationId])).toEqual([
      ['PUT', 'putPets'],
    ]);
    expect(findings.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual([
      'skipped #/paths/~1pets/additionalOperations/COPY',
    ]);
  });

  const querystring = (type: string, schema: unknown) => [
    { name: 'q', in: 'querystring', required: true, content: { [type]: { schema } } },
  ];

  test('has the fields of a query string that is a form as query parameters', () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, b: { type: 'integer' } },
    };
    const parameters = querystring('application/x-www-form-urlencoded', schema);
    const { api, findings } = reading(withOperation({ parameters }));
    expect(findings).toEqual([]);
    expect(api.operations[0]?.parameters).toMatchObject([
      { name: 'a', in: 'query', isRequired: true },
      { name: 'b', in: 'query', isRequired: false },
    ]);
  });

  test('has the fields of such a form in the styles of its encoding', () => {
    const form = {
      schema: { type: 'object', properties: { a: { type: 'array' }, b: { type: 'object' } } },
      encoding: { a: { style: 'pipeDelimited' }, b: { style: 'deepObject' } },
    };
    const parameters = [
      { name: 'q', in: 'querystring', content: { 'application/x-www-form-urlencoded': form } },
    ];
    expect(reading(withOperation({ parameters })).api.operations[0]?.parameters).toMatchObject([
      { name: 'a', in: 'query', type: 'array', style: 'pipeDelimited' },
      { name: 'b', in: 'query', type: 'object', style: 'deepObject' },
    ]);
  });

  test('has any other query string as one argument', () => {
    const { api, findings } = reading(
      withOperation({ parameters: querystring('application/jsonpath', { type: 'string' }) }),
    );
    expect(findings).toEqual([]);
    expect(api.operations[0]?.parameters).toMatchObject([
      { name: 'q', in: 'querystring', isRequired: true, content: 'application/jsonpath' },
    ]);
  });

  test('has a query string without content reported', () => {
    const parameters = [{ name: 'q', in: 'querystring' }];
    expect(findings(withOperation({ parameters }))).toEqual([
      'skipped #/paths/~1pets/get/parameters/0: A query string (`in: querystring`) has no name or no content.',
    ]);
  });

  test('says what the items of a stream are', () => {
    const content = { 'application/jsonl': { itemSchema: { type: 'string' } } };
    const { api } = reading(withOperation({ responses: { 200: { description: '', content } } }));
    expect(api.operations[0]?.replies[0]?.contents).toMatchObject([{ itemSchema: { type: 'string' } }]);
  });

  test('has tags with parents', () => {
    const tags = [{ name: 'animals' }, { name: 'pets', parent: 'animals', summary: 'Pets.' }];
    const { api } = reading({ ...withOperation({}), tags });
    expect(api.resources).toEqual([{ tag: 'pets', parent: 'animals', description: 'Pets.' }]);
  });

  test('has a tag whose parent is none reported', () => {
    const tags = [{ name: 'pets', parent: 'animals' }];
    expect(findings({ ...withOperation({}), tags })).toEqual([
      'skipped #/tags/0/parent: The parent of this tag, animals, is no tag.',
    ]);
  });
});

describe('the base URL', () => {
  test.each([
    [
      [{ url: 'https://{env}.example.com/v1/', variables: { env: { default: 'api' } } }],
      'https://api.example.com/v1',
    ],
    [[{ url: '/v1' }], undefined],
    [[{ url: 'https://{env}.example.com' }], undefined],
    [[], undefined],
  ])('of %j is %s', (servers, expected) => {
    expect(reading(aDocument({ servers })).api.baseUrl).toBe(expected);
  });
});

test('declared tags come in their order, then the others; tags without operations do not', () => {
  const paths = {
    '/a': { get: anOperation({ tags: ['later'] }) },
    '/b': { get: anOperation({ tags: ['b'] }) },
  };
  const { resources } = reading(aDocument({ paths, tags: [{ name: 'unused' }, { name: 'b' }] })).api;
  expect(resources.map((resource) => resource.tag)).toEqual(['b', 'later']);
});

test.each(['get', 'head'])('the body of a %s is left out, and said to be', (method) => {
  const requestBody = { required: true, content: { 'application/json': { schema: {} } } };
  const { api, findings } = reading(withOperation({ requestBody }, '/pets', method));
  expect(api.operations[0]?.body).toBeUndefined();
  expect(findings.map(({ severity, pointer, what }) => ({ severity, pointer, what }))).toContainEqual({
    severity: 'skipped',
    pointer: `#/paths/~1pets/${method}/requestBody`,
    what: `A ${method.toUpperCase()} is sent without a body, so this one is left out.`,
  });
});
