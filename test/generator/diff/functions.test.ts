import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, withOperation } from '../support.ts';
import { changes } from './changes.ts';

describe('functions', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['nothing', withOperation({}), withOperation({}), []],
    [
      'gone, and its tag with it',
      aDocument({
        paths: {
          '/pets': { get: anOperation() },
          '/cats': { get: anOperation({ operationId: 'listCats', tags: ['cats'] }) },
        },
      }),
      withOperation({}),
      [
        'breaking tag cats: is gone, and with it `api.cats` and its TTL',
        'breaking cats.list: is gone: `GET /cats`',
      ],
    ],
    [
      'new',
      withOperation({}),
      aDocument({ paths: { '/pets': { get: anOperation(), post: anOperation({ operationId: 'addPet' }) } } }),
      ['compatible pets.add: is new: `POST /pets`'],
    ],
    [
      'renamed',
      withOperation({}),
      withOperation({ operationId: 'findPets' }),
      [
        'breaking pets.list: is called `findPets`, was `listPets`',
        'breaking pets.list: has moved to `pets.find`',
      ],
    ],
    [
      'moved to another tag',
      withOperation({}),
      withOperation({ tags: ['animals'] }),
      [
        'breaking tag pets: is gone, and with it `api.pets` and its TTL',
        'breaking pets.list: has moved to `animals.listPets`',
        'compatible tag animals: is new: `api.animals`',
      ],
    ],
    [
      'at another path',
      withOperation({}),
      withOperation({}, '/v2/pets'),
      ['invisible pets.list: calls `GET /v2/pets`, was `GET /pets`'],
    ],
    [
      'deprecated',
      withOperation({}),
      withOperation({ deprecated: true }),
      ['compatible pets.list: is deprecated'],
    ],
    [
      'no longer deprecated',
      withOperation({ deprecated: true }),
      withOperation({}),
      ['compatible pets.list: is no longer deprecated'],
    ],
    [
      'for anybody',
      withOperation({}),
      withOperation({ security: [] }),
      ['compatible pets.list: needs no credentials'],
    ],
    [
      'not for anybody',
      withOperation({ security: [] }),
      withOperation({}),
      ['breaking pets.list: needs credentials'],
    ],
    [
      'told in other words',
      withOperation({}),
      withOperation({ summary: 'All of them.' }),
      ['invisible pets.list: what its documentation says, or what the server checks, has changed'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});
