import { describe, expect, test } from 'vitest';
import type { Paging } from '../../../src/runtime/paging/paging.ts';
import {
  argumentsAt,
  itemsOf,
  type Position,
  positionAfter,
  type Turned,
  totalOf,
} from '../../../src/runtime/paging/position.ts';

function positionIn(paging: Paging, body: unknown, more: Partial<Turned> = {}): Position | undefined {
  const { args = {}, position, headers = new Headers() } = more;
  return positionAfter(paging, { args, position, body, headers, items: itemsOf(paging, body) });
}

const two = [{ id: 'a' }, { id: 'b' }];

describe('by cursor', () => {
  const paging: Paging = { style: 'cursor', parameter: 'cursor', next: '/page/next', items: '/items' };

  test.each<[string, unknown, Position | undefined]>([
    ['names the next page', { items: two, page: { next: 'c2' } }, { value: 'c2' }],
    ['may be a number', { items: two, page: { next: 17 } }, { value: 17 }],
    ['goes on after an empty page', { items: [], page: { next: 'c2' } }, { value: 'c2' }],
    ['ends with null', { items: two, page: { next: null } }, undefined],
    ['ends with an empty text', { items: two, page: { next: '' } }, undefined],
    ['ends where there is none', { items: two }, undefined],
    ['ends at zero, where lists begin', { items: two, page: { next: 0 } }, undefined],
  ])('%s', (_case, body, expected) => {
    expect(positionIn(paging, body)).toEqual(expected);
  });

  test('ends when the reply says that there is no more, whatever its cursor', () => {
    const told: Paging = { ...paging, next: '/last_id', more: '/has_more' };
    expect(positionIn(told, { items: two, last_id: 'b', has_more: true })).toEqual({ value: 'b' });
    expect(positionIn(told, { items: two, last_id: 'b', has_more: false })).toBeUndefined();
    expect(positionIn(told, { items: two, last_id: 'b' })).toEqual({ value: 'b' });
  });

  test('is refused when it is an object', () => {
    expect(() => positionIn(paging, { items: [], page: { next: {} } })).toThrow(
      'neither text nor a number at `/page/next`',
    );
  });
});

describe('by a header', () => {
  const headers = (value?: string) => ({
    headers: new Headers(value === undefined ? {} : { 'x-next': value }),
  });
  const cursor: Paging = { style: 'cursor', parameter: 'cursor', header: 'X-Next', items: '' };
  const url: Paging = { style: 'url', header: 'X-Next', items: '' };

  test.each<[string | undefined, Paging, Position | undefined]>([
    ['c2', cursor, { value: 'c2' }],
    ['', cursor, undefined],
    ['0', cursor, undefined],
    [undefined, cursor, undefined],
    ['/pets?page=2', url, { url: '/pets?page=2' }],
    ['', url, undefined],
    [undefined, url, undefined],
  ])('%j', (value, paging, expected) => {
    expect(positionIn(paging, two, headers(value))).toEqual(expected);
  });
});

test('by the last item: it is what the next page begins after', () => {
  const paging: Paging = {
    style: 'last-item',
    parameter: 'starting_after',
    id: '/id',
    items: '/data',
    more: '/has_more',
  };
  expect(positionIn(paging, { data: two, has_more: true })).toEqual({ value: 'b' });
  expect(positionIn(paging, { data: two, has_more: false })).toBeUndefined();
  expect(positionIn(paging, { data: [], has_more: true })).toBeUndefined();
});

describe('by offset', () => {
  const paging: Paging = { style: 'offset', parameter: 'offset', items: '/items', total: '/total' };

  test.each<[string, unknown, Partial<Turned>, Position | undefined]>([
    ['counts what has come', { items: two }, {}, { value: 2 }],
    ['from where the arguments began', { items: two }, { args: { offset: 10 } }, { value: 12 }],
    [
      'from the page before',
      { items: two },
      { args: { offset: 10 }, position: { value: 12 } },
      { value: 14 },
    ],
    ['from a number written as text', { items: two }, { position: { value: '12' } }, { value: 14 }],
    ['ends at the total', { items: two, total: 4 }, { position: { value: 2 } }, undefined],
    ['does not end before it', { items: two, total: 5 }, { position: { value: 2 } }, { value: 4 }],
    ['ends with an empty page', { items: [], total: 99 }, {}, undefined],
  ])('%s', (_case, body, more, expected) => {
    expect(positionIn(paging, body, more)).toEqual(expected);
  });

  test('may count from one', () => {
    const scim: Paging = { ...paging, parameter: 'startIndex', first: 1 };
    expect(positionIn(scim, { items: two, total: 3 })).toEqual({ value: 3 });
    expect(positionIn(scim, { items: [{}], total: 3 }, { position: { value: 3 } })).toBeUndefined();
  });
});

