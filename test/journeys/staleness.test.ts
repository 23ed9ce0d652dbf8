/** Entries past their time: served on purpose, validated, and standing in for what did not come. */

import { describe, expect, test } from 'vitest';
import { bearer } from '../../src/runtime/index.ts';
import { aClient, recordEvents, type TestOptions } from '../support/client.ts';
import { aPortfolio, getPortfolio, renamePortfolio } from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, type FakeWire, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const p1 = { portfolioId: 'p1' };

/** A client with an entry that was fresh for 180 s, and is no longer. */
async function aStaleClient(
  wire: FakeWire,
  cache: NonNullable<TestOptions['cache']>,
  headers?: Record<string, string>,
) {
  const api = aClient({ wire, retry: false, cache });
  const first = getPortfolio(api, p1);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'Old'), headers);
  await first;
  await elapse(181_000);
  return api;
}

describe('stale while revalidate', () => {
  test('many readers of a stale entry cause one request, and none of them waits', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleWhileRevalidate: 60 });

    const all = await Promise.all(Array.from({ length: 50 }, () => getPortfolio(api, p1).withResponse()));
    (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));
    await quiet();
    const after = await getPortfolio(api, p1).withResponse();

    expect(new Set(all.map(({ cache, data }) => `${cache} ${data.name}`))).toEqual(new Set(['stale Old']));
    expect(after).toMatchObject({ cache: 'hit', data: { name: 'New' } });
    expect(wire.requests).toHaveLength(2);
  });

  test('a revalidation that fails is nobody’s unhandled rejection, and is not repeated at once', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleWhileRevalidate: 600 });

    await getPortfolio(api, p1);
    (await wire.arrival()).fail(networkError('ECONNRESET'));
    await quiet();
    await getPortfolio(api, p1);
    await quiet();
    expect(wire.requests).toHaveLength(2);
    await elapse(30_000);
    await getPortfolio(api, p1);
    await quiet();

    expect(wire.requests).toHaveLength(3);
  });

  test('a revalidation that hangs pins nothing: its time ends, and the next is made', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleWhileRevalidate: 3_600 });

    await getPortfolio(api, p1);
    (await wire.arrival()).hang();
    await elapse(120_000);
    await getPortfolio(api, p1);
    (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));
    await quiet();

    await expect(getPortfolio(api, p1)).resolves.toMatchObject({ name: 'New' });
  });

  test('a write while it runs makes its answer useless', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleWhileRevalidate: 60 });
    await getPortfolio(api, p1);
    const revalidation = await wire.arrival();

    const write = renamePortfolio(api, { ...p1, body: { name: 'New' } });
    (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));
    await write;
    revalidation.reply(200, aPortfolio('p1', 'Old'));
    await quiet();
    const read = getPortfolio(api, p1).withResponse();
    (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));

    expect(await read).toMatchObject({ cache: 'miss', data: { name: 'New' } });
  });
});

describe('stale if error', () => {
  test.each([500, 502, 503, 504])('%i is stood in for', async (status) => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleIfError: 600 });
    wire.always(() => aReply(status));

    const answer = await getPortfolio(api, p1).withResponse();

    expect(answer).toMatchObject({ cache: 'rescued', data: { name: 'Old' } });
    expect(answer.cacheStatus).toMatch(/^breakwater; hit; ttl=-\d+; detail=stale-if-error$/);
  });

  test('no answer is stood in for, and for a while the origin is left alone', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleIfError: 600 });
    wire.always(() => networkError('ECONNREFUSED'));

    const answers = [await getPortfolio(api, p1).withResponse(), await getPortfolio(api, p1).withResponse()];

    expect(answers.map(({ cache }) => cache)).toEqual(['rescued', 'rescued']);
    expect(wire.requests).toHaveLength(2);
  });

  test('so is what the circuit refuses', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleIfError: 600 });
    api.circuits.isolate();

    expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ cache: 'rescued' });
  });

  test('so is an answer that does not come in the time the caller has', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleIfError: 600 });

    const read = getPortfolio(api, p1, { timeoutMs: 1_000 }).withResponse();
    await wire.arrival();
    await elapse(1_000);

    expect(await read).toMatchObject({ cache: 'rescued' });
  });

  test.each([401, 403, 404, 410])('%i is told', async (status) => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleIfError: 600 });
    wire.always(() => aReply(status, { title: 'no' }));

    await expect(getPortfolio(api, p1)).rejects.toMatchObject({ status });
  });

  test('what a write has outdated stands in for nothing', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleIfError: 600 });
    await api.cache.invalidate('portfolio');
    wire.always(() => aReply(503));

    await expect(getPortfolio(api, p1)).rejects.toMatchObject({ status: 503 });
  });

  test('a caller’s own abort is its own', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, { staleIfError: 600 });
    const controller = new AbortController();

    const read = getPortfolio(api, p1, { signal: controller.signal });
    await wire.arrival();
    controller.abort(new Error('enough'));

    await expect(read).rejects.toThrow('enough');
  });
});

