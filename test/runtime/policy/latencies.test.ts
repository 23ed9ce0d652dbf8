import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Latencies } from '../../../src/runtime/policy/latencies.ts';

test('without samples there is no quantile', () => {
  expect(new Latencies().quantile(0.95)).toBeUndefined();
});

test('a quantile is within 5 % of the true one', () => {
  const sample = fc.double({ min: 0.2, max: 60_000, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(sample, { minLength: 1, maxLength: 199 }),
      fc.constantFrom(0.5, 0.9, 0.95, 1),
      (all, share) => {
        const latencies = new Latencies();
        for (const latencyMs of all) latencies.record(latencyMs);
        const sorted = all.toSorted((a, b) => a - b);
        const truth = sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? Number.NaN;
        expect(Math.abs((latencies.quantile(share) ?? Number.NaN) / truth - 1)).toBeLessThanOrEqual(
          0.05 + 1e-9,
        );
      },
    ),
  );
});

test('it follows when the origin becomes slower or faster', () => {
  const latencies = new Latencies();
  for (let count = 0; count < 2_000; count += 1) latencies.record(10);
  for (let count = 0; count < 1_000; count += 1) latencies.record(100);
  expect(latencies.quantile(0.5)).toBeGreaterThan(90);
  for (let count = 0; count < 2_000; count += 1) latencies.record(10);
  expect(latencies.quantile(0.95)).toBeLessThan(11);
});

test('what is shorter than told apart, or longer than an hour, is still counted', () => {
  const latencies = new Latencies();
  latencies.record(0);
  expect(latencies.quantile(1)).toBe(0.1);
  latencies.record(1e12);
  expect(latencies.quantile(1)).toBeGreaterThan(3_000_000);
});
