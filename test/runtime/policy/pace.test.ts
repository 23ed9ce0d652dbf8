import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace } from '../../../src/runtime/policy/pace.ts';

const forEver = Number.POSITIVE_INFINITY;

test('a burst goes at once, then one per interval', () => {
  const pace = new Pace({ requests: 10, periodMs: 1_000, burst: 3 });
  expect(Array.from({ length: 6 }, () => pace.reserve(0, forEver))).toEqual([0, 0, 0, 100, 200, 300]);
});

test('who may not wait that long reserves nothing', () => {
  const pace = new Pace({ requests: 1, periodMs: 1_000 });
  pace.reserve(0, 0);
  expect(pace.reserve(0, 999)).toBeUndefined();
  expect(pace.waitMs(0)).toBe(1_000);
  expect(pace.reserve(0, 1_000)).toBe(1_000);
});

test('a pause fills the bucket, and no more than that', () => {
  const pace = new Pace({ requests: 2, periodMs: 1_000 });
  expect(Array.from({ length: 3 }, () => pace.reserve(60_000, forEver))).toEqual([0, 0, 500]);
});

test('a place that is given back is the next one’s', () => {
  const pace = new Pace({ requests: 1, periodMs: 1_000 });
  pace.reserve(0, 0);
  pace.reserve(0, forEver);
  pace.giveBack();
  expect(pace.waitMs(0)).toBe(1_000);
});

test('after a pause it is as if new', () => {
  const pace = new Pace({ requests: 2, periodMs: 1_000 });
  expect(pace.isIdle(0)).toBe(true);
  pace.reserve(0, 0);
  expect(pace.isIdle(499)).toBe(false);
  expect(pace.isIdle(500)).toBe(true);
});

test('whatever comes when, never more goes in any stretch of time than the rate allows', () => {
  const arrivals = fc.array(fc.nat(400), { minLength: 1, maxLength: 60 });
  const rate = fc.record({ requests: fc.integer({ min: 1, max: 8 }), burst: fc.integer({ min: 1, max: 8 }) });
  fc.assert(
    fc.property(arrivals, rate, (gaps, { requests, burst }) => {
      const pace = new Pace({ requests, periodMs: 1_000, burst });
      let nowMs = 0;
      const departures = gaps.map((gap) => {
        nowMs += gap;
        return nowMs + (pace.reserve(nowMs, forEver) ?? Number.NaN);
      });
      for (const [first, fromMs] of departures.entries()) {
        for (const [last, untilMs] of departures.entries()) {
          if (last < first) continue;
          const allowed = burst + ((untilMs - fromMs) * requests) / 1_000;
          expect(last - first + 1).toBeLessThanOrEqual(allowed + 1e-6);
        }
      }
    }),
    { numRuns: 200 },
  );
});
