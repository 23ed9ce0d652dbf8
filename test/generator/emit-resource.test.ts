import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, emitted, emittedFile, json, partOf, withOperation } from './support.ts';

const pets = (parts: Record<string, unknown>, path?: string, method?: string) => {
  return emittedFile(withOperation(parts, path, method), 'pets.ts');
};

test('a module reads as if written by hand', () => {
  const schemas = {
    Pet: { type: 'object', description: 'A pet.', properties: { name: { type: 'string' } } },
    Problem: { type: 'object', properties: { title: { type: 'string' } } },
  };
  const operation = {
    operationId: 'getPet',
    tags: ['pets'],
    summary: 'Reads one pet',
    description: 'Pets that have left are answered for a month.\n\n- dogs\n- cats',
    parameters: [
      {
        name: 'petId',
        in: 'path',
        required: true,
        description: 'Identifier of the pet.',
        schema: { type: 'string' },
      },
      {
        name: 'limit',
        in: 'query',
        description: 'Toys per page',
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      },
      { name: 'If-None-Match', in: 'header', schema: { type: 'string' } },
    ],
    responses: {
      200: json({ $ref: '#/components/schemas/Pet' }),
      304: { description: 'Unchanged.' },
      404: {
        description: 'There is no such pet.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
  const document = aDocument({ paths: { '/pets/{petId}': { get: operation } }, components: { schemas } });
  expect(emittedFile(document, 'pets.ts')).toMatchInlineSnapshot(`
    "// Generated from spec.yaml by Breakwater. Do not edit: change the spec, then generate again.

    import {
      type Call,
      type CallOptions,
      type Client,
      type ErrorClass,
      errorClass,
      type Failure,
      type Operation,
      type ResponseError,
      type Success,
    } from 'breakwater';
    import type { Pet, Problem } from './schemas.js';

    export interface GetPetArgs {
      /** Identifier of the pet. */
      petId: string;
      /** Toys per page. 1 to 100. Default 20. */
      limit?: number;
      'If-None-Match'?: string;
    }

    export type GetPetResult = Success<200, Pet> | Failure<304, undefined> | Failure<404, Problem>;

    const getPetOperation: Operation = {
      id: 'getPet',
      method: 'GET',
      path: '/pets/{petId}',
      resource: 'pets',
      params: { petId: 'path', limit: { in: 'query', type: 'number' }, 'If-None-Match': 'header' },
      replies: { 200: 'application/json', 304: null, 404: 'application/problem+json' },
    };

    export type GetPetError = ResponseError<undefined, 304> | ResponseError<Problem, 404>;
    export const GetPetError: ErrorClass<GetPetError> = /* @__PURE__ */ errorClass(getPetOperation);

    /**
     * Reads one pet.
     *
     * Pets that have left are answered for a month.
     *
     * - dogs
     * - cats
     *
     * \`GET /pets/{petId}\`
     *
     * @throws {GetPetError} 304: Unchanged.
     * @throws {GetPetError} 404: There is no such pet.
     */
    function getPet(client: Client, args: GetPetArgs, options?: CallOptions): Call<Pet, GetPetResult> {
      return client.call(getPetOperation, args, options);
    }

    /** The endpoints of \`pets\` on a client: \`api.pets\`. */
    export interface PetsEndpoints {
      /** Reads one pet. */
      get(args: GetPetArgs, options?: CallOptions): Call<Pet, GetPetResult>;
    }

    /** What each endpoint of \`pets\` is, by path and method. */
    const operations: readonly Operation[] = [getPetOperation];

    export { getPet as get, operations };
    "
  `);
});

describe('the result of an operation, by what is documented', () => {
  const text = { description: '', content: { 'text/plain': {} } };
  const events = { description: '', content: { 'text/event-stream': {} } };
  const bytes = { description: '', content: { 'application/pdf': {} } };
  const content = { 'application/json': { schema: { type: 'number' } } };
  const number = { description: '', content };
  const none = { description: '' };

  test.each([
    [{ 200: number }, 'Success<200, number>', 'number'],
    [{ 200: number, 204: none }, 'Success<200, number> | Success<204, undefined>', 'number | undefined'],
    [{ 200: text }, 'Success<200, string>', 'string'],
    [{ 200: events }, 'Success<200, Stream<ServerSentEvent>>', 'Stream<ServerSentEvent>'],
    [{ 200: bytes }, 'Success<200, Blob>', 'Blob'],
    [
      { 200: { ...none, content: { ...content, ...bytes.content } } },
      "Success<200, number, 'application/json'> | Success<200, Blob, 'application/pdf'>",
      'ListPetsData[Accept]',
    ],
    [{ 200: number, default: text }, 'Success<200, number> | Failure<FailureStatus, string>', 'number'],
    [
      { 200: number, 404: none, default: text },
      'Success<200, number> | Failure<404, undefined> | Failure<Exclude<FailureStatus, 404>, string>',
      'number',
    ],
    [
      { 200: number, 404: none, '4XX': text },
      'Success<200, number> | Failure<404, undefined> | Failure<Exclude<ClientErrorStatus, 404>, string>',
      'number',
    ],
    [{ '2XX': number }, 'Success<SuccessStatus, number>', 'number'],
    [
      { 201: none, '2xx': number },
      'Success<201, undefined> | Success<Exclude<SuccessStatus, 201>, number>',
      'undefined | number',
    ],
    [{ default: number }, 'Success<SuccessStatus, number> | Failure<FailureStatus, number>', 'number'],
    [{ 404: number }, 'Failure<404, number>', 'unknown'],
    [{}, 'Success<SuccessStatus, unknown> | Failure<FailureStatus, unknown>', 'unknown'],
  ])('%j', (responses, result, data) => {
    const module = pets({ responses });
    expect(normal(partOf(module, 'ListPetsResult ='))).toBe(`export type ListPetsResult = ${result};`);
    expect(module).toContain(`Call<${data}, ListPetsResult>`);
  });

  test('a type too long to repeat has a name of its own', () => {
    const module = pets({
      responses: { 200: json({ type: 'object', properties: { a: { type: 'string' } } }) },
    });
    expect(module).toContain(
      "export type ListPetsData = Operations['listPets']['responses'][200]['content']['application/json'];",
    );
    expect(module).toContain('export type ListPetsResult = Success<200, ListPetsData>;');
  });
});

describe('the type of a parameter', () => {
  test.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'integer', nullable: true }, 'number | null'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ enum: ['a', "it's", 3] }, "'a' | \"it's\" | 3"],
    [{ const: true }, 'true'],
    [{ type: 'array', items: { type: 'string' } }, 'string[]'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, "('a' | 'b')[]"],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, 'string | number'],
    [undefined, 'string'],
    [{}, 'unknown'],
    [
      { type: 'object', properties: { a: {} } },
      "NonNullable<Operations['listPets']['parameters']['query']>['q']",
    ],
  ])('%j is %s', (schema, expected) => {
    expect(pets({ parameters: [{ name: 'q', in: 'query', schema }] })).toContain(`  q?: ${expected};\n`);
  });
});

