import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlidingWindow } from '../../../src/runtime/policy/window.ts';

const zero = { success: 0, failure: 0 };
const kinds = ['success', 'failure'] as const;

function aWindow(durationMs = 1_000, bucketCount = 10) {
  return new SlidingWindow(zero, { durationMs, bucketCount });
}

test('a new window has seen nothing', () => {
  expect(aWindow().totals(123)).toEqual(zero);
});

test('kinds are counted apart', () => {
  const window = aWindow();
  window.record(0, 'success');
  window.record(1, 'failure');
  window.record(2, 'failure');
  expect(window.totals(3)).toEqual({ success: 1, failure: 2 });
});

test.each([
  ['at once', 0, 1],
  ['in the last bucket of the window', 999, 1],
  ['when its bucket leaves the window', 1_000, 0],
  ['after a gap of many windows', 1e12, 0],
])('an event is still counted or not: %s', (_when, atMs, count) => {
  const window = aWindow();
  window.record(0, 'failure');
  expect(window.totals(atMs).failure).toBe(count);
});

test('time that steps back counts as time standing still', () => {
  const window = aWindow();
  window.record(5_000, 'failure');
  window.record(4_000, 'failure');
  expect(window.totals(0).failure).toBe(2);
  expect(window.totals(5_900).failure).toBe(2);
});

test('a cleared window has seen nothing, and goes on counting', () => {
  const window = aWindow();
  window.record(0, 'failure');
  window.clear();
  window.record(1, 'success');
  expect(window.totals(2)).toEqual({ success: 1, failure: 0 });
});

test('totals are a copy', () => {
  const window = aWindow();
  const before = window.totals(0);
  window.record(0, 'failure');
  expect(before.failure).toBe(0);
});

test('the ring counts exactly what a list of all events would', () => {
  const event = fc.record({
    gapMs: fc.oneof(fc.nat(40), fc.nat(5_000)),
    kind: fc.constantFrom(...kinds),
  });
  fc.assert(
    fc.property(fc.array(event), fc.integer({ min: 1, max: 12 }), (events, bucketCount) => {
      const bucketMs = 50;
      const window = aWindow(bucketMs * bucketCount, bucketCount);
      const seen: { step: number; kind: string }[] = [];
      let nowMs = 0;
      for (const { gapMs, kind } of events) {
        nowMs += gapMs;
        window.record(nowMs, kind);
        const step = Math.floor(nowMs / bucketMs);
        seen.push({ step, kind });
        const recent = seen.filter((past) => past.step > step - bucketCount);
        for (const each of kinds) {
          expect(window.totals(nowMs)[each]).toBe(recent.filter((past) => past.kind === each).length);
        }
      }
    }),
  );
});

test.each([
  [{ durationMs: 0 }, '`durationMs` must be a positive, finite number of milliseconds, got 0'],
  [{ durationMs: Number.NaN }, '`durationMs` must be a positive, finite number of milliseconds, got NaN'],
  [{ durationMs: 1, bucketCount: 1.5 }, '`bucketCount` must be a positive integer, got 1.5'],
])('refuses %o', (options, message) => {
  expect(() => new SlidingWindow(zero, options)).toThrow(message);
});
