/** Lists that are asked for by number, and which list of a reply is the one. */

import { describe, expect, test } from 'vitest';
import { reading, withOperation } from '../support.ts';
import { type Api, number, object, paginationOf, pets, query, surely, text, truth } from './lists.ts';

describe('by offset', () => {
  const gives = object({ items: pets, total: number });

  test.each<[string, Api, object]>([
    [
      'offset and limit',
      { takes: { offset: number, limit: number }, gives },
      { parameter: 'offset', items: '/items', total: '/total' },
    ],
    [
      '$skip and $top, a list at the root',
      { takes: { $skip: number, $top: number }, gives: pets },
      { parameter: '$skip', items: '' },
    ],
    [
      'startIndex from 1 (SCIM)',
      {
        takes: { startIndex: { ...number, minimum: 1 }, count: number },
        gives: object({ totalResults: number, Resources: pets }),
      },
      { parameter: 'startIndex', first: 1, items: '/Resources', total: '/totalResults' },
    ],
  ])('%s', (_case, api, expected) => {
    expect(surely(api)).toEqual({ style: 'offset', ...expected });
  });

  test.each<[string, Api]>([
    ['no size goes with it', { takes: { offset: number }, gives }],
    [
      'it counts pages',
      { takes: { offset: { ...number, description: 'The page to start from.' }, limit: number }, gives },
    ],
    ['startIndex might begin at 0 or at 1', { takes: { startIndex: number, count: number }, gives }],
    ['a start is a point in time', { takes: { start: text, limit: number }, gives }],
  ])('nothing is generated where %s', (_case, api) => {
    expect(surely(api)).toBeUndefined();
  });
});

describe('by page', () => {
  const one = { ...number, default: 1 };
  const gives = object({ items: pets, total: number });

  test.each<[string, Api, object]>([
    [
      'its default says where pages begin, its total where they end',
      { takes: { page: one, per_page: number }, gives },
      { parameter: 'page', items: '/items', total: '/total' },
    ],
    [
      'pages from 0 (Spring)',
      { takes: { page: { ...number, default: 0 } }, gives: object({ content: pets, totalPages: number }) },
      { parameter: 'page', first: 0, pages: '/totalPages', items: '/content' },
    ],
    [
      'a description says where they begin',
      {
        takes: { page: { ...number, description: 'Page number, starting at 1.' } },
        gives: object({ data: pets, meta: object({ total_pages: number }) }),
      },
      { parameter: 'page', pages: '/meta/total_pages', items: '/data' },
    ],
    [
      'page[number] (JSON:API)',
      { takes: { 'page[number]': one }, gives: object({ data: pets, meta: object({ hasMore: truth }) }) },
      { parameter: 'page[number]', more: '/meta/hasMore', items: '/data' },
    ],
    [
      'a reply that says which page it is (Xero)',
      {
        takes: { page: number },
        gives: object({ pagination: object({ page: number, pageCount: number }), Pets: pets }),
      },
      { parameter: 'page', current: '/pagination/page', pages: '/pagination/pageCount', items: '/Pets' },
    ],
  ])('%s', (_case, api, expected) => {
    expect(surely(api)).toEqual({ style: 'page', ...expected });
  });

  test.each<[string, Api, string]>([
    [
      'nothing says where they begin',
      { takes: { page: number, limit: number }, gives },
      'nothing says whether the first page is 0 or 1',
    ],
    [
      'nothing says where they end',
      { takes: { page: one, limit: number }, gives: pets },
      'nothing in a reply says which page is the last',
    ],
    [
      'a count may be that of the page',
      { takes: { page: one }, gives: object({ items: pets, count: number }) },
      'nothing in a reply says',
    ],
    [
      'a total is that of the page',
      {
        takes: { page: one },
        gives: object({ items: pets, total: { ...number, description: 'Items on this page.' } }),
      },
      'nothing in a reply says',
    ],
    [
      'a total is that of the pages',
      {
        takes: { page: one },
        gives: object({ items: pets, total: { ...number, description: 'The number of pages.' } }),
      },
      'nothing in a reply says',
    ],
    [
      'a total of pages is that of them',
      { takes: { page: one }, gives: object({ items: pets, pages: object({ total: number }) }) },
      'nothing in a reply says',
    ],
  ])('it is a guess where %s', (_case, api, because) => {
    expect(paginationOf(api)).toMatchObject({ confidence: 'low', because: expect.stringContaining(because) });
  });
});

describe('the list of a reply', () => {
  const takes = { cursor: text };
  const next = { nextCursor: text };

  test.each<[string, object, string]>([
    ['is named as the resource', { pets, included: pets, tags: pets, ...next }, '/pets'],
    ['has a usual name', { data: pets, tags: pets, ...next }, '/data'],
    ['is the only one', { animals: pets, ...next }, '/animals'],
    ['stands inside', { data: object({ items: pets, total: number }), ...next }, '/data/items'],
    ['may have a name with a slash', { 'a/b': pets, ...next }, '/a~1b'],
    ['is never that of the errors', { errors: pets, list: pets, ...next }, '/list'],
  ])('%s', (_case, properties, items) => {
    expect(surely({ takes, gives: object({ ...properties }) })).toMatchObject({ items });
  });

  test('is found behind references, allOf and null', () => {
    const components = { schemas: { Pets: pets, Page: object({ nextCursor: text }) } };
    const page = {
      allOf: [
        { $ref: '#/components/schemas/Page' },
        object({ list: { anyOf: [{ $ref: '#/components/schemas/Pets' }, { type: 'null' }] } }),
      ],
    };
    const responses = { 200: { description: '', content: { 'application/json': { schema: page } } } };
    const document = { ...withOperation({ parameters: query(takes), responses }), components };

    expect(reading(document).api.operations[0]?.pagination).toMatchObject({
      confidence: 'high',
      paging: { next: '/nextCursor', items: '/list' },
      because: '`nextCursor` of a reply and the parameter `cursor` belong together by their names',
    });
  });
});