describe('the descriptor says', () => {
  test('only what differs from the defaults', () => {
    const parameters = [
      { name: 'a', in: 'query' },
      {
        name: 'b',
        in: 'query',
        required: true,
        style: 'deepObject',
        explode: true,
        schema: { type: 'object' },
      },
      { name: 'a', in: 'header' },
      { name: 'c', in: 'cookie', content: { 'application/json': {} } },
    ];
    expect(partOf(pets({ parameters }), 'params: {')).toMatchInlineSnapshot(`
      "  params: {
          a: 'query',
          b: { in: 'query', required: true, type: 'object', style: 'deepObject' },
          headerA: { in: 'header', name: 'a' },
          c: { in: 'cookie', content: 'application/json' },
        },
        replies: { 200: null },
      };"
    `);
  });

  test('how the body is written', () => {
    const content = {
      'multipart/form-data': { schema: {}, encoding: { meta: { contentType: 'application/json' } } },
    };
    const module = pets({ requestBody: { required: true, content } }, '/pets', 'post');
    expect(module).toContain(
      "body: { type: 'multipart/form-data', required: true, encoding: { meta: 'application/json' } }",
    );
  });

  test('that an operation needs no credential', () => {
    expect(pets({ security: [] })).toContain('  security: [],\n');
  });
});

describe('arguments', () => {
  test.each([
    ['none', {}, '/pets', 'args: NoArgs = {}'],
    ['optional ones', { parameters: [{ name: 'q', in: 'query' }] }, '/pets', 'args: ListPetsArgs = {}'],
    [
      'a required one',
      { parameters: [{ name: 'q', in: 'query', required: true }] },
      '/pets',
      'args: ListPetsArgs',
    ],
    ['a path parameter', {}, '/pets/{id}', 'args: ListPetsArgs'],
  ])('%s', (_, parts, path, expected) => {
    expect(
      pets(parts, path)
        .replace(/\(\n\s+/g, '(')
        .replace(/,\n\s+/g, ', '),
    ).toContain(`listPets(client: Client, ${expected}, options?`);
  });
});

test('a schema named like something the module means is renamed where it is imported', () => {
  const document = {
    ...withOperation({ responses: { 200: json({ $ref: '#/components/schemas/Operation' }) } }),
    components: { schemas: { Operation: { type: 'object' }, OperationSchema: {} } },
  };
  const module = emittedFile(document, 'pets.ts');
  expect(module).toContain("import type { Operation as OperationType } from './schemas.js';");
  expect(module).toContain('Success<200, OperationType>');
});

test('what is deprecated says so', () => {
  const module = pets({ deprecated: true, parameters: [{ name: 'q', in: 'query', deprecated: true }] });
  expect(module.match(/@deprecated/g)).toHaveLength(3);
});

test('what a type would have taken, had it been short, is not imported', () => {
  const schema = { oneOf: [{ $ref: '#/components/schemas/Dog' }, { type: 'object', properties: { a: {} } }] };
  const paths = { '/pets': { get: anOperation({ responses: { 200: json(schema) } }) } };
  const module = emitted(aDocument({ paths, components: { schemas: { Dog: {} } } })).get('pets.ts');
  expect(module).not.toContain('Dog');
});

/** A type on one line. */
function normal(text: string): string {
  return text.replace(/=\s+\|\s/, '= ').replace(/\s+/g, ' ');
}

test('a merge patch may remove what its schema says may be missing', () => {
  const body = (mediaType: string) => ({
    required: true,
    content: { [mediaType]: { schema: { $ref: '#/components/schemas/Pet' } } },
  });
  const module = (mediaType: string) =>
    emittedFile(
      {
        ...withOperation({ requestBody: body(mediaType) }, '/pets', 'patch'),
        components: { schemas: { Pet: { type: 'object' } } },
      },
      'pets.ts',
    );
  expect(module('application/merge-patch+json')).toContain('body: MergePatch<Pet>;');
  expect(module('application/json')).toContain('body: Pet;');
});

test('what a write outdates besides its own resource is in its descriptor, as often as it was named once', () => {
  const parts = { 'x-invalidates': ['users', "a'b", 'users'] };
  expect(pets(parts, '/pets', 'post')).toMatch(/invalidates: \['users', (?:"a'b"|'a\\'b')\]/);
});
