import { describe, expect, test } from 'vitest';
import type { Filter } from '../../generator/src/filter.ts';
import { filtered } from '../../generator/src/filter.ts';
import { matches } from '../../generator/src/glob.ts';
import { nodeOf } from '../../generator/src/node.ts';
import { aCommandLine } from './command-line.ts';
import { aDocument, anOperation, json, reading } from './support.ts';

const reference = (name: string, kind = 'schemas') => ({ $ref: `#/components/${kind}/${name}` });
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties });

const document = aDocument({
  paths: {
    '/pets': {
      parameters: [reference('Page', 'parameters')],
      get: anOperation({
        operationId: 'pets/list',
        responses: { 200: json(reference('Pet')), 404: reference('Gone', 'responses') },
      }),
      post: anOperation({
        operationId: 'pets/add',
        deprecated: true,
        requestBody: { content: { 'application/json': { schema: reference('NewPet') } } },
      }),
    },
    '/admin/{id}/keys': {
      get: anOperation({
        operationId: 'keys/list',
        tags: ['admin', 'keys'],
        responses: { 200: json(reference('Key')) },
      }),
    },
  },
  components: {
    parameters: { Page: { name: 'page', in: 'query', schema: { type: 'integer' } } },
    responses: { Gone: json(reference('Problem')) },
    schemas: {
      Pet: {
        ...object({ kind: { type: 'string' }, owner: reference('Owner') }),
        discriminator: { propertyName: 'kind' },
      },
      Cat: { allOf: [reference('Pet'), object({ toy: reference('Toy') })] },
      Owner: object({ pet: reference('Pet') }),
      Toy: object({}),
      NewPet: object({}),
      Problem: object({}),
      Key: object({}),
      Orphan: object({}),
    },
  },
});

test('security schemes stay that the rest asks for, by an operation or for all of them', () => {
  const secured = {
    ...document,
    security: [{ everywhere: [] }],
    paths: {
      '/pets': { get: anOperation({ operationId: 'pets/list', security: [{ 'of pets': [] }] }) },
      '/keys': { get: anOperation({ operationId: 'keys/list', security: [{ 'of keys': [] }] }) },
    },
    components: {
      securitySchemes: Object.fromEntries(
        ['everywhere', 'of pets', 'of keys'].map((name) => [name, { type: 'http', scheme: 'bearer' }]),
      ),
    },
  };
  const { document: node, api } = reading(secured);
  const part = filtered(node, api, { include: { operations: ['pets/*'] } }, 'spec.yaml');
  expect(Object.keys(nodeOf(nodeOf(part.document.components).securitySchemes))).toEqual([
    'everywhere',
    'of pets',
  ]);
});

function keep(filter: Filter) {
  const { document: node, api } = reading(document);
  const part = filtered(node, api, filter, 'spec.yaml');
  return {
    ...part,
    operations: part.api.operations.map((operation) => operation.operationId),
    schemas: part.api.schemas.map((schema) => schema.name),
  };
}

describe('operations', () => {
  test.each<[string, Filter, string[]]>([
    ['a tag', { include: { tags: ['pets'] } }, ['pets/list', 'pets/add']],
    ['any tag of an operation', { include: { tags: ['keys'] } }, ['keys/list']],
    ['a path', { include: { paths: ['/admin/**'] } }, ['keys/list']],
    ['an operationId', { include: { operations: ['pets/add'] } }, ['pets/add']],
    [
      'one of several patterns',
      { include: { operations: ['pets/list', 'keys/*'] } },
      ['keys/list', 'pets/list'],
    ],
    ['every kind of pattern', { include: { tags: ['pets'], operations: ['*/list'] } }, ['pets/list']],
    ['nothing that is excluded', { exclude: { tags: ['admin'] } }, ['pets/list', 'pets/add']],
    [
      'what is included, without what is excluded',
      { include: { tags: ['pets'] }, exclude: { operations: ['*/add'] } },
      ['pets/list'],
    ],
    ['what is not deprecated', { deprecated: false }, ['keys/list', 'pets/list']],
  ])('keep %s', (_, filter, expected) => {
    expect(keep(filter).operations).toEqual(expected);
  });

  test('that are gone take their tags with them', () => {
    expect(keep({ include: { tags: ['pets'] } }).api.resources.map((resource) => resource.tag)).toEqual([
      'pets',
    ]);
  });

  test('none left is refused', () => {
    expect(() => keep({ exclude: { paths: ['**'] } })).toThrow('The filters leave no operation.');
  });
});

