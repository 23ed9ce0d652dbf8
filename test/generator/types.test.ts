import { describe, expect, test } from 'vitest';
import {
  aDocument,
  anOperation,
  declaredType,
  emitted,
  emittedFile,
  json,
  partOf,
  withOperation,
} from './support.ts';

const user = {
  type: 'object',
  required: ['id', 'name', 'password'],
  properties: {
    id: { type: 'string', readOnly: true },
    name: { type: 'string' },
    password: { type: 'string', writeOnly: true },
  },
};

function userApi(schemas: Record<string, unknown> = {}, sent = 'User', received = 'User') {
  const post = anOperation({
    operationId: 'createUser',
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${sent}` } } },
    },
    responses: { 201: json({ $ref: `#/components/schemas/${received}` }) },
  });
  return aDocument({ paths: { '/users': { post } }, components: { schemas: { User: user, ...schemas } } });
}

describe('a schema with readOnly and writeOnly properties', () => {
  test('is without what only a request has', () => {
    expect(declaredType(userApi(), 'User')).toBe('User: { readonly id: string; name: string; };');
  });

  test('has a request variant without what only a response has', () => {
    expect(declaredType(userApi(), 'UserInput')).toBe('UserInput: { name: string; password: string; };');
  });

  test('is used in its two shapes', () => {
    const module = emittedFile(userApi(), 'pets.ts');
    expect(partOf(module, 'CreateUserArgs {')).toContain('body: UserInput;');
    expect(partOf(module, 'CreateUserResult =')).toContain('Success<201, User>');
  });

  test('makes variants of the schemas that contain it, and only of those a request uses', () => {
    const team = { type: 'object', properties: { lead: { $ref: '#/components/schemas/User' } } };
    const names = partOf(emittedFile(userApi({ Team: team, Other: team }, 'Team'), 'index.ts'), 'schemas');
    const schemas = emittedFile(userApi({ Team: team, Other: team }, 'Team'), 'schemas.ts');
    expect(names).toContain("export type * from './schemas.js'");
    expect([...schemas.matchAll(/export type (\w+)/g)].map((match) => match[1])).toEqual([
      'Other',
      'Team',
      'TeamInput',
      'User',
      'UserInput',
    ]);
  });

  test('gives its variant another name when the first is taken', () => {
    const schemas = emittedFile(userApi({ UserInput: { type: 'string' } }), 'schemas.ts');
    expect(schemas).toContain("export type UserRequest = components['schemas']['UserRequest'];");
  });

  test('is found through a reference to a schema that is readOnly itself', () => {
    const document = userApi(
      {
        Id: { type: 'string', readOnly: true },
        Pet: {
          type: 'object',
          properties: { id: { $ref: '#/components/schemas/Id' }, name: { type: 'string' } },
        },
      },
      'Pet',
    );
    expect(declaredType(document, 'PetInput')).toBe('PetInput: { name?: string; };');
  });
});

describe('a discriminator without a mapping', () => {
  const dog = { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: ['dog'] } } };
  const cat = { type: 'object', required: ['kind'], properties: { kind: { const: 'cat' } } };
  const pet = {
    oneOf: [
      { $ref: '#/components/schemas/Dog' },
      { $ref: '#/components/schemas/Cat' },
      { $ref: '#/components/schemas/Bird' },
    ],
    discriminator: { propertyName: 'kind' },
  };
  const bird = { type: 'object', properties: { kind: { type: 'string' } } };
  const document = aDocument({ components: { schemas: { Pet: pet, Dog: dog, Cat: cat, Bird: bird } } });

  test.each([
    ['Dog', 'Dog: { kind: "dog"; };'],
    ['Cat', 'Cat: { kind: "cat"; };'],
    ['Bird', 'Bird: { kind: "Bird"; };'],
  ])('takes the value %s declares, else its name', (name, expected) => {
    expect(declaredType(document, name)).toBe(expected);
  });
});

describe('a schema that contains itself', () => {
  const at = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const api = (schemas: Record<string, unknown>) => aDocument({ components: { schemas } });

  test('through lists is an alias, as TypeScript wants it', () => {
    const Json = { oneOf: [{ type: 'string' }, { type: 'array', items: at('Json') }] };
    const text = emittedFile(api({ Json }), 'types.ts');
    expect(text).toContain('type RecursiveJson = string | RecursiveJson[];');
    expect(text).toContain('Json: RecursiveJson;');
  });

  test('through properties is what it was', () => {
    const Tree = { type: 'object', properties: { children: { type: 'array', items: at('Tree') } } };
    expect(emittedFile(api({ Tree }), 'types.ts')).not.toContain('Recursive');
  });

  test('through `allOf` of a base that is one of its children has what the base says of its own', () => {
    const base = { type: 'object', properties: { a: { type: 'string' } }, oneOf: [at('Child')] };
    const child = { allOf: [at('Base'), { type: 'object', properties: { b: { type: 'string' } } }] };
    const document = api({ Base: base, Child: child });
    expect(declaredType(document, 'Base')).toBe('Base: { a?: string; } & components["schemas"]["Child"];');
    expect(declaredType(document, 'Child')).toBe('Child: { a?: string; } & { b?: string; };');
  });

  test('through nothing but unions is the rest of them', () => {
    const document = api({
      A: { anyOf: [at('B'), { type: 'string' }] },
      B: { anyOf: [at('A'), { type: 'number' }] },
    });
    expect(declaredType(document, 'A')).toBe('A: number | string;');
  });
});

