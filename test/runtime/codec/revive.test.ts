import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Codec } from '../../../src/runtime/codec/codec.ts';
import { writeJson } from '../../../src/runtime/codec/json.ts';
import { revived } from '../../../src/runtime/codec/revive.ts';

const text = '2024-02-29T12:00:00Z';
const moment = new Date(text);

function read(codec: Codec, json: string): unknown {
  return revived(codec, JSON.parse(json), json);
}

const tree: Codec = { members: { at: 'Date', children: { items: () => tree } } };
const card: Codec = { members: { expires: 'Date' } };
const byShape: Codec = {
  oneOf: [
    { is: 'object', has: ['at'], types: { id: 'number' }, codec: { members: { at: 'Date' } } },
    { is: 'object', types: { id: 'string' } },
    { is: ['string', 'null'], codec: 'Date' },
    { is: 'number', codec: 'int64' },
  ],
};

test.each<[string, Codec, unknown, unknown]>([
  ['a value itself', 'Date', text, moment],
  ['null', 'Date', null, null],
  ['items', { items: 'Date' }, [text, null, 'soon'], [moment, null, 'soon']],
  ['places of a tuple', { places: [null, 'Date'], items: 'int64' }, [text, text, 1], [text, moment, 1n]],
  ['members', { members: { at: 'Date' } }, { at: text, other: text }, { at: moment, other: text }],
  ['a map', { members: {}, rest: 'int64' }, { a: 1, b: 'x' }, { a: 1n, b: 'x' }],
  [
    'a map beside members',
    { members: { a: null }, rest: 'Date' },
    { a: text, b: text },
    { a: text, b: moment },
  ],
  [
    'recursion',
    tree,
    { at: text, children: [{ at: text, children: [] }] },
    { at: moment, children: [{ at: moment, children: [] }] },
  ],
  [
    'all of several',
    { every: [{ members: { a: 'Date' } }, { members: { b: 'int64' } }] },
    { a: text, b: 1 },
    { a: moment, b: 1n },
  ],
  [
    'a case',
    { by: 'kind', cases: { card } },
    { kind: 'card', expires: text },
    { kind: 'card', expires: moment },
  ],
  [
    'another case',
    { by: 'kind', cases: { card } },
    { kind: 'cash', expires: text },
    { kind: 'cash', expires: text },
  ],
  [
    'a case called like a method',
    { by: 'kind', cases: { card } },
    { kind: 'toString' },
    { kind: 'toString' },
  ],
  ['a variant by its members', byShape, { id: 1, at: text }, { id: 1, at: moment }],
  ['a variant without anything to convert', byShape, { id: 'a', at: text }, { id: 'a', at: text }],
  ['a variant by its type', { items: byShape }, [text, 1, null, true], [moment, 1n, null, true]],
  [
    'the variant whose values fit',
    { oneOf: [{ codec: { members: { at: 'Date' } } }, { codec: { members: { at: 'int64' } } }] },
    { at: 1 },
    { at: 1n },
  ],
  [
    'the likeliest variant where none fits',
    { oneOf: [{ codec: { members: { a: 'Date', b: 'Date' } } }] },
    { a: text, b: 'soon' },
    { a: moment, b: 'soon' },
  ],
  ['an object where a list is due', { items: 'Date' }, { 0: text }, { 0: text }],
  ['a list where an object is due', card, [text], [text]],
  ['members that every object has', { members: { constructor: 'Date' as const } }, { a: 1 }, { a: 1 }],
])('%s', (_, codec, value, expected) => {
  expect(read(codec, JSON.stringify(value))).toEqual(expected);
});

test('an own `__proto__` is a member like any other', () => {
  const value = read({ members: { ['__proto__']: 'Date' } }, `{"__proto__":"${text}"}`);
  expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual(moment);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

describe('an integer beyond 2^53', () => {
  const long = '9007199254740993';

  test.each<[string, Codec, string, unknown]>([
    ['as the body', 'int64', long, 9007199254740993n],
    ['in a member', { members: { id: 'int64' } }, `{"id":${long}}`, { id: 9007199254740993n }],
    ['in a map', { members: {}, rest: 'int64' }, `{"a":${long},"b":1}`, { a: 9007199254740993n, b: 1n }],
    ['in a list', { items: 'int64' }, `[1,${long}]`, [1n, 9007199254740993n]],
    ['in a variant', byShape, long, 9007199254740993n],
    [
      'in all of several',
      { every: [{ members: { id: 'int64' } }, { members: { at: 'Date' } }] },
      `{"id":${long},"at":"${text}"}`,
      { id: 9007199254740993n, at: moment },
    ],
    [
      'where a number is due',
      { members: { id: 'int64' } },
      `{"ratio":${long},"id":1}`,
      { ratio: 9007199254740992, id: 1n },
    ],
  ])('keeps its digits %s', (_, codec, json, expected) => {
    expect(read(codec, json)).toEqual(expected);
  });
});

const int64s: Codec = {
  members: {
    id: 'int64',
    maps: { members: {}, rest: 'int64' },
    lists: { items: { items: 'int64' } },
    next: () => int64s,
  },
};

test('whatever is written comes back the same', () => {
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  const { node } = fc.letrec((tie) => ({
    node: fc.record({
      id: int64,
      maps: fc.dictionary(fc.string(), int64),
      lists: fc.array(fc.array(int64)),
      next: fc.option(tie('node'), { nil: null, maxDepth: 3 }),
    }),
  }));
  fc.assert(
    fc.property(node, (value) => {
      expect(read(int64s, writeJson(value))).toEqual(value);
    }),
  );
});

test('no body is too strange', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const codec of [tree, byShape, int64s, card])
        expect(() => read(codec, JSON.stringify(value))).not.toThrow();
    }),
  );
});