describe('validation', () => {
  test('a stale entry with an ETag is asked about, and a 304 makes it fresh again', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, {}, { etag: '"v1"', 'x-note': 'old' });

    const read = getPortfolio(api, p1).withResponse();
    const { request, reply } = await wire.arrival();
    reply(304, null, { etag: '"v1"', 'x-note': 'new' });
    const answer = await read;
    const next = await getPortfolio(api, p1).withResponse();

    expect(request.headers.get('if-none-match')).toBe('"v1"');
    expect(answer).toMatchObject({ cache: 'revalidated', attempts: 1, data: { name: 'Old' } });
    expect(answer.cacheStatus).toBe('breakwater; fwd=stale; fwd-status=304; ttl=180; stored');
    expect(answer.response.headers.get('x-note')).toBe('new');
    expect(next.cache).toBe('hit');
  });

  test('a 304 about another entity tag is not believed: all of it is asked for', async () => {
    const wire = fakeWire();
    const api = await aStaleClient(wire, {}, { etag: '"v1"' });

    const read = getPortfolio(api, p1).withResponse();
    (await wire.arrival()).reply(304, null, { etag: '"v2"' });
    const again = await wire.arrival();
    again.reply(200, aPortfolio('p1', 'New'));

    expect(again.request.headers.has('if-none-match')).toBe(false);
    expect((await read).data.name).toBe('New');
  });
});

test('eager refresh: the first reader near the end has it asked for, and waits for nothing', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, cache: { eagerRefresh: 0.8 } });
  const first = getPortfolio(api, p1);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'Old'));
  await first;
  await elapse(150_000);

  const early = await Promise.all([
    getPortfolio(api, p1).withResponse(),
    getPortfolio(api, p1).withResponse(),
  ]);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));
  await elapse(60_000);

  expect(early.map(({ cache }) => cache)).toEqual(['hit', 'hit']);
  expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ cache: 'hit', data: { name: 'New' } });
  expect(wire.requests).toHaveLength(2);
});

test('negative caching: a 404 is kept for its own time', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(404, { title: 'none' }));
  const api = aClient({ wire, cache: { negativeTtl: 10 } });
  const ask = () => getPortfolio(api, p1).catch((error: unknown) => error);

  expect([await ask(), await ask()]).toMatchObject([
    { status: 404 },
    { status: 404, body: { title: 'none' } },
  ]);
  expect(wire.requests).toHaveLength(1);
  await elapse(10_000);
  await ask();

  expect(wire.requests).toHaveLength(2);
});

test('soft timeout: what is kept answers a caller who has waited, and the answer is kept when it comes', async () => {
  const wire = fakeWire();
  const api = await aStaleClient(wire, { staleIfError: 600, softTimeoutMs: 100 });

  const read = getPortfolio(api, p1).withResponse();
  const arrival = await wire.arrival();
  await elapse(100);
  expect(await read).toMatchObject({ cache: 'rescued', data: { name: 'Old' } });
  arrival.reply(200, aPortfolio('p1', 'New'));
  await quiet();

  expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ cache: 'hit', data: { name: 'New' } });
});

test('hard timeout: a caller with nothing to fall back on fails, and the answer is kept for the next', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, cache: { hardTimeoutMs: 500 } });

  const read = getPortfolio(api, p1).catch((error: unknown) => error);
  const arrival = await wire.arrival();
  await elapse(500);
  expect(await read).toMatchObject({ code: 'TIMEOUT' });
  arrival.reply(200, aPortfolio());
  await quiet();

  expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ cache: 'hit' });
});

describe('by HTTP', () => {
  test('the origin’s max-age counts, not the configuration’s', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio(), { 'cache-control': 'max-age=10' }));
    const api = aClient({ wire, cache: { mode: 'http' } });
    await getPortfolio(api, p1);
    await elapse(9_000);
    const before = await getPortfolio(api, p1).withResponse();
    await elapse(1_000);
    const after = await getPortfolio(api, p1).withResponse();

    expect([before.cache, after.cache]).toEqual(['hit', 'miss']);
    expect(before.response.headers.get('age')).toBe('9');
    expect(before.response.headers.get('cache-status')).toBe('breakwater; hit; ttl=1');
  });

  test('no-store is not kept', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio(), { 'cache-control': 'no-store' }));
    const api = aClient({ wire, cache: { mode: 'http' } });
    await getPortfolio(api, p1);
    expect(api.cache.stats().entries).toBe(0);
  });

  test('what the caller accepts: only-if-cached sends nothing, no-cache asks', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio()));
    const api = aClient({ wire });
    await expect(getPortfolio(api, p1, { cache: { onlyIfCached: true } })).rejects.toMatchObject({
      code: 'NOT_CACHED',
    });
    expect(wire.requests).toHaveLength(0);
    await getPortfolio(api, p1);
    await getPortfolio(api, p1, { cache: { onlyIfCached: true } });
    expect(wire.requests).toHaveLength(1);
    await getPortfolio(api, p1, { cache: { noCache: true } });

    expect(wire.requests[1]?.headers.get('cache-control')).toBe('no-cache');
  });
});

