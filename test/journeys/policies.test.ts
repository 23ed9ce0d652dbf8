/** One place for policy: what holds for all, again by resource, again by call, and how to ask. */

import { describe, expect, test } from 'vitest';
import { aClient, recordEvents } from '../support/client.ts';
import {
  aContact,
  createPortfolio,
  getContact,
  listPortfolios,
  operations,
  renamePortfolio,
} from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const c1 = { contactId: 'c1' };
const origin = 'https://api.example.com';

test('a resource has its own deadlines and retries', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({
    wire,
    circuit: false,
    resilience: { byResource: { contacts: { retry: { maxAttempts: 2 } }, portfolio: { retry: false } } },
  });

  const contact = getContact(api, c1).catch((reason: unknown) => reason);
  const portfolios = listPortfolios(api).catch((reason: unknown) => reason);
  await wire.requested(2);
  await elapse(5_000);

  expect(await contact).toMatchObject({ attempts: 2 });
  expect(await portfolios).toMatchObject({ attempts: 1 });
});

test('a resource has its own whole time', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, resilience: { byResource: { contacts: { timeout: { totalMs: 700 } } } } });

  const contact = getContact(api, c1).catch((reason: unknown) => reason);
  await wire.requested(1);
  await elapse(700);

  expect(await contact).toMatchObject({ code: 'TIMEOUT' });
});

test('a call has the last word on how it is retried', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({ wire, circuit: false });
  const events = recordEvents(api);

  const pending = getContact(api, c1, { retry: { maxAttempts: 4, baseDelayMs: 10 } }).catch(
    (reason: unknown) => reason,
  );
  await wire.requested(1);
  await elapse(5_000);

  expect(await pending).toMatchObject({ attempts: 4 });
  expect(events.flatMap((event) => (event.type === 'retry' ? [event.delayMs] : []))).toEqual([5, 10, 20]);
});

test('a call may switch retries on where its client has none', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({ wire, circuit: false, retry: false });

  const pending = getContact(api, c1, { retry: { maxAttempts: 2 } }).catch((reason: unknown) => reason);
  await wire.requested(1);
  await elapse(5_000);

  expect(await pending).toMatchObject({ attempts: 2 });
});

test('a call has its own time for one attempt', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1, { attemptTimeoutMs: 50, retry: false }).catch(
    (reason: unknown) => reason,
  );
  await wire.requested(1);
  await elapse(50);

  expect(await pending).toMatchObject({ code: 'TIMEOUT', limit: 'attempt' });
});

test.each<[object, string]>([
  [{ retry: { maxAttempts: 0 } }, '`retry.maxAttempts` must be a whole number from 1 to 10, got 0.'],
  [{ retry: { budgetRatios: 1 } }, '`retry.budgetRatios` must be one of'],
  [
    { timeoutMs: 100, attemptTimeoutMs: 200 },
    '`attemptTimeoutMs` must be at most `timeoutMs` (100), got 200.',
  ],
  [{ attemptTimeoutMs: 40_000 }, '`attemptTimeoutMs` must be at most `timeout.totalMs` (30000), got 40000.'],
])('%j on a call is refused before anything is sent', async (options, message) => {
  const wire = fakeWire();

  await expect(getContact(aClient({ wire }), c1, options)).rejects.toMatchObject({
    code: 'INVALID_OPTIONS',
    message: expect.stringContaining(message),
  });
  expect(wire.requests).toHaveLength(0);
});

describe('explain', () => {
  test('says what holds for an operation, as text', () => {
    const api = aClient({
      wire: fakeWire(),
      hedging: {},
      bulkhead: {},
      rateLimit: { requests: 50 },
      resilience: {
        byResource: { contacts: { timeout: { totalMs: 5_000 }, circuit: { slowCallMs: 1_000 } } },
      },
    });

    expect(String(api.explain(operations.getContact))).toMatchInlineSnapshot(`
      "getContact (GET, resource contacts)
        timeout    5000 ms in all, 5000 ms an attempt, 5000 ms to connect, 120000 ms of silence
        retry      3 attempts (idempotent method), full jitter from 100 ms up to 20000 ms, within 0.2 extra requests per call to the origin
        circuit    of contacts at https://api.example.com: opens when 0.5 of at least 20 attempts in 30000 ms failed, or 0.5 slower than 1000 ms; for 5000 to 60000 ms
        bulkhead   of https://api.example.com: 100 calls at once, 1000 waiting for up to 1000 ms
        rateLimit  of https://api.example.com: 50 requests in 1000 ms, 50 at once, waiting for up to 1000 ms
        coolDown   held back for up to 5000 ms when the origin asks for it
        hedging    sent again after the 0.95 quantile of recent latencies (10 to 2000 ms), up to 1 times"
    `);
    expect(String(api.explain(operations.renamePortfolio))).toMatchInlineSnapshot(`
      "renamePortfolio (POST, resource portfolio)
        timeout    30000 ms in all, 10000 ms an attempt, 5000 ms to connect, 120000 ms of silence
        retry      3 attempts (only if the request never left), full jitter from 100 ms up to 20000 ms, within 0.2 extra requests per call to the origin
        circuit    of https://api.example.com: opens when 0.5 of at least 20 attempts in 30000 ms failed; for 5000 to 60000 ms
        bulkhead   of https://api.example.com: 100 calls at once, 1000 waiting for up to 1000 ms
        rateLimit  of https://api.example.com: 50 requests in 1000 ms, 50 at once, waiting for up to 1000 ms
        coolDown   held back for up to 5000 ms when the origin asks for it
        hedging    off"
    `);
  });

  test('and as data, which JSON carries', () => {
    const api = aClient({ wire: fakeWire() });
    const explanation = api.explain(operations.getContact);

    expect(explanation).toMatchObject({
      operation: 'getContact',
      method: 'GET',
      resource: 'contacts',
      origin,
      timeout: { totalMs: 30_000 },
      retry: { maxAttempts: 3, because: 'idempotent method', budget: { kind: 'share', ratio: 0.2 } },
      hedging: undefined,
    });
    expect(JSON.parse(JSON.stringify(explanation))).toMatchObject({ circuit: { scope: '' } });
  });

  test('tells why a write may be repeated, or when', () => {
    const api = aClient({ wire: fakeWire() });
    expect(api.explain(operations.createPortfolio).retry?.because).toBe('idempotency key');
    expect(api.explain(operations.renamePortfolio).retry?.because).toBe('unsent');
  });

  test('tells no lie: what it says of a write is what happens', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(503, { title: 'later' }));
    const api = aClient({ wire, circuit: false });

    const named = createPortfolio(api, { body: { name: 'x' } }).catch((reason: unknown) => reason);
    const unnamed = renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } }).catch(
      (reason: unknown) => reason,
    );
    await wire.requested(2);
    await elapse(5_000);

    expect(await named).toMatchObject({ attempts: 3 });
    expect(await unnamed).toMatchObject({ attempts: 1 });
  });
});

test('an operation whose every policy is off goes out once, under its deadlines', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(500, aContact()));
  const api = aClient({ wire, resilience: { preset: 'off' } });

  for (let count = 0; count < 40; count += 1) await getContact(api, c1).catch(() => {});

  expect(wire.requests).toHaveLength(40);
  expect(api.circuits.states()).toEqual({});
});
