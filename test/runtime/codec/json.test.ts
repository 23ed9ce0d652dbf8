import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWithSources, writeJson } from '../../../src/runtime/codec/json.ts';

describe('an integer that no number holds', () => {
  test('is written with all its digits', () => {
    expect(writeJson({ id: 9007199254740993n, list: [-1n, 2] })).toBe(
      '{"id":9007199254740993,"list":[-1,2]}',
    );
  });

  test('is written as a number even where bigints are taught to be strings', () => {
    const given = Object.getOwnPropertyDescriptor(BigInt.prototype, 'toJSON');
    Object.defineProperty(BigInt.prototype, 'toJSON', { configurable: true, value: () => 'text' });
    try {
      expect(writeJson([1n])).toBe('[1]');
    } finally {
      if (given) Object.defineProperty(BigInt.prototype, 'toJSON', given);
      else Reflect.deleteProperty(BigInt.prototype, 'toJSON');
    }
  });

  test('is read with its digits, by the object it stands in', () => {
    const { holder, sources } = parseWithSources(
      '{"id":9007199254740993,"safe":7,"ratio":1e30,"list":[-9007199254740993]}',
    );
    expect(holder).toEqual([{ id: 9007199254740992, safe: 7, ratio: 1e30, list: [-9007199254740992] }]);
    expect([...sources.values()].map((texts) => [...texts])).toEqual([
      [['id', '9007199254740993']],
      [['0', '-9007199254740993']],
    ]);
  });

  test('that is the whole text stands in an array', () => {
    const { holder, sources } = parseWithSources('9007199254740993');
    expect(sources.get(holder)?.get('0')).toBe('9007199254740993');
  });
});

test('an integer of any size is read as it was written', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (value) => {
      const { holder, sources } = parseWithSources(writeJson({ value }));
      const [read] = holder.filter((each) => typeof each === 'object' && each !== null);
      const source = read && sources.get(read)?.get('value');
      expect(source ?? String(Reflect.get(read ?? {}, 'value'))).toBe(String(value));
    }),
  );
});

test('an invalid date is refused, not written as null', () => {
  expect(() => writeJson({ at: new Date(Number.NaN) })).toThrow('a date is invalid');
});

test('what has no bigint is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(writeJson(value)).toBe(JSON.stringify(value));
    }),
  );
});
