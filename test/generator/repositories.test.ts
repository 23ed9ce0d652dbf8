import { describe, expect, test } from 'vitest';
import { emitRepositories } from '../../generator/src/emit/repositories/module.ts';
import { aDocument, emitted } from './support.ts';

/** Repositories as they are written: `repositories.ts`, and `repositories-in-memory.ts` where there is a collection. */

const pet = { $ref: '#/components/schemas/Pet' };
const json = (schema: unknown) => ({ 'application/json': { schema } });
const replies = (schema: unknown) => ({ 200: { description: 'OK', content: json(schema) } });
const id = { name: 'petId', in: 'path', required: true, schema: { type: 'string' } };
const body = { required: true, content: json(pet) };

function written(paths: object, schemas: object = {}): ReadonlyMap<string, string> {
  const document = aDocument({
    tags: [{ name: 'pets', description: 'Animals with a name.' }],
    paths,
    components: {
      schemas: {
        Pet: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
        ...schemas,
      },
    },
  });
  return emitted(document, { repositories: emitRepositories });
}

const tags = ['pets'];

describe('the arguments of a method', () => {
  test('are the key and the input, without what is HTTP', () => {
    const header = { name: 'X-Trace', in: 'header', schema: { type: 'string' } };
    const text = written({
      '/pets/{petId}': {
        put: {
          tags,
          operationId: 'replacePet',
          parameters: [id, header],
          requestBody: body,
          responses: replies(pet),
        },
      },
    }).get('repositories.ts');
    expect(text).toContain(
      "replace(key: Pick<ReplacePetArgs, 'petId'>, input: ReplacePetArgs['body']): Promise<Pet>;",
    );
    expect(text).toContain("orNotFound('pets', petsModule.replace(client, { ...key, body: input }))");
  });

  test('have the headers that nothing goes without', () => {
    const header = { name: 'X-Account', in: 'header', required: true, schema: { type: 'string' } };
    const text = written({
      '/pets/{petId}': {
        get: { tags, operationId: 'getPet', parameters: [id, header], responses: replies(pet) },
      },
    }).get('repositories.ts');
    expect(text).toContain('get(key: GetPetArgs): Promise<Pet | undefined>;');
  });

  test('are whole where the content type is one of them', () => {
    const both = { required: true, content: { ...json(pet), 'text/csv': { schema: { type: 'string' } } } };
    const text = written({
      '/pets': { post: { tags, operationId: 'createPet', requestBody: both, responses: replies(pet) } },
    }).get('repositories.ts');
    expect(text).toContain('create(args: CreatePetArgs): Promise<Pet>;');
    expect(text).toContain('create: (args) => petsModule.create(client, args),');
  });

  test('begin with what is required', () => {
    const dry = { name: 'dry', in: 'query', schema: { type: 'boolean' } };
    const text = written({
      '/pets': {
        post: {
          tags,
          operationId: 'createPet',
          parameters: [dry],
          requestBody: body,
          responses: replies(pet),
        },
      },
    }).get('repositories.ts');
    expect(text).toContain(
      "create(input: CreatePetArgs['body'], key?: Pick<CreatePetArgs, 'dry'>): Promise<Pet>;",
    );
    expect(text).toContain('create: (input, key) => petsModule.create(client, { ...key, body: input }),');
  });

  test('may leave out a body that may be left out', () => {
    const text = written({
      '/pets/feed': {
        post: {
          tags,
          operationId: 'feedPets',
          requestBody: { content: json(pet) },
          responses: { 204: { description: 'Fed' } },
        },
      },
    }).get('repositories.ts');
    expect(text).toContain("feed(input?: NonNullable<FeedPetsArgs['body']>): Promise<void>;");
    expect(text).toContain(
      'feed: (input) => petsModule.feed(client, { ...(input !== undefined && { body: input }) }),',
    );
  });
});

