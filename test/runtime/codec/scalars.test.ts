import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { scalarFrom } from '../../../src/runtime/codec/scalars.ts';

describe('a date-time', () => {
  test.each([
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
    ['2024-02-29T12:00:00.123456Z', '2024-02-29T12:00:00.123Z'],
    ['2024-03-01T00:30:00+01:00', '2024-02-29T23:30:00.000Z'],
    ['2024-02-29t12:00:00z', '2024-02-29T12:00:00.000Z'],
    ['2024-02-29 12:00:00Z', '2024-02-29T12:00:00.000Z'],
  ])('%s is the moment %s', (text, expected) => {
    expect(scalarFrom('Date', text)).toEqual(new Date(expected));
  });

  test.each([
    ['a day that does not exist', '2023-02-29T12:00:00Z'],
    ['an hour that does not exist', '2024-02-29T25:00:00Z'],
    ['without an offset', '2024-02-29T12:00:00'],
    ['a date alone', '2024-02-29'],
    ['words', 'yesterday'],
    ['a number', 1_709_208_000],
    ['null', null],
    ['an object', {}],
  ])('that is none stays as it is: %s', (_, value) => {
    expect(scalarFrom('Date', value)).toBeUndefined();
  });

  test('of any moment comes back as it went out', () => {
    const moments = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        expect(scalarFrom('Date', moment.toISOString())).toEqual(moment);
      }),
    );
  });
});

describe('an int64', () => {
  test.each([
    [7, undefined, 7n],
    [-0, undefined, 0n],
    [9007199254740992, '9007199254740993', 9007199254740993n],
    [1.5, undefined, undefined],
    ['7', undefined, undefined],
    [9007199254740992, undefined, undefined],
  ])('%s with the digits %s is %s', (value, source, expected) => {
    expect(scalarFrom('int64', value, source)).toBe(expected);
  });
});

describe('with a Temporal', () => {
  const refusing = (text: string): string => {
    if (text.includes('25:')) throw new RangeError('no such hour');
    return `temporal ${text}`;
  };
  const stub = { Instant: { from: refusing }, PlainDate: { from: refusing } };

  test('moments and days are made by it', () => {
    vi.stubGlobal('Temporal', stub);
    expect(scalarFrom('Instant', '2024-02-29T12:00:00.123456789Z')).toBe(
      'temporal 2024-02-29T12:00:00.123456789Z',
    );
    expect(scalarFrom('PlainDate', '2024-02-29')).toBe('temporal 2024-02-29');
    vi.unstubAllGlobals();
  });

  test('what it refuses stays as it is', () => {
    vi.stubGlobal('Temporal', stub);
    expect(scalarFrom('Instant', '2024-02-29T25:00:00Z')).toBeUndefined();
    expect(scalarFrom('PlainDate', '2023-02-29')).toBeUndefined();
    vi.unstubAllGlobals();
  });
});
