import { expect, test } from 'vitest';
import { valueAt, withValueAt } from '../../../src/runtime/paging/pointer.ts';

test.each([
  ['', { a: 1 }, { a: 1 }],
  ['/a', { a: 1 }, 1],
  ['/a/b', { a: { b: null } }, null],
  ['/a/1', { a: ['x', 'y'] }, 'y'],
  ['/a~1b/c~0d', { 'a/b': { 'c~d': 2 } }, 2],
  ['/a/b', { a: 'text' }, undefined],
  ['/a', undefined, undefined],
  ['/constructor', {}, undefined],
  ['/__proto__', {}, undefined],
])('%s in %j is %j', (pointer, document, value) => {
  expect(valueAt(document, pointer)).toEqual(value);
});

test.each([
  ['/cursor', { limit: 5 }, { limit: 5, cursor: 'x' }],
  ['/body/start_cursor', { body: { filter: 1 } }, { body: { filter: 1, start_cursor: 'x' } }],
  ['/body/page/after', {}, { body: { page: { after: 'x' } } }],
  ['/page[cursor]', { 'page[cursor]': 'old' }, { 'page[cursor]': 'x' }],
])('%s is set in a copy of %j', (pointer, args, expected) => {
  const before = structuredClone(args);

  expect(withValueAt(args, pointer, 'x')).toEqual(expected);
  expect(args).toEqual(before);
});
