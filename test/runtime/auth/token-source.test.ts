import { expect, test, vi } from 'vitest';
import { RenewalPutOff, TokenSource } from '../../../src/runtime/auth/token-source.ts';
import { AuthError } from '../../../src/runtime/index.ts';

/** A source whose tokens are called t1, t2, … and whose clock the test sets. */
function aSource(lifetimeMs: number | undefined) {
  const time = { ms: 1_000_000 };
  const renewal = vi.fn(async () => ({
    tokens: { accessToken: `t${renewal.mock.calls.length}` },
    lifetimeMs,
  }));
  const clock = { wall: () => 0, monotonic: () => time.ms };
  return { source: new TokenSource(renewal, clock, () => 0.5), renewal, time };
}

const minutes = (count: number): number => count * 60_000;

// Lifetime; when the background renewal begins; why.
test.each([
  [minutes(60), minutes(55), 'five minutes early'],
  [minutes(20), minutes(16), 'a fifth of its life early'],
  [minutes(2), 90_000, 'thirty seconds early'],
  [40_000, 20_000, 'never in the first half of its life'],
])('a token that lives %i ms is renewed after %i ms: %s', async (lifetimeMs, renewalMs) => {
  const { source, renewal, time } = aSource(lifetimeMs);
  await source.token();

  time.ms += renewalMs - 1;
  await source.token();
  const before = renewal.mock.calls.length;
  time.ms += 1;
  const served = source.token();

  expect([before, renewal.mock.calls.length, served]).toEqual([1, 2, 't1']);
});

test.each([
  [minutes(60), minutes(60) - 5_000],
  [20_000, 18_000],
])(
  'a token that lives %i ms is not sent after %i ms: it would be too late when it comes',
  async (lifetimeMs, lastMs) => {
    const { source, renewal, time } = aSource(lifetimeMs);
    await source.token();
    renewal.mockReturnValue(new Promise(() => {}));

    time.ms += lastMs - 1;
    const last = source.token();
    time.ms += 1;

    expect([last, source.token()]).toEqual(['t1', expect.any(Promise)]);
  },
);

