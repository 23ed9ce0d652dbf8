import { expect, test, vi } from 'vitest';
import { TokenSource } from '../../../src/runtime/auth/token-source.ts';

/** A source whose tokens are called t1, t2, … and whose clock the test sets. */
function aSource(lifetimeMs: number | undefined) {
  const time = { ms: 1_000_000 };
  const fetch = vi.fn(async () => ({ value: `t${fetch.mock.calls.length}`, lifetimeMs }));
  const clock = { wall: () => 0, monotonic: () => time.ms };
  return { source: new TokenSource(fetch, clock), fetch, time };
}

const minutes = (count: number): number => count * 60_000;

// Lifetime; when the background renewal begins; why.
test.each([
  [minutes(60), minutes(55), 'five minutes early'],
  [minutes(20), minutes(16), 'a fifth of its life early'],
  [minutes(2), 90_000, 'thirty seconds early'],
  [40_000, 20_000, 'never in the first half of its life'],
])('a token that lives %i ms is renewed after %i ms: %s', async (lifetimeMs, renewalMs) => {
  const { source, fetch, time } = aSource(lifetimeMs);
  await source.token();

  time.ms += renewalMs - 1;
  await source.token();
  const before = fetch.mock.calls.length;
  time.ms += 1;
  const served = await source.token();

  expect([before, fetch.mock.calls.length, served]).toEqual([1, 2, 't1']);
});

test('a token that has expired is not served', async () => {
  const { source, time } = aSource(minutes(1));
  await source.token();
  time.ms += minutes(1);
  expect(await source.token()).toBe('t2');
});

test('a lifetime counts from before the request', async () => {
  const { source, fetch, time } = aSource(minutes(60));
  fetch.mockImplementationOnce(async () => {
    time.ms += minutes(10);
    return { value: 'slow', lifetimeMs: minutes(60) };
  });
  await source.token();
  time.ms += minutes(50);
  expect(await source.token()).toBe('t2');
});

test('a token whose server names no lifetime lives until it is refused', async () => {
  const { source, time } = aSource(undefined);
  await source.token();
  time.ms += minutes(1_000_000);
  expect(await source.token()).toBe('t1');
  source.discard('t1');
  expect(await source.token()).toBe('t2');
});

test('all who ask at once share one request', async () => {
  const { source, fetch } = aSource(minutes(60));
  expect(await Promise.all([source.token(), source.token(), source.token()])).toEqual(['t1', 't1', 't1']);
  expect(fetch).toHaveBeenCalledOnce();
});

test('discarding a token that has been renewed since does nothing', async () => {
  const { source, fetch } = aSource(minutes(60));
  await source.token();
  source.discard('t1');
  await source.token();
  source.discard('t1');
  expect(await source.token()).toBe('t2');
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a failure reaches all who waited, is not kept, and the next caller may try again', async () => {
  const { source, fetch } = aSource(minutes(60));
  fetch.mockRejectedValueOnce(new Error('down'));

  const endings = await Promise.allSettled([source.token(), source.token()]);

  expect(endings.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(fetch).toHaveBeenCalledOnce();
  expect(await source.token()).toBe('t2');
});

test('a background renewal that fails is tried again by the next caller, and the old token serves', async () => {
  const { source, fetch, time } = aSource(minutes(60));
  await source.token();
  time.ms += minutes(56);
  fetch.mockRejectedValueOnce(new Error('down'));

  expect(await source.token()).toBe('t1');
  await Promise.resolve();
  await vi.waitFor(async () => {
    expect(await source.token()).toBe('t3');
  });
});
