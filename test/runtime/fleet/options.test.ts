import { expect, test } from 'vitest';
import { settleFleet } from '../../../src/runtime/fleet/options.ts';

test('everything is on where nothing is said', () => {
  const { lease, ...settings } = settleFleet();
  expect(settings).toEqual({ environment: '', broadcast: true, coolDowns: true, leaseWaitMs: 3_000 });
  expect(lease('portfolio')).toBe(true);
});

test('a lease can be switched off for all, or by resource', () => {
  expect(settleFleet({ lease: false }).lease('portfolio')).toBe(false);
  const { lease } = settleFleet<'portfolio' | 'events'>({ lease: { events: false } });
  expect([lease('portfolio'), lease('events')]).toEqual([true, false]);
});

test.each([
  [{ leaseWaitMs: -1 }, '`cache.fleet.leaseWaitMs` must be 0 to 60000 milliseconds'],
  [{ broadcast: false, coolDowns: true }, '`cache.fleet.coolDowns`'],
])('%o is refused', (options, message) => {
  expect(() => settleFleet(options)).toThrow(message);
});