test('a lifetime counts from before the request', async () => {
  const { source, renewal, time } = aSource(minutes(60));
  renewal.mockImplementationOnce(async () => {
    time.ms += minutes(10);
    return { tokens: { accessToken: 'slow' }, lifetimeMs: minutes(60) };
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
  expect(await source.renew('t1')).toBe(true);
  expect(await source.token()).toBe('t2');
});

test('all who ask at once share one renewal', async () => {
  const { source, renewal } = aSource(minutes(60));
  expect(await Promise.all([source.token(), source.token(), source.token()])).toEqual(['t1', 't1', 't1']);
  expect(renewal).toHaveBeenCalledOnce();
});

test('a token that holds is there at once, without a promise', async () => {
  const { source } = aSource(minutes(60));
  await source.token();
  expect(source.token()).toBe('t1');
});

test('a token younger than the refused one is never renewed for it', async () => {
  const { source, renewal } = aSource(minutes(60));
  await source.token();
  await source.renew('t1');

  expect(await source.renew('t1')).toBe(true);
  expect(source.token()).toBe('t2');
  expect(renewal).toHaveBeenCalledTimes(2);
});

test('a failure reaches all who waited, and those who come before its cool-down is over', async () => {
  const { source, renewal, time } = aSource(minutes(60));
  renewal.mockRejectedValueOnce(new AuthError('down', { oauthError: 'server_error' }));

  const endings = await Promise.allSettled([source.token(), source.token()]);
  time.ms += 400;
  await expect(source.token()).rejects.toMatchObject({ oauthError: 'server_error', retryAfterMs: 600 });

  expect(endings.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(renewal).toHaveBeenCalledOnce();
  time.ms += 600;
  expect(await source.token()).toBe('t2');
});

test('cool-downs double up to a minute, and begin anew after a success', async () => {
  const { source, renewal, time } = aSource(1);
  const coolDowns: number[] = [];
  renewal.mockRejectedValue(new AuthError('down'));
  for (let count = 0; count < 9; count += 1) {
    await expect(source.token()).rejects.toThrow('down');
    const { retryAfterMs = 0 } = (await Promise.resolve(source.token()).catch(
      (error: AuthError) => error,
    )) as AuthError;
    coolDowns.push(retryAfterMs);
    time.ms += retryAfterMs;
  }
  expect(coolDowns).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  expect(renewal).toHaveBeenCalledTimes(9);
});

test('a cool-down that the endpoint asked for is kept', async () => {
  const { source, renewal } = aSource(minutes(60));
  renewal.mockRejectedValueOnce(new AuthError('busy', { retryAfterMs: minutes(10) }));
  await expect(source.token()).rejects.toThrow('busy');
  await expect(source.token()).rejects.toMatchObject({ retryAfterMs: minutes(10) });
});

test('while the issuer is down, a token that still holds serves, and the issuer is not hammered', async () => {
  const { source, renewal, time } = aSource(minutes(60));
  await source.token();
  time.ms += minutes(56);
  renewal.mockRejectedValue(new AuthError('down'));

  const served = [];
  for (let count = 0; count < 100; count += 1) {
    served.push(source.token());
    await Promise.resolve();
    time.ms += 10;
  }

  expect(new Set(served)).toEqual(new Set(['t1']));
  expect(renewal).toHaveBeenCalledTimes(2);
});

test('a refused token serves others while no newer one can be had', async () => {
  const { source, renewal } = aSource(minutes(60));
  await source.token();
  renewal.mockRejectedValueOnce(new AuthError('down'));

  await expect(source.renew('t1')).rejects.toThrow('down');

  expect(source.token()).toBe('t1');
  await expect(source.renew('t1')).rejects.toThrow('down');
  expect(renewal).toHaveBeenCalledTimes(2);
});

test('an origin that refuses what was just renewed does not have the issuer asked at every call', async () => {
  const { source, renewal, time } = aSource(minutes(60));
  await source.token();
  await source.renew('t1');
  source.renewed(false);

  const again = await source.renew('t2');
  time.ms += 1_000;
  const later = await source.renew('t2');

  expect([again, later]).toEqual([false, true]);
  expect(renewal).toHaveBeenCalledTimes(3);
});

test('an issuer that gives the refused token once more is not asked at every call either', async () => {
  const { source, renewal } = aSource(minutes(60));
  renewal.mockImplementation(async () => ({ tokens: { accessToken: 'same' }, lifetimeMs: minutes(60) }));
  await source.token();

  expect([await source.renew('same'), await source.renew('same'), await source.renew('same')]).toEqual([
    false,
    false,
    false,
  ]);
  expect(renewal).toHaveBeenCalledTimes(2);
});

test('a renewal ahead of need that is put off is nobody’s failure, and is not tried at every call', async () => {
  const { source, renewal, time } = aSource(minutes(60));
  await source.token();
  renewal.mockRejectedValue(new RenewalPutOff());
  time.ms += minutes(56);

  for (let count = 0; count < 30; count += 1) {
    expect(source.token()).toBe('t1');
    await Promise.resolve();
    await Promise.resolve();
    time.ms += 100;
  }

  // At 0, 1 and 3 seconds.
  expect(renewal).toHaveBeenCalledTimes(1 + 2);
});

test('who needs a token, and joined a renewal that was put off as they came, has another made', async () => {
  const { source, renewal } = aSource(minutes(60));
  renewal.mockRejectedValueOnce(new RenewalPutOff());

  expect(await source.token()).toBe('t2');
});

test('how it stands with the token is told, and never the token', async () => {
  const { source, renewal, time } = aSource(minutes(60));
  expect(source.state()).toEqual({ status: 'none' });
  await source.token();
  expect(source.state()).toEqual({ status: 'held', expiresInMs: minutes(60) - 5_000 });

  renewal.mockRejectedValueOnce(new AuthError('down'));
  await source.renew('t1').catch(() => {});
  expect(source.state()).toEqual({
    status: 'refused',
    expiresInMs: minutes(60) - 5_000,
    retryAfterMs: 1_000,
  });

  time.ms += minutes(60);
  expect(source.state()).toEqual({ status: 'over' });
});

test('a token may be renewed by hand, and all who do so at once share one renewal', async () => {
  const { source, renewal } = aSource(minutes(60));
  await source.token();

  await Promise.all([source.refresh(), source.refresh()]);

  expect(source.token()).toBe('t2');
  expect(renewal).toHaveBeenCalledTimes(2);
});