describe('in memory', () => {
  const collection = {
    '/pets': { post: { tags, operationId: 'createPet', requestBody: body, responses: replies(pet) } },
    '/pets/{petId}': {
      get: { tags, operationId: 'getPet', parameters: [id], responses: replies(pet) },
      delete: {
        tags,
        operationId: 'deletePet',
        parameters: [id],
        responses: { 204: { description: 'Gone' } },
      },
    },
  };

  test('is a collection, and asks for what its spec leaves open', () => {
    const text = written(collection).get('repositories-in-memory.ts');
    expect(text).toContain("(input: Parameters<PetsRepository['create']>[0], id?: string | number) => Pet;");
    expect(text).toContain("new MemoryCollection<Pet, undefined>('pets', 'id', options)");
    expect(text).toContain('create: (input) => kept.put(options.make(input)),');
    expect(text).toContain('delete: (key) => kept.delete(key.petId),');
    expect(text).not.toContain('others');
  });

  test('takes the input from its place, behind what an item is asked for with besides', () => {
    const fields = { name: 'fields', in: 'query', schema: { type: 'string' } };
    const post = {
      tags,
      operationId: 'createPet',
      parameters: [fields],
      requestBody: { content: json(pet) },
      responses: replies(pet),
    };
    const text = written({ ...collection, '/pets': { post } }).get('repositories-in-memory.ts');
    expect(text).toContain("(input: Parameters<PetsRepository['create']>[1], id?: string | number) => Pet;");
    expect(text).toContain('create: (_key, input) => kept.put(options.make(input)),');
  });

  test('is told an identifier of the type that its path has', () => {
    const put = {
      tags,
      operationId: 'replacePet',
      parameters: [id],
      requestBody: body,
      responses: replies(pet),
    };
    const item = { ...collection['/pets/{petId}'], put };
    const text = written({ ...collection, '/pets/{petId}': item }).get('repositories-in-memory.ts');
    expect(text).toContain("id?: Parameters<PetsRepository['replace']>[0]['petId'],");
  });

  test('leaves to its maker what is no part of a collection', () => {
    const text = written({
      ...collection,
      '/pets/{petId}/walk': {
        post: { tags, operationId: 'walkPet', parameters: [id], responses: replies(pet) },
      },
    }).get('repositories-in-memory.ts');
    expect(text).toContain("readonly others: Pick<PetsRepository, 'walk'>;");
  });

  test('is not written where what has an identifier comes in pages', () => {
    const results = {
      type: 'object',
      properties: { id: { type: 'string' }, data: { type: 'array', items: pet }, next: { type: 'string' } },
    };
    const cursor = { name: 'cursor', in: 'query', schema: { type: 'string' } };
    const paging = { style: 'cursor', parameter: 'cursor', next: '/next', items: '/data' };
    const get = {
      tags,
      operationId: 'getResults',
      parameters: [id, cursor],
      'x-pagination': paging,
      responses: replies({ $ref: '#/components/schemas/Results' }),
    };
    const files = written({ '/searches/{petId}': { get } }, { Results: results });
    expect(files.get('repositories.ts')).toContain('AsyncIterable<Pet>');
    expect(files.has('repositories-in-memory.ts')).toBe(false);
  });

  test('is not written where items have no identifier, or where there are none', () => {
    const nameless = { Pet: { type: 'object', properties: { name: { type: 'string' } } } };
    expect(written(collection, nameless).has('repositories-in-memory.ts')).toBe(false);
    expect(written({ '/pets': collection['/pets'] }).has('repositories-in-memory.ts')).toBe(false);
  });
});

test('a schema that is called like a type of the language keeps out of its way', () => {
  const text = written(
    {
      '/pets/{petId}': {
        get: {
          tags,
          operationId: 'getPet',
          parameters: [id],
          responses: replies({ $ref: '#/components/schemas/Promise' }),
        },
      },
    },
    { Promise: { type: 'object', properties: { id: { type: 'string' } } } },
  ).get('repositories.ts');
  expect(text).toContain('get(key: GetPetArgs): Promise<PromiseSchema | undefined>;');
});

test('an API without operations has none', () => {
  expect([...written({}).keys()].filter((name) => name.startsWith('repositories'))).toEqual([]);
});