describe('by page', () => {
  const paging: Paging = {
    style: 'page',
    parameter: 'page',
    items: '/items',
    pages: '/pages',
    total: '/total',
  };

  test.each<[string, unknown, Partial<Turned>, Position | undefined]>([
    ['the second comes after the first', { items: two }, {}, { value: 2, seen: 2 }],
    ['from where the arguments began', { items: two }, { args: { page: 7 } }, { value: 8 }],
    ['ends with the last of its pages', { items: two, pages: 2 }, { position: { value: 2 } }, undefined],
    [
      'ends when all items have been seen',
      { items: two, total: 4 },
      { position: { value: 2, seen: 2 } },
      undefined,
    ],
    [
      'does not trust a total when it began in the middle',
      { items: two, total: 4 },
      { args: { page: 2 } },
      { value: 3 },
    ],
    ['ends with an empty page', { items: [] }, {}, undefined],
    ['is not ended by a short one', { items: [{}] }, { args: { limit: 2 } }, { value: 2, seen: 1 }],
  ])('%s', (_case, body, more, expected) => {
    expect(positionIn(paging, body, more)).toEqual(expected);
  });

  test('may count from zero', () => {
    const spring: Paging = { ...paging, first: 0 };
    expect(positionIn(spring, { items: two, pages: 2 })).toEqual({ value: 1, seen: 2 });
    expect(positionIn(spring, { items: two, pages: 2 }, { position: { value: 1 } })).toBeUndefined();
  });

  test('learns from its first reply whether pages count from zero or from one', () => {
    const echoing: Paging = {
      style: 'page',
      parameter: 'page',
      items: '/items',
      current: '/page',
      pages: '/pages',
    };
    expect(positionIn(echoing, { items: two, page: 0, pages: 3 })).toEqual({ value: 1, seen: 2 });
    expect(positionIn(echoing, { items: two, page: 1, pages: 3 })).toEqual({ value: 2, seen: 2 });
    expect(positionIn(echoing, { items: two, page: 1, pages: 1 })).toBeUndefined();
    expect(positionIn(echoing, { items: two, page: 5, pages: 9 }, { args: { page: 5 } })).toEqual({
      value: 6,
    });
    expect(() => positionIn(echoing, { items: two })).toThrow('has no number at `/page`');
  });

  test('goes on after an empty page where the reply says that there is more', () => {
    const told: Paging = { style: 'page', parameter: 'page', items: '/items', more: '/more' };
    expect(positionIn(told, { items: [], more: true })).toEqual({ value: 2, seen: 0 });
    expect(positionIn(told, { items: [] })).toBeUndefined();
  });

  test('is refused when its number is none', () => {
    expect(() => positionIn(paging, { items: two }, { args: { page: 'two' } })).toThrow(
      'its `page` is no whole number',
    );
  });
});

test('by a URL in the body', () => {
  const paging: Paging = { style: 'url', next: '/_links/next/href', items: '/items' };
  expect(positionIn(paging, { items: two, _links: { next: { href: '/contacts?page=2' } } })).toEqual({
    url: '/contacts?page=2',
  });
  expect(positionIn(paging, { items: two, _links: {} })).toBeUndefined();
  expect(() => positionIn(paging, { items: two, _links: { next: { href: 2 } } })).toThrow(
    'has no URL at `/_links/next/href`',
  );
});

test('by the Link header', () => {
  const paging: Paging = { style: 'link', items: '' };
  const headers = new Headers({ link: '<https://api.example.com/v1/contacts?page=2>; rel="next"' });
  expect(positionIn(paging, two, { headers })).toEqual({ url: 'https://api.example.com/v1/contacts?page=2' });
  expect(positionIn(paging, two)).toBeUndefined();
});

test('a page without its list is empty; anything else in its place is refused', () => {
  const paging: Paging = { style: 'link', items: '/data/items' };
  expect(itemsOf(paging, {})).toEqual([]);
  expect(itemsOf(paging, { data: { items: null } })).toEqual([]);
  expect(() => itemsOf(paging, { data: { items: 'none' } })).toThrow('has no list at `/data/items`');
  expect(() => itemsOf({ ...paging, items: '' }, {})).toThrow('has no list at its root');
});

test('the total is what the reply says, if it is a number', () => {
  const paging: Paging = { style: 'link', items: '', total: '/total' };
  expect(totalOf(paging, { total: 3 })).toBe(3);
  expect(totalOf(paging, { total: 3n })).toBe(3);
  expect(totalOf(paging, { total: 'many' })).toBeUndefined();
  expect(totalOf({ style: 'link', items: '' }, { total: 3 })).toBeUndefined();
});

test('the argument that moves may be in the body, and its name may be anything', () => {
  const paging = { style: 'cursor', next: '/next', items: '' } as const;
  expect(argumentsAt({ ...paging, parameter: '/body/cursor' }, { body: { q: 1 } }, { value: 'c' })).toEqual({
    body: { q: 1, cursor: 'c' },
  });
  expect(argumentsAt({ ...paging, parameter: 'page[after]' }, { q: 1 }, { value: 'c' })).toEqual({
    q: 1,
    'page[after]': 'c',
  });
});
