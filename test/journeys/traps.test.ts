/**
 * The traps that others have fallen into, by the name they are known under. Most have tests of their own where the
 * concern lives; here each is played once through the whole onion.
 */

import { describe, expect, test, vi } from 'vitest';
import { aClient, aTokenReply, credentials, isForToken, recordEvents } from '../support/client.ts';
import {
  aContact,
  getContact,
  getPortfolio,
  listPortfolios,
  renamePortfolio,
  updateContact,
} from '../support/sdk.ts';
import { elapse, elapseUntil, quiet, useFakeTime } from '../support/time.ts';
import { aReply, type FakeWire, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const origin = 'https://api.example.com';
const c1 = { contactId: 'c1' };
const other = (index: number) => ({ contactId: `c${index}` });
const circuit = { minimumAttempts: 4, halfOpenPermits: 1, breakJitterRatio: 0 };
const caught = (reason: unknown) => reason;

async function anOpenedClient(wire: FakeWire) {
  wire.always(() => aReply(500));
  const api = aClient({ wire, circuit, retry: false, cache: false });
  for (let count = 0; count < 4; count += 1) await getContact(api, c1).catch(() => {});
  return api;
}

describe('one caller’s abort kills the others', () => {
  test('the leader aborts, and both followers are answered', async () => {
    const wire = fakeWire();
    const api = aClient({ wire });
    const leader = new AbortController();

    const first = getContact(api, c1, { signal: leader.signal }).catch(caught);
    const followers = [getContact(api, c1), getContact(api, c1)];
    const arrival = await wire.arrival();
    leader.abort('enough');
    arrival.reply(200, aContact());

    expect(await first).toBe('enough');
    expect(await Promise.all(followers)).toEqual([aContact(), aContact()]);
    expect(wire.requests).toHaveLength(1);
  });

  test('nobody is left, and no orphan works on', async () => {
    const wire = fakeWire();
    const api = aClient({ wire });
    const controller = new AbortController();

    const all = [1, 2, 3].map(() => getContact(api, c1, { signal: controller.signal }).catch(caught));
    const { request } = await wire.arrival();
    controller.abort();
    await Promise.all(all);
    await quiet();

    expect(request.signal.aborted).toBe(true);
  });
});

test('waiters replay one by one after the leader fails: they share its failure', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(404, { title: 'no' }));
  const api = aClient({ wire });

  const all = await Promise.all(Array.from({ length: 50 }, () => getContact(api, c1).catch(caught)));

  expect(all).toHaveLength(50);
  expect(wire.requests).toHaveLength(1);
});

describe('half-open herd, and burst on close', () => {
  test('a hundred callers of a half-open circuit are one probe', async () => {
    const wire = fakeWire();
    const api = await anOpenedClient(wire);
    const before = wire.requests.length;
    wire.always(() => undefined);
    await elapse(5_000);

    const crowd = Array.from({ length: 100 }, (_, index) => getContact(api, other(index)).catch(caught));
    await wire.requested(before + 1);
    await quiet();

    expect(wire.requests.length - before).toBe(1);
    wire.next().reply(200, aContact());
    await Promise.all(crowd);
  });

  test('once closed, traffic comes back step by step', async () => {
    const wire = fakeWire();
    const api = await anOpenedClient(wire);
    wire.always(() => aReply(200, aContact()));
    await elapse(5_000);
    await getContact(api, c1);
    const before = wire.requests.length;
    wire.always(() => undefined);

    const crowd = Array.from({ length: 100 }, (_, index) => getContact(api, other(index)).catch(caught));
    await quiet();
    expect(wire.requests.length - before).toBe(1);
    wire.next().reply(200, aContact());
    await quiet();
    crowd.push(...Array.from({ length: 100 }, (_, index) => getContact(api, other(index)).catch(caught)));
    await quiet();

    expect(wire.requests.length - before).toBe(3);
    wire.always(() => aReply(200, aContact()));
    wire.next().reply(200, aContact());
    wire.next().reply(200, aContact());
    await Promise.all(crowd);
  });
});

test.each<[string, (wire: FakeWire) => void]>([
  ['an error that does not count', (wire) => wire.always(() => aReply(404, { title: 'no' }))],
  ['a reply that cannot be read', (wire) => wire.always(() => aReply(200, '{'))],
])('breaker stuck half-open: a probe that ends in %s gives its permit back', async (_ending, answer) => {
  const wire = fakeWire();
  const api = await anOpenedClient(wire);
  await elapse(5_000);
  answer(wire);

  await getContact(api, c1).catch(() => {});
  await getContact(api, c1).catch(() => {});

  expect(api.circuits.states()[origin]).toMatchObject({ status: 'closed' });
});

test('own rejections trip the breaker: fifty healthy calls through a bulkhead of five leave it closed', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, circuit, bulkhead: { maxConcurrent: 5, maxQueued: 0 } });

  const all = Array.from({ length: 50 }, (_, index) => getContact(api, other(index)).catch(caught));
  await wire.requested(5);
  wire.always(() => aReply(200, aContact()));
  for (let count = 0; count < 5; count += 1) wire.next().reply(200, aContact());
  const codes = (await Promise.all(all)).filter((ending) => ending instanceof Error);

  expect(codes).toHaveLength(45);
  expect(api.circuits.states()[origin]).toEqual({ status: 'closed', connectFailures: 0, ramp: null });
});