test('a percent sign is a letter of a name like any other', () => {
  const rate = {
    type: 'object',
    properties: {
      'of_%': { type: 'object', properties: { again: { $ref: '#/components/schemas/100%25' } } },
    },
  };
  const document = { ...withOperation({}, '/100%', 'query'), components: { schemas: { '100%': rate } } };
  const text = emittedFile(document, 'types.ts');
  expect(text).toContain('"100%": {');
  expect(text).toContain('"of_%"?: {');
  expect(text).toContain('again?: components["schemas"]["100%"];');
  expect(text).toContain('listPets: {');
});

test('an object of which nothing is said has any members, and beside other parts it says nothing', () => {
  const any = { type: 'object' };
  const schemas = {
    Any: any,
    Holder: { type: 'object', properties: { metadata: { ...any, description: 'Whatever you like.' } } },
    Both: { allOf: [{ $ref: '#/components/schemas/Holder' }, any, { type: 'object', properties: {} }] },
  };
  const document = aDocument({ components: { schemas } });
  expect(declaredType(document, 'Any')).toBe('Any: Record<string, unknown>;');
  expect(declaredType(document, 'Holder')).toBe('Holder: { metadata?: Record<string, unknown>; };');
  expect(declaredType(document, 'Both')).toBe('Both: components["schemas"]["Holder"];');
});

test('an empty enum beside a reference does not make a type of no values', () => {
  const status = {
    type: 'object',
    properties: { a: { enum: [], allOf: [{ $ref: '#/components/schemas/Status' }] } },
  };
  const document = aDocument({ components: { schemas: { Status: { type: 'string' }, Pet: status } } });
  expect(declaredType(document, 'Pet')).toBe('Pet: { a?: components["schemas"]["Status"]; };');
});

test('an operation of the method QUERY is in `operations`', () => {
  const text = emittedFile(
    withOperation({ responses: { 200: json({ type: 'string' }) } }, '/pets', 'query'),
    'types.ts',
  );
  expect(text.slice(text.indexOf('export interface operations'))).toContain('listPets: {');
});

test('what an operation of the method QUERY takes and gives is typed by its place there', () => {
  const long = { type: 'object', properties: { name: { type: 'string' } } };
  const parameters = [{ name: 'filter', in: 'query', schema: long }];
  const requestBody = { required: true, content: { 'application/json': { schema: long } } };
  const text = emittedFile(
    withOperation({ parameters, requestBody, responses: { 200: json(long) } }, '/pets', 'query'),
    'pets.ts',
  );
  expect(text).toContain("filter?: NonNullable<Operations['listPets']['parameters']['query']>['filter'];");
  expect(text).toContain("body: Operations['listPets']['requestBody']['content']['application/json'];");
  expect(text).toContain("Operations['listPets']['responses'][200]['content']['application/json']");
  expect(text).not.toContain('unknown');
});

test.each([
  ['format: binary', { type: 'string', format: 'binary' }, 'FileInput'],
  ['a media type without an encoding', { type: 'string', contentMediaType: 'image/png' }, 'FileInput'],
  [
    'an encoded media type',
    { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
    'string',
  ],
])('%s is %s', (_, schema, expected) => {
  const document = aDocument({
    components: { schemas: { File: { type: 'object', required: ['bytes'], properties: { bytes: schema } } } },
  });
  expect(declaredType(document, 'File')).toBe(`File: { bytes: ${expected}; };`);
});

test('`operations` has every operation once, under its settled name', () => {
  const paths = {
    '/a': { get: anOperation({ operationId: 'list', tags: ['a'] }) },
    '/b': { get: anOperation({ operationId: 'list', tags: ['b'] }) },
    '/c': { get: anOperation({ operationId: undefined }) },
  };
  const text = emittedFile(aDocument({ paths }), 'types.ts');
  const operations = text.slice(text.indexOf('export interface operations'));
  expect([...operations.matchAll(/^ {4}(\w+): \{$/gm)].map((match) => match[1])).toEqual([
    'aList',
    'bList',
    'getC',
  ]);
});

test('examples stay out, whatever they contain', () => {
  const content = {
    'application/json': {
      schema: {},
      example: { $ref: 'https://example.com' },
      examples: { a: { $ref: 'x' } },
    },
  };
  const text = emittedFile(withOperation({ responses: { 200: { description: '', content } } }), 'types.ts');
  expect(text).not.toContain('example.com');
});

test('a document without anything is an SDK without anything', () => {
  expect([...emitted(aDocument()).keys()]).toEqual([
    'types.ts',
    'schemas.ts',
    'resources.ts',
    'client.ts',
    'api.ts',
    'index.ts',
  ]);
});
