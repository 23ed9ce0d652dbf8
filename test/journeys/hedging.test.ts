import { expect, test, vi } from 'vitest';
import type { Client } from '../../src/runtime/index.ts';
import { aClient, aTokenReply, credentials, isForToken, recordEvents } from '../support/client.ts';
import {
  aContact,
  download,
  getContact,
  type Resource,
  renamePortfolio,
  streamEvents,
  updateContact,
} from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, type FakeWire, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const c1 = { contactId: 'c1' };
const hedging = { maxDelayMs: 100 };
const origin = 'https://api.example.com';

/** A client that knows how long such reads take: just enough of them, each in that time. */
async function anExperiencedClient(wire: FakeWire, latencyMs: number): Promise<Client<Resource>> {
  const api = aClient({ wire, cache: false, hedging: { maxDelayMs: 4_000 } });
  for (let count = 0; count < 20; count += 1) {
    const pending = getContact(api, { contactId: `warm${count}` });
    const arrival = await wire.arrival();
    await vi.advanceTimersByTimeAsync(latencyMs);
    arrival.reply(200, aContact());
    await pending;
  }
  return api;
}

test('a read that takes long is sent again; the first answer counts, and the other request is cancelled', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, hedging });
  const events = recordEvents(api);

  const pending = getContact(api, c1).withResponse();
  const first = await wire.arrival();
  await elapse(100);
  (await wire.arrival()).reply(200, aContact());

  expect(await pending).toMatchObject({ data: aContact(), attempts: 2 });
  expect(first.request.signal.aborted).toBe(true);
  expect(events.find(({ type }) => type === 'hedge')).toEqual({
    type: 'hedge',
    operation: 'getContact',
    origin,
    delayMs: 100,
  });
});

test('one that is answered in time is sent once, and leaves no timer', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, cache: false, hedging });

  const pending = getContact(api, c1);
  await elapse(99);
  wire.next().reply(200, aContact());
  await pending;
  expect(vi.getTimerCount()).toBe(0);
  await elapse(1_000);

  expect(wire.requests).toHaveLength(1);
});

test('the wait is what such reads took lately: p95, within 5 %', async () => {
  const wire = fakeWire();
  const api = await anExperiencedClient(wire, 200);
  const before = wire.requests.length;

  const pending = getContact(api, c1);
  await wire.requested(before + 1);
  await elapse(189);
  expect(wire.requests).toHaveLength(before + 1);
  await elapse(22);
  expect(wire.requests).toHaveLength(before + 2);
  wire.next().reply(200, aContact());
  await pending;
});

test('without `hedging` nothing is sent twice', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1);
  await elapse(9_000);
  wire.next().reply(200, aContact());
  await pending;

  expect(wire.requests).toHaveLength(1);
});

test.each<[string, (api: Client<Resource>) => PromiseLike<unknown>]>([
  ['a write', (api) => renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } })],
  ['an idempotent write', (api) => updateContact(api, { ...c1, body: { name: 'x' } })],
  ['a file', (api) => download(api, { documentId: 'd1' })],
  ['a stream', (api) => streamEvents(api)],
  ['a read that nobody waits for', (api) => getContact(api, c1, { priority: 'background' })],
  ['a read that says so', (api) => getContact(api, c1, { hedging: false })],
])('%s is never hedged', async (_what, call) => {
  const wire = fakeWire();
  const api = aClient({ wire, retry: false, hedging });

  Promise.resolve(call(api)).catch(() => {});
  await wire.requested(1);
  await elapse(5_000);

  expect(wire.requests).toHaveLength(1);
});

test('hedges draw on the budget of the origin, and stop when it is used up', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, cache: false, hedging, retry: { budgetRatio: 0 } });

  const all = Array.from({ length: 30 }, (_, index) =>
    getContact(api, { contactId: `c${index}` }).catch(() => {}),
  );
  await wire.requested(30);
  await elapse(200);
  const floor = 10;
  expect(wire.requests).toHaveLength(30 + floor);
  wire.always(() => aReply(200, aContact()));
  await elapse(40_000);
  await Promise.all(all);
});

test('a bad answer waits for the good one that is on its way', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, hedging });

  const pending = getContact(api, c1).withResponse();
  const first = await wire.arrival();
  await elapse(100);
  const second = await wire.arrival();
  first.reply(503, { title: 'later' });
  await quiet();
  second.reply(200, aContact());

  expect(await pending).toMatchObject({ data: aContact(), attempts: 2 });
});

test('when both fail, it is one attempt that failed, and is retried as such', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, hedging });

  const pending = getContact(api, c1).withResponse();
  const first = await wire.arrival();
  await elapse(100);
  first.fail(networkError('ECONNRESET'));
  (await wire.arrival()).fail(networkError('ECONNRESET'));
  await elapse(50);
  (await wire.arrival()).reply(200, aContact());

  expect(await pending).toMatchObject({ attempts: 3 });
});

test('the loser never counts against the circuit, and gives its permit back', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, cache: false, hedging, circuit: { minimumAttempts: 1 } });

  for (let count = 0; count < 5; count += 1) {
    const pending = getContact(api, c1);
    await wire.arrival();
    await elapse(100);
    (await wire.arrival()).reply(200, aContact());
    await pending;
  }

  expect(api.circuits.states()[origin]).toEqual({ status: 'closed', connectFailures: 0, ramp: null });
});

test('with a token that was refused, one renewal serves both, and the read succeeds', async () => {
  const wire = fakeWire();
  let tokens = 0;
  wire.always((request) => {
    if (isForToken(request)) {
      tokens += 1;
      return aTokenReply(`t${tokens}`);
    }
    if (request.headers.get('authorization') === 'Bearer t1') return undefined;
    return aReply(200, aContact());
  });
  const api = aClient({ wire, auth: credentials, hedging });

  const pending = getContact(api, c1);
  const first = await wire.arrival();
  await elapse(100);
  const second = await wire.arrival();
  first.reply(401, { title: 'who are you' });
  second.reply(401, { title: 'who are you' });

  await expect(pending).resolves.toEqual(aContact());
  expect(tokens).toBe(2);
});

test('a caller that gives up cancels both', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, hedging });
  const controller = new AbortController();

  const pending = getContact(api, c1, { signal: controller.signal }).catch((reason: unknown) => reason);
  const first = await wire.arrival();
  await elapse(100);
  const second = await wire.arrival();
  controller.abort('enough');

  expect(await pending).toBe('enough');
  await quiet();
  expect([first, second].map(({ request }) => request.signal.aborted)).toEqual([true, true]);
  expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
});