test('one bad endpoint opens it for all: not with a circuit by resource', async () => {
  const wire = fakeWire();
  wire.always(({ url }) => (url.includes('contacts') ? aReply(500) : aReply(200, [])));
  const api = aClient({ wire, retry: false, circuit: { ...circuit, scope: 'resource' } });
  for (let count = 0; count < 5; count += 1) await getContact(api, c1).catch(() => {});

  await expect(getContact(api, c1)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
  await expect(listPortfolios(api)).resolves.toEqual([]);
});

describe('retry storms', () => {
  test('retry layers do not multiply: three attempts are three requests', async () => {
    const wire = fakeWire();
    wire.always(() => networkError('ECONNRESET'));
    const api = aClient({ wire });

    await elapseUntil(getContact(api, c1).catch(caught), 1_000);

    expect(wire.requests).toHaveLength(3);
  });

  test('two hundred failing calls are not six hundred requests', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(503, { title: 'later' }));
    const api = aClient({ wire, cache: false });

    await elapseUntil(
      Promise.all(Array.from({ length: 200 }, (_, index) => getContact(api, other(index)).catch(caught))),
      1_000,
    );

    expect(wire.requests.length).toBeLessThanOrEqual(200 + 40 + 10);
  });
});

describe('POST retried, and done twice', () => {
  test.each([
    ['a timeout', undefined],
    ['a 503', aReply(503, { title: 'later' })],
    ['a reset', networkError('ECONNRESET')],
    ['an idle connection that the server closed', networkError('UND_ERR_SOCKET')],
  ])('it is sent once after %s', async (_what, answer) => {
    const wire = fakeWire();
    wire.always(() => answer);
    const api = aClient({ wire });

    await elapseUntil(renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } }).catch(caught), 5_000);

    expect(wire.requests).toHaveLength(1);
  });

  test('a PUT is repeated, for it means the same twice', async () => {
    const wire = fakeWire();
    wire.always(() => networkError('ECONNRESET'));
    const api = aClient({ wire });

    await elapseUntil(updateContact(api, { ...c1, body: { name: 'x' } }).catch(caught), 1_000);

    expect(wire.requests).toHaveLength(3);
  });
});

describe('401 loops', () => {
  test('a token endpoint that itself answers 401 is not asked again and again', async () => {
    const wire = fakeWire();
    wire.always((request) => (isForToken(request) ? aReply(401, { error: 'invalid_client' }) : aReply(200)));
    const api = aClient({ wire, auth: credentials });

    const all = Array.from({ length: 20 }, (_, index) => getContact(api, other(index)).catch(caught));
    for (const ending of await Promise.all(all)) expect(ending).toMatchObject({ code: 'AUTH_FAILED' });

    expect(wire.requests).toHaveLength(1);
  });

  test('a token that is refused for ever is renewed once per call at most, and soon not at all', async () => {
    const wire = fakeWire();
    let issued = 0;
    wire.always((request) => {
      if (!isForToken(request)) return aReply(401, { title: 'no' });
      issued += 1;
      return aTokenReply(`t${issued}`);
    });
    const api = aClient({ wire, auth: credentials, cache: false });

    for (let count = 0; count < 100; count += 1) await getContact(api, c1).catch(() => {});

    expect(issued).toBeLessThan(40);
  });
});

test('memory that grows with what is asked: circuits are by origin, and have no timers', async () => {
  const wire = fakeWire();
  const api = await anOpenedClient(wire);
  for (let index = 0; index < 50; index += 1) {
    await getPortfolio(api, { portfolioId: `p${index}` }).catch(() => {});
  }

  expect(Object.keys(api.circuits.states())).toEqual([origin]);
  expect(vi.getTimerCount()).toBe(0);
});

test('metric cardinality: no event holds an identifier, a query or a path with values', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }, { 'retry-after': '1', ratelimit: '"hour";r=0;t=1' }));
  const api = aClient({ wire, hedging: {}, bulkhead: {}, rateLimit: { requests: 100 } });
  const events = recordEvents(api);

  await elapseUntil(getContact(api, { contactId: 'secret-id' }).catch(caught), 1_000);

  expect(events.length).toBeGreaterThan(4);
  expect(JSON.stringify(events)).not.toContain('secret-id');
});

test('listeners pile up on a signal that outlives its calls: none is left after hundreds', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = aClient({ wire, cache: false, bulkhead: {}, hedging: {}, rateLimit: { requests: 1_000_000 } });
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners -= 1;
    removeEventListener.apply(signal, args);
  };

  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 100 }, (_, index) => getContact(api, other(index), { signal })));
  }

  expect(wire.requests).toHaveLength(500);
  expect(listeners).toBe(0);
});
