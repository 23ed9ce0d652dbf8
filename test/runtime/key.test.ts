import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Operation } from '../../src/runtime/index.ts';
import { keyOf } from '../../src/runtime/key.ts';
import { urlOf } from '../../src/runtime/url.ts';

const search: Operation = {
  id: 'search',
  method: 'GET',
  path: '/{a}/{b}',
  resource: 'things',
  params: {
    a: 'path',
    b: 'path',
    c: { in: 'query', type: 'any' },
    d: { in: 'query', style: 'deepObject', type: 'object' },
    e: 'query',
  },
  replies: {},
};

/** Text that tries to look like the borders of a key. */
const text = fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[|{#:0-9a-e[\]",]{1,6}$/));
const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const args = fc.record({
  a: fc.oneof(text, fc.integer()).map((value) => `x${value}`),
  b: fc.oneof(text, fc.integer()).map((value) => `x${value}`),
  c: fc.option(fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { nil: undefined }),
  d: fc.option(fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), scalar, { maxKeys: 2 }), { nil: undefined }),
  e: fc.option(scalar, { nil: undefined }),
});

test('two reads that differ on the wire never share a key', () => {
  fc.assert(
    fc.property(args, args, (one, other) => {
      const isSameKey = keyOf(search, one) === keyOf(search, other);
      const isSameUrl = urlOf('https://x.example', search, one) === urlOf('https://x.example', search, other);
      return !isSameKey || isSameUrl;
    }),
    { numRuns: 2_000 },
  );
});

test('a read has the same key each time', () => {
  fc.assert(fc.property(args, (given) => keyOf(search, given) === keyOf(search, { ...given })));
});

test.each([
  ['an array and the text that spells it', { c: ['a'] }, { c: '["a"]' }],
  ['a value and the border between two', { a: 'x|1:y', b: 'z' }, { a: 'x', b: 'y|1:z' }],
  ['the same value in another parameter', { c: 1 }, { e: 1 }],
  ['an empty value and none', { e: '' }, {}],
])('%s are different reads', (_case, one, other) => {
  expect(keyOf(search, one)).not.toBe(keyOf(search, other));
});

test('null and undefined are both nothing, on the wire and in the key', () => {
  expect(keyOf(search, { c: null })).toBe(keyOf(search, { c: undefined }));
});

test('reads by path that name their parameters differently are different reads', () => {
  const read = (name: string): Operation => ({
    ...search,
    id: 'GET /search',
    path: '/search',
    params: { [name]: 'query' },
  });
  expect(keyOf(read('owner'), { owner: 1 })).not.toBe(keyOf(read('editor'), { editor: 1 }));
});

test('headers given for a call are part of it, in any order and case', () => {
  const key = keyOf(search, { a: 'x' }, { 'Accept-Language': 'de', 'x-b': '1' });
  expect(key).toBe(keyOf(search, { a: 'x' }, { 'Accept-Language': 'de', 'x-b': '1' }));
  expect(key).toBe(keyOf(search, { a: 'x' }, { 'accept-language': 'de', 'X-B': '1' }));
  expect(key).not.toBe(keyOf(search, { a: 'x' }, { 'accept-language': 'fr', 'X-B': '1' }));
  expect(key).not.toBe(keyOf(search, { a: 'x' }));
});

test('a header is not mistaken for an argument', () => {
  expect(keyOf(search, { e: '1' })).not.toBe(keyOf(search, {}, { e: '1' }));
});