describe('schemas', () => {
  test('that nothing leads to are dropped, discriminated children are kept', () => {
    expect(keep({ include: { operations: ['pets/list'] } }).schemas).toEqual([
      'Cat',
      'Owner',
      'Pet',
      'Problem',
      'Toy',
    ]);
    expect(keep({ include: { tags: ['admin'] } }).schemas).toEqual(['Key']);
  });

  test('so are other components', () => {
    const { document: slim } = keep({ include: { tags: ['admin'] } });
    expect(slim).toMatchObject({
      components: { parameters: {}, responses: {} },
      paths: { '/admin/{id}/keys': {} },
    });
    expect(JSON.stringify(slim)).not.toContain('/pets');
  });
});

test('a pattern to include that fits nothing is refused with the nearest', () => {
  expect(() => keep({ include: { tags: ['pest'] } })).toThrow('No operation has the tag pest');
  expect(() => keep({ include: { tags: ['pest'] } })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ mend: 'Did you mean pets?' }) }),
  );
});

test('a pattern to exclude that fits nothing is told', () => {
  expect(keep({ exclude: { tags: ['pest'], paths: ['/admin/**'] } }).idle).toEqual(['pest']);
});

test.each([
  ['*', 'pets', true],
  ['*', 'pets/list', false],
  ['**', 'pets/list', true],
  ['/a/{id}/*', '/a/{id}/b', true],
  ['/a/*/b', '/a/{id}/b', true],
  ['/a.b', '/axb', false],
  ['pets', 'Pets', false],
  ['*\n*', 'a\nb', true],
])('the pattern %j and %j: %j', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

describe('on the command line', () => {
  const { given, generate, read, list } = aCommandLine();

  test('leave out operations, their schemas, and what is wrong with them', async () => {
    await given('spec', document);
    const { code, printed } = await generate('--include-tag', 'pets', '--no-deprecated', '--strict');
    expect({ code, printed }).toEqual({
      code: 0,
      printed: '~/sdk: 1 operation in 8 files (8 written), 0.0 s\n',
    });
    expect(await list('sdk')).not.toContain('admin.ts');
    for (const file of ['types.ts', 'schemas.ts']) {
      expect(await read(`sdk/${file}`)).toMatch(/\bCat\b/);
      expect(await read(`sdk/${file}`)).not.toMatch(/\b(Key|NewPet|Orphan)\b/);
    }
  });

  test.each([
    [['--include-path', '/admin/**'], ['admin.ts']],
    [
      ['--include-operation', 'pets/*', '--include-operation', 'keys/*'],
      ['admin.ts', 'pets.ts'],
    ],
    [['--exclude-tag', 'admin'], ['pets.ts']],
    [['--exclude-path', '/pets'], ['admin.ts']],
    [['--exclude-operation', '*/list'], ['pets.ts']],
  ])('%j', async (flags, expected) => {
    await given('spec', document);
    expect((await generate(...flags)).code).toBe(0);
    expect((await list('sdk')).filter((name) => ['admin.ts', 'pets.ts'].includes(name))).toEqual(expected);
  });

  test('other filters are another SDK, whatever the lock says', async () => {
    await given('spec', document);
    await generate('--include-tag', 'pets');
    await generate('--include-tag', 'admin');
    expect(await list('sdk')).toContain('admin.ts');
    expect(await list('sdk')).not.toContain('pets.ts');
  });

  test('change no name: what is left is called as in the whole', async () => {
    const item = { type: 'object', properties: { id: { type: 'string', readOnly: true } } };
    const body = { content: { 'application/json': { schema: reference('Item') } } };
    const shared = { operationId: 'list', responses: { 200: json(reference('Item')) } };
    await given('spec', {
      ...aDocument({
        paths: {
          '/pets': { get: anOperation({ ...shared, tags: ['pets'] }) },
          '/toys': { get: anOperation({ ...shared, tags: ['toys'] }) },
          '/items': { post: anOperation({ operationId: 'add', tags: ['pets'], requestBody: body }) },
          '/others': {
            post: anOperation({ tags: ['others'], responses: { 200: json(reference('ItemInput')) } }),
          },
        },
        components: { schemas: { Item: item, ItemInput: object({}), item: object({}) } },
      }),
    });
    const names = async (file: string) =>
      [...(await read(`sdk/${file}`)).matchAll(/^(?:export type|function) (\w+)/gm)].map(([, name]) => name);
    await generate();
    const whole = { pets: await names('pets.ts'), schemas: await names('schemas.ts') };
    await generate('--include-tag', 'pets');
    expect(await names('pets.ts')).toEqual(whole.pets);
    expect(await list('sdk')).not.toContain('toys.ts');
    const left = await names('schemas.ts');
    expect(left).toHaveLength(2);
    expect(whole.schemas).toEqual(expect.arrayContaining(left));
  });

  test('tell what they exclude in vain', async () => {
    await given('spec', document);
    expect((await generate('--exclude-tag', 'pest')).printed).toContain(
      'Nothing fits pest, which is to be excluded.',
    );
  });
});
