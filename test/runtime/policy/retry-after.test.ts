import fc from 'fast-check';
import { expect, test } from 'vitest';
import { httpDateMs } from '../../../src/runtime/policy/http-date.ts';
import { retryAfterMs } from '../../../src/runtime/policy/retry-after.ts';

const nowMs = Date.UTC(2026, 0, 15, 12, 0, 0);

function hint(value: string): number | undefined {
  return retryAfterMs(new Headers({ 'Retry-After': value }), nowMs);
}

test('a reply without the field asks for nothing', () => {
  expect(retryAfterMs(new Headers(), nowMs)).toBeUndefined();
});

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7_000],
  ['Thu, 15 Jan 2026 12:00:30 GMT', 30_000],
  ['Thursday, 15-Jan-26 12:00:30 GMT', 30_000],
  ['Thu Jan 15 12:00:30 2026', 30_000],
  ['Sun Feb  1 12:00:00 2026', 17 * 86_400_000],
])('%j is a hint of %i ms', (value, ms) => {
  expect(hint(value)).toBe(ms);
});

test.each(['Thu, 15 Jan 2026 11:59:59 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  'the past date %j means now',
  (value) => {
    expect(hint(value)).toBe(0);
  },
);

test.each([
  '',
  'soon',
  '-5', // Date.parse makes a day of it
  '1.5',
  '1e3',
  '0x10',
  '5, 10',
  '5 seconds',
  'foo 1',
  '2026-01-15T12:00:30Z',
  'Thu, 15 Foo 2026 12:00:30 GMT',
  'Thu, 32 Jan 2026 12:00:30 GMT',
  'Thu, 15 Jan 2026 25:00:00 GMT',
  'Thu, 15 Jan 2026 12:00:30 CET',
])('%j is no hint', (value) => {
  expect(hint(value)).toBeUndefined();
});

test.each(['1768478400', '99999999999999999999', '9'.repeat(400), 'Fri, 15 Jan 2100 12:00:00 GMT'])(
  '%s is too far away to be believed',
  (value) => {
    expect(hint(value)).toBeUndefined();
  },
);

test('whatever a header holds, a hint is undefined or a finite number of at least 0', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const ms = retryAfterMs({ get: () => value }, nowMs) ?? 0;
      expect(Number.isFinite(ms)).toBe(true);
      expect(ms).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('every date of the last and next millennium survives the trip through an HTTP-date', () => {
  const date = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(date, (moment) => {
      const wholeSecondMs = Math.floor(moment.getTime() / 1_000) * 1_000;
      expect(httpDateMs(moment.toUTCString(), nowMs)).toBe(wholeSecondMs);
    }),
  );
});

test.each([
  ['26', 2026],
  ['76', 2076],
  ['77', 1977],
  ['99', 1999],
  ['00', 2000],
])('the two-digit year %s means %i in 2026', (digits, year) => {
  expect(httpDateMs(`Monday, 01-Jun-${digits} 00:00:00 GMT`, nowMs)).toBe(Date.UTC(year, 5, 1));
});
