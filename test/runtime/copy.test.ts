import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyJson } from '../../src/runtime/copy.ts';
import { copyBy, shapeOf } from '../../src/runtime/shape.ts';

const ways: [string, (value: unknown) => unknown][] = [
  ['as it comes', copyJson],
  ['by its shape', (value) => copyBy(shapeOf(value), value)],
];

/** Lists of records that have members in common, as APIs answer. */
const records = fc.array(
  fc.record(
    {
      id: fc.string(),
      tags: fc.oneof(fc.constant(null), fc.array(fc.json()), fc.string()),
      owner: fc.oneof(fc.constant(null), fc.record({ name: fc.string(), roles: fc.array(fc.string()) })),
      ['__proto__']: fc.record({ isAdmin: fc.boolean() }),
      byName: fc.dictionary(fc.string(), fc.array(fc.integer())),
    },
    { requiredKeys: [] },
  ),
);

const textOf = (value: unknown): string => JSON.stringify(value);

/** Every object inside. */
function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

describe.each(ways)('a copy that is made %s', (_way, copied) => {
  test('equals a round trip through JSON, and shares nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), records.map(textOf)), (text) => {
        const original: unknown = JSON.parse(text);
        const copy = copied(original);
        const originals = new Set(objectsIn(original));
        expect(JSON.stringify(copy)).toBe(JSON.stringify(original));
        expect(objectsIn(copy).filter((each) => originals.has(each))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('has a member called __proto__ as a member', () => {
    const text = '[{"__proto__":{"isAdmin":true},"a":{"__proto__":[1]}},{"a":{"b":[1]}}]';
    const copy = copied(JSON.parse(text));

    expect(JSON.stringify(copy)).toBe(text);
    for (const item of Array.isArray(copy) ? copy : []) {
      expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
      expect(item).not.toHaveProperty('isAdmin');
    }
    expect.assertions(5);
  });

  test('is whole where a dictionary has a name for each of its members', () => {
    const dictionary = Object.fromEntries(Array.from({ length: 100 }, (_, key) => [`k${key}`, [key]]));
    expect(copied([dictionary, { k1: { a: [1] } }])).toEqual([dictionary, { k1: { a: [1] } }]);
  });
});

test.each([null, true, 0, '', 'text', undefined])('%j is its own copy', (value) => {
  expect(copyJson(value)).toBe(value);
});
