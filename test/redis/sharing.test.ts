import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bearer, type Client, type ClientOptions, createClient } from '../../src/runtime/index.ts';
import { connect, hasRedis, redisUrl } from '../support/redis.ts';
import { aPortfolio, getPortfolio, type Resource, renamePortfolio, sdk } from '../support/sdk.ts';
import { aReply, type FakeWire, fakeWire } from '../support/wire.ts';

const p1 = { portfolioId: 'p1' };

describe.skipIf(!(await hasRedis()))('clients that share a Redis', () => {
  let api = sdk;
  let wire: FakeWire = fakeWire();
  const clients: Client<Resource>[] = [];

  beforeEach(() => {
    // Keys carry the name of the API: a name of its own keeps runs side by side apart.
    api = { ...sdk, name: `test-${randomUUID()}` };
    wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio('p1', String(wire.requests.length))));
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    const raw = await connect();
    const keys = await raw.keys(`*${api.name}*`);
    if (keys.length > 0) await raw.del(keys);
    raw.destroy();
  });

  /** An instance with a clock of its own, which the test may move on. */
  function anInstance(options: ClientOptions<Resource> = {}) {
    const time = { aheadMs: 0 };
    const clock = {
      wall: () => Date.now() + time.aheadMs,
      monotonic: () => performance.now() + time.aheadMs,
    };
    const client = createClient(api, {
      transport: wire,
      clock,
      // On a busy machine a healthy Redis may take its time.
      cache: { store: redisUrl, storeTimeoutMs: 5_000 },
      logger: { info: () => {}, warn: () => {} },
      ...options,
    });
    clients.push(client);
    const source = async (portfolioId = 'p1') =>
      (await getPortfolio(client, { portfolioId }).withResponse()).source;
    return { client, time, source };
  }

  test('share an entry', async () => {
    const [one, other] = [anInstance(), anInstance()];

    const first = await getPortfolio(one.client, p1);
    const second = await getPortfolio(other.client, p1).withResponse();

    expect(second).toMatchObject({ source: 'store', cache: 'hit', attempts: 0, data: first });
    expect(wire.requests).toHaveLength(1);
  });

  test('do not share it where their credentials differ', async () => {
    const alice = anInstance({ auth: bearer('alice') });
    const bob = anInstance({ auth: bearer('bob') });

    await alice.source();

    expect(await bob.source()).toBe('network');
  });

  test('see each other’s writes at once, where memory does not know the entry', async () => {
    const [one, other] = [anInstance(), anInstance()];
    await one.source();

    await renamePortfolio(one.client, { ...p1, body: { name: 'New' } });

    expect(await other.source()).toBe('network');
  });

  test('see each other’s writes at once where memory does know it, since they tell each other', async () => {
    const [one, other] = [anInstance(), anInstance()];
    await one.source();
    await other.source();
    const before = await other.source();

    await renamePortfolio(one.client, { ...p1, body: { name: 'New' } });

    await vi.waitFor(async () => expect([before, await other.source()]).toEqual(['memory', 'network']));
  });

  test('see each other’s writes after five seconds, where they do not tell each other', async () => {
    const cache = { store: redisUrl, storeTimeoutMs: 5_000, fleet: { broadcast: false } };
    const [one, other] = [anInstance({ cache }), anInstance({ cache })];
    await one.source();
    await other.source();
    await renamePortfolio(one.client, { ...p1, body: { name: 'New' } });
    const before = await other.source();

    other.time.aheadMs += 5_000;

    expect([before, await other.source()]).toEqual(['memory', 'network']);
  });

  test('share what one of them was given by hand', async () => {
    const [one, other] = [anInstance(), anInstance()];
    await one.client.cache.set(getPortfolio, p1, aPortfolio('p1', 'primed'));
    expect(await getPortfolio(other.client, p1).withResponse()).toMatchObject({
      source: 'store',
      data: { name: 'primed' },
    });
    expect(wire.requests).toHaveLength(0);
  });

  test('share what one of them asked for though there was an entry', async () => {
    const [one, other] = [anInstance(), anInstance()];
    await one.source();
    await getPortfolio(one.client, p1, { cache: { noCache: true } });
    expect(await getPortfolio(other.client, p1).withResponse()).toMatchObject({
      source: 'store',
      data: { name: '2' },
    });
  });

  test('share what one of them asked for behind a caller’s back', async () => {
    const policy = { ttl: { portfolio: 100 }, ttlJitterRatio: 0, staleWhileRevalidate: 100 };
    const cache = { store: redisUrl, storeTimeoutMs: 5_000, ...policy };
    const [one, other] = [anInstance({ cache }), anInstance({ cache })];
    await one.source();
    for (const { time } of [one, other]) time.aheadMs += 150_000;
    const stale = await getPortfolio(one.client, p1).withResponse();

    // It looks, and sends nothing.
    const look = () => other.client.cache.get(getPortfolio, p1);
    await vi.waitFor(async () => expect(await look()).toMatchObject({ name: '2' }));

    expect(stale).toMatchObject({ cache: 'stale', data: { name: '1' } });
    expect(wire.requests).toHaveLength(2);
  });

  test('see an invalidation by hand as they see a write', async () => {
    const [one, other] = [anInstance(), anInstance()];
    await one.source();
    await one.client.cache.invalidate('portfolio');
    expect(await other.source()).toBe('network');
  });

  test('leave keys that hold neither arguments nor credentials, and entries that expire', async () => {
    const { client } = anInstance({ auth: bearer('top-secret-token') });
    await getPortfolio(client, { portfolioId: 'visible-id' });
    await client.cache.invalidate('portfolio');
    const raw = await connect();
    const keys = await raw.keys(`*${api.name}*`);
    const entry = keys.find((key) => key.endsWith(':e')) ?? '';
    const tags = keys.filter((key) => key !== entry);
    const entryTtlMs = await raw.pTTL(entry);
    raw.destroy();

    expect(keys).toHaveLength(4);
    expect(entry).toMatch(new RegExp(`^breakwater:v4:${api.name}:\\{[0-9a-f]{64}\\}:e$`));
    for (const tag of tags) expect(tag).toMatch(new RegExp(`^breakwater:v4:${api.name}:t:[0-9a-f]{64}$`));
    expect(entryTtlMs).toBeGreaterThan(0);
    expect(entryTtlMs).toBeLessThanOrEqual(180_000);
  });

  test('leave keys that begin with `breakwater:v4:`, and with nothing before it', async () => {
    const { client } = anInstance();
    await getPortfolio(client, p1);
    await client.cache.invalidate('portfolio');
    const raw = await connect();
    const keys = await raw.keys(`*${api.name}*`);
    raw.destroy();

    expect(keys).toHaveLength(4);
    for (const key of keys) expect(key.startsWith(`breakwater:v4:${api.name}:`)).toBe(true);
  });
});