describe('whose entries they are', () => {
  test('a resource that is declared shared has one entry for all', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio()));
    let user = 0;
    const api = aClient({
      wire,
      auth: bearer(() => `user-${user++}`),
      cache: { byResource: { portfolio: { shared: true } } },
    });
    await getPortfolio(api, p1);

    expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ source: 'memory' });
  });

  test('by HTTP, what was asked for with a credential is shared only where the origin says so', async () => {
    const wire = fakeWire();
    wire.always(({ headers }) =>
      aReply(200, aPortfolio('p1', headers.get('authorization') ?? ''), { 'cache-control': 'max-age=60' }),
    );
    let user = 0;
    const api = aClient({
      wire,
      auth: bearer(() => `user-${user++}`),
      cache: { mode: 'http', shared: true },
    });

    const names = [(await getPortfolio(api, p1)).name, (await getPortfolio(api, p1)).name];

    expect(new Set(names).size).toBe(2);
  });

  test('a call with its own credentials has entries of its own where that is allowed', async () => {
    const wire = fakeWire();
    wire.always(({ headers }) => aReply(200, aPortfolio('p1', headers.get('authorization') ?? '')));
    const api = aClient({ wire, cache: { byResource: { portfolio: { ownCredentials: true } } } });
    const as = (user: string) => getPortfolio(api, p1, { headers: { authorization: user } }).withResponse();

    const answers = [await as('alice'), await as('bob'), await as('alice')];

    expect(answers.map(({ source, data }) => `${source} ${data.name}`)).toEqual([
      'network alice',
      'network bob',
      'memory alice',
    ]);
  });
});

describe('by hand', () => {
  const endpoint = (client: never, args: typeof p1) => getPortfolio(client, args);

  test('one read is outdated by its function and arguments, and no other is', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio()));
    const api = aClient({ wire });
    const p2 = { portfolioId: 'p2' };
    await Promise.all([getPortfolio(api, p1), getPortfolio(api, p2)]);

    await api.cache.invalidate({ operation: endpoint, args: p1 });

    expect((await getPortfolio(api, p1).withResponse()).source).toBe('network');
    expect((await getPortfolio(api, p2).withResponse()).source).toBe('memory');
  });

  test.each([{ all: true as const }, { tag: 'mine' }, { resource: 'portfolio' as const }])(
    '%o',
    async (what) => {
      const wire = fakeWire();
      wire.always(() => aReply(200, aPortfolio()));
      const api = aClient({ wire });
      await getPortfolio(api, p1, { cache: { tags: ['mine'] } });

      await api.cache.invalidate(what);

      expect((await getPortfolio(api, p1).withResponse()).source).toBe('network');
    },
  );

  test('what is put in is read as if it had come, and may be looked up without a request', async () => {
    const wire = fakeWire();
    const api = aClient({ wire });
    expect(await api.cache.get(endpoint, p1)).toBeUndefined();

    await api.cache.set(endpoint, p1, aPortfolio('p1', 'Primed'));

    expect(await api.cache.get(endpoint, p1)).toEqual(aPortfolio('p1', 'Primed'));
    expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ cache: 'hit', attempts: 0 });
    expect(wire.requests).toHaveLength(0);
  });

  test('a write outdates what the configuration names besides', async () => {
    const wire = fakeWire();
    wire.always(({ method }) => aReply(200, method === 'GET' ? aPortfolio() : aPortfolio('p1', 'New')));
    const api = aClient({ wire, cache: { byResource: { portfolio: { invalidates: ['documents'] } } } });
    const events = recordEvents(api);

    await renamePortfolio(api, { ...p1, body: { name: 'x' } });

    const outdated = events.flatMap((event) => (event.type === 'invalidation' ? [event.resource] : []));
    expect(outdated).toEqual(['portfolio', 'documents']);
  });

  test('what was counted', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio()));
    const api = aClient({ wire, cache: { maxEntries: 1 } });
    await getPortfolio(api, p1);
    await getPortfolio(api, p1);
    await getPortfolio(api, { portfolioId: 'p2' });

    expect(api.cache.stats()).toMatchObject({ hits: 1, misses: 2, evictions: { entries: 1, bytes: 0 } });
  });
});
