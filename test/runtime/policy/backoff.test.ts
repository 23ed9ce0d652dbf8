import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffDefaults, fullJitterMs } from '../../../src/runtime/policy/backoff.ts';

const almostOne = () => 1 - Number.EPSILON;

test.each([
  [1, 99],
  [2, 199],
  [3, 399],
  [8, 12_799],
  [9, 19_999],
  [10_000, 19_999],
])('retry %i waits at most %i ms', (retry, longestMs) => {
  expect(fullJitterMs(retry, backoffDefaults, almostOne)).toBe(longestMs);
});

test('the shortest wait is none', () => {
  expect(fullJitterMs(5, backoffDefaults, () => 0)).toBe(0);
});

test('a wait is a whole number of milliseconds, from 0 up to but not including the cap', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const positive = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000 }),
      positive,
      positive,
      chance,
      (retry, baseMs, maxMs, random) => {
        const waitMs = fullJitterMs(retry, { baseMs, maxMs }, () => random);
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThan(Math.min(maxMs, baseMs * 2 ** (retry - 1)));
      },
    ),
  );
});
