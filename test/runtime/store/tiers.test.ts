import type { KeyvStoreAdapter } from 'keyv';
import { Keyv } from 'keyv';
import { expect, test, vi } from 'vitest';
import { aClient, recordEvents } from '../../support/client.ts';
import { aPortfolio, getContact, getPortfolio, renamePortfolio } from '../../support/sdk.ts';
import { elapse, elapseUntil, useFakeTime } from '../../support/time.ts';
import { aReply, type FakeWire, fakeWire } from '../../support/wire.ts';

useFakeTime();

const p1 = { portfolioId: 'p1' };
const rename = { ...p1, body: { name: 'New' } };
const logger = { info: () => {}, warn: () => {} };

function anOrigin(): FakeWire {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio('p1', String(wire.requests.length))));
  return wire;
}

/** A Keyv whose every command does the same. */
function aStoreThat(act: () => Promise<never>): Keyv {
  const store: KeyvStoreAdapter = {
    opts: {},
    get: act,
    set: act,
    delete: act,
    clear: act,
    on: () => store,
  };
  return new Keyv({ store, throwOnErrors: true });
}

test('two clients with one store share an entry', async () => {
  const store = new Keyv();
  const wire = anOrigin();

  const first = await getPortfolio(aClient({ wire, cache: { store } }), p1).withResponse();
  const second = await getPortfolio(aClient({ wire, cache: { store } }), p1).withResponse();

  expect([first.source, second.source]).toEqual(['network', 'store']);
  expect(second.data).toEqual(first.data);
  expect(second.response.headers.get('content-type')).toBe('application/json');
});

test('an entry from the store is in memory from then on, for five seconds at most', async () => {
  const store = new Keyv();
  const wire = anOrigin();
  await getPortfolio(aClient({ wire, cache: { store } }), p1);
  const api = aClient({ wire, cache: { store } });
  const source = async () => (await getPortfolio(api, p1).withResponse()).source;

  const first = await source();
  await elapse(4_999);
  const second = await source();
  await elapse(1);
  const third = await source();

  expect([first, second, third]).toEqual(['store', 'memory', 'store']);
});

test('an entry is gone from the store when it is no longer fresh', async () => {
  const store = new Keyv();
  const wire = anOrigin();
  await getPortfolio(aClient({ wire, cache: { store } }), p1);

  await elapse(180_000);

  expect((await getPortfolio(aClient({ wire, cache: { store } }), p1).withResponse()).source).toBe('network');
});

test('a write by one client is seen by the other: at once where memory does not know, else after five seconds', async () => {
  const store = new Keyv();
  const wire = anOrigin();
  const one = aClient({ wire, cache: { store } });
  const other = aClient({ wire, cache: { store } });
  await getPortfolio(one, p1);
  await getPortfolio(one, { portfolioId: 'p2' });
  await getPortfolio(other, p1);

  await renamePortfolio(one, rename);
  const unknown = await getPortfolio(other, { portfolioId: 'p2' }).withResponse();
  await elapse(5_000);
  const known = await getPortfolio(other, p1).withResponse();

  expect([unknown.source, known.source]).toEqual(['network', 'network']);
});

test('an entry that cannot be read is a miss, and is told of', async () => {
  const map = new Map<string, unknown>();
  const store = new Keyv({ store: map });
  const wire = anOrigin();
  await getPortfolio(aClient({ wire, cache: { store } }), p1);
  for (const key of map.keys()) await store.set(key.slice('keyv:'.length), 'garbage');
  const api = aClient({ wire, cache: { store } });
  const events = recordEvents(api);

  expect((await getPortfolio(api, p1).withResponse()).source).toBe('network');

  expect(events).toContainEqual({ type: 'store', action: 'get', outcome: 'unreadable' });
});

test('a store that fails is done without', async () => {
  const wire = anOrigin();
  const store = aStoreThat(() => Promise.reject(new Error('store is down')));
  const api = aClient({ wire, logger, cache: { store } });

  const first = await getPortfolio(api, p1).withResponse();
  const second = await getPortfolio(api, p1).withResponse();

  expect([first.source, second.source]).toEqual(['network', 'memory']);
});

test('a store that never answers costs a bounded moment, a few times, and then nothing', async () => {
  const wire = anOrigin();
  const command = vi.fn(() => new Promise<never>(() => {}));
  // No time passes for the break, however many steps it takes.
  const clock = { wall: () => 0, monotonic: () => 0 };
  const api = aClient({ wire, logger, clock, cache: { store: aStoreThat(command) } });

  for (let count = 0; count < 10; count += 1) {
    await elapseUntil(getPortfolio(api, { portfolioId: `p${count}` }), 200);
  }

  expect(wire.requests).toHaveLength(10);
  // Three commands of the guard; a look-up asks for the entry and for its two tags.
  expect(command.mock.calls.length).toBeLessThanOrEqual(9);
});

test('a resource that is not cached does not touch the store', async () => {
  const wire = anOrigin();
  const command = vi.fn(() => Promise.reject(new Error('down')));
  const api = aClient({ wire, logger, cache: { store: aStoreThat(command) } });

  await getContact(api, { contactId: 'c1' });

  expect(command).not.toHaveBeenCalled();
});

test('a Keyv that was given is not closed with the client', async () => {
  const store = new Keyv();
  const disconnect = vi.spyOn(store, 'disconnect');
  await aClient({ wire: anOrigin(), cache: { store } }).close();
  expect(disconnect).not.toHaveBeenCalled();
});

test('statistics say what memory holds, and whether it is shared', async () => {
  const wire = anOrigin();
  const alone = aClient({ wire });
  await getPortfolio(alone, p1);

  expect(alone.cache.stats()).toMatchObject({ entries: 1, isShared: false });
  expect(alone.cache.stats().sizeBytes).toBeGreaterThan(0);
  expect(aClient({ wire, cache: { store: new Keyv() } }).cache.stats()).toMatchObject({
    entries: 0,
    sizeBytes: 0,
    isShared: true,
  });
});

test('what has expired is swept, even if nobody asks for it', async () => {
  const api = aClient({ wire: anOrigin(), cache: { sweepIntervalMs: 60_000 } });
  await getPortfolio(api, p1);
  await elapse(180_000);
  expect(api.cache.stats()).toMatchObject({ entries: 0, sizeBytes: 0 });
});
