import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyJson } from '../../src/runtime/copy.ts';

/** Every object inside. */
function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

test('a copy equals a round trip through JSON, and shares nothing', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const original: unknown = JSON.parse(text);
      const copy = copyJson(original);
      const originals = new Set(objectsIn(original));
      expect(JSON.stringify(copy)).toBe(JSON.stringify(original));
      expect(objectsIn(copy).filter((each) => originals.has(each))).toEqual([]);
    }),
  );
});

test('a member called __proto__ stays a member', () => {
  const copy = copyJson(JSON.parse('{"__proto__": {"isAdmin": true}, "a": {"__proto__": [1]}}'));

  expect(JSON.stringify(copy)).toBe('{"__proto__":{"isAdmin":true},"a":{"__proto__":[1]}}');
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  expect(copy).not.toHaveProperty('isAdmin');
});

test.each([null, true, 0, '', 'text', undefined])('%j is its own copy', (value) => {
  expect(copyJson(value)).toBe(value);
});
