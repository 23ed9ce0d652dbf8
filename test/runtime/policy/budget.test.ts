import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RetryBudget } from '../../../src/runtime/policy/budget.ts';

function calls(budget: RetryBudget, count: number, nowMs = 0): void {
  for (let call = 0; call < count; call += 1) budget.recordCall(nowMs);
}

function spendAll(budget: RetryBudget, nowMs = 0): number {
  let spent = 0;
  while (spent < 10_000 && budget.tryRetry(nowMs)) spent += 1;
  return spent;
}

test.each([
  [0, 10],
  [4, 10],
  [5, 11],
  [100, 30],
  [1_000, 210],
])('after %i calls there are %i retries', (count, retries) => {
  const budget = new RetryBudget();
  calls(budget, count);
  expect(budget.remaining(0)).toBe(retries);
  expect(spendAll(budget)).toBe(retries);
});

test('a refused retry spends nothing', () => {
  const budget = new RetryBudget({ floor: 1 });
  expect([budget.tryRetry(0), budget.tryRetry(0), budget.tryRetry(0)]).toEqual([true, false, false]);
  calls(budget, 5);
  expect(budget.tryRetry(0)).toBe(true);
});

test('retries come back when those spent leave the window', () => {
  const budget = new RetryBudget();
  spendAll(budget, 0);
  expect(budget.remaining(9_999)).toBe(0);
  expect(budget.remaining(10_000)).toBe(10);
});

test('a budget of nothing allows nothing', () => {
  const budget = new RetryBudget({ ratio: 0, floor: 0 });
  calls(budget, 1_000);
  expect(budget.tryRetry(0)).toBe(false);
  expect(budget.remainingRatio(0)).toBe(0);
});

test('the remaining ratio goes from 1 to 0', () => {
  const budget = new RetryBudget({ floor: 2 });
  expect(budget.remainingRatio(0)).toBe(1);
  budget.tryRetry(0);
  expect(budget.remainingRatio(0)).toBe(0.5);
  budget.tryRetry(0);
  expect(budget.remainingRatio(0)).toBe(0);
});

test('retries that outlive the calls that earned them leave 0, not less', () => {
  const budget = new RetryBudget({ floor: 0 });
  calls(budget, 10, 0);
  expect(spendAll(budget, 9_000)).toBe(2);
  expect(budget.remaining(10_500)).toBe(0);
  expect(budget.remainingRatio(10_500)).toBe(0);
});

test('retries never exceed the share of calls plus the floor', () => {
  const step = fc.record({
    gapMs: fc.nat(3_000),
    isCall: fc.boolean(),
    times: fc.integer({ min: 1, max: 30 }),
  });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(step), share, fc.nat(20), (steps, ratio, floor) => {
      const windowMs = 10_000;
      const budget = new RetryBudget({ windowMs, ratio, floor });
      const granted: number[] = [];
      const called: number[] = [];
      let nowMs = 0;
      for (const { gapMs, isCall, times } of steps) {
        nowMs += gapMs;
        for (let time = 0; time < times; time += 1) {
          if (isCall) {
            budget.recordCall(nowMs);
            called.push(nowMs);
          } else if (budget.tryRetry(nowMs)) {
            granted.push(nowMs);
          }
        }
        // The ring forgets up to a tenth of the window early, so nine tenths are bounded for certain.
        const retries = granted.filter((atMs) => atMs > nowMs - 0.9 * windowMs).length;
        const earners = called.filter((atMs) => atMs > nowMs - 2 * windowMs).length;
        expect(retries).toBeLessThanOrEqual(floor + ratio * earners);
        expect(budget.remainingRatio(nowMs)).toBeGreaterThanOrEqual(0);
        expect(budget.remainingRatio(nowMs)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test.each([
  [{ ratio: 20 }, '`ratio` must be in [0, 1], got 20'],
  [{ floor: -1 }, '`floor` must be a non-negative integer, got -1'],
  [
    { windowMs: Number.POSITIVE_INFINITY },
    '`windowMs` must be a positive, finite number of milliseconds, got Infinity',
  ],
])('refuses %o', (options, message) => {
  expect(() => new RetryBudget(options)).toThrow(message);
});
