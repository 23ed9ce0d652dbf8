import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import KeyvRedis, { createCluster, createSentinel } from '@keyv/redis';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../../src/runtime/index.ts';
import { openStore } from '../../src/runtime/store/open-store.ts';
import { type Subject, storeContract } from '../contracts/store.ts';
import { prefixed } from '../support/prefixed.ts';
import { aCluster, aSentinel, aTlsRedis, type Started } from '../support/redis-kinds.ts';
import { aPortfolio, getPortfolio, renamePortfolio, sdk } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

/** One server for all tests of a contract, gone when they are over. */
function once<Value>(start: () => Promise<Started<Value>>): () => Promise<Value> {
  let started: Promise<Started<Value>> | undefined;
  afterAll(async () => {
    await (await started)?.[Symbol.asyncDispose]();
  });
  return async () => {
    started ??= start();
    return (await started).value;
  };
}

/** As `openStore` gives it, with keys of its own. */
async function subjectOf(adapter: KeyvRedis<unknown>): Promise<Subject> {
  const { remote, ready } = await openStore(adapter, { onError: () => {}, wall: Date.now });
  await ready;
  const prefix = `test-${randomUUID()}`;
  return {
    remote: prefixed(remote, prefix),
    spoil: async (key) => void (await remote.set(`${prefix}:${key}`, 'garbage without a border', 60_000)),
    close: () => adapter.disconnect(true),
  };
}

const placeOf = ({ host, port }: { host: string; port: number }) => ({ host, port });

const cluster = once(aCluster);
const sentinel = once(aSentinel);
const tls = once(aTlsRedis);

const aClusterClient = async () => createCluster({ rootNodes: (await cluster()).map((url) => ({ url })) });

storeContract('a Redis cluster', async () => subjectOf(new KeyvRedis(await aClusterClient())));

storeContract('a Redis that a sentinel knows', async () => {
  const client = createSentinel({ name: 'mymaster', sentinelRootNodes: [placeOf(await sentinel())] });
  return subjectOf(new KeyvRedis(client));
});

storeContract('a Redis behind TLS', async () => {
  const { url, certificate } = await tls();
  return subjectOf(new KeyvRedis({ url, socket: { tls: true, ca: await readFile(certificate) } }));
});

test('on a cluster, instances share entries, writes and leases, and no command meets two slots', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const api = { ...sdk, name: `test-${randomUUID()}` };
  const refused: unknown[] = [];
  const instances = [];
  for (let count = 0; count < 2; count += 1) {
    const adapter = new KeyvRedis(await aClusterClient());
    const client = createClient(api, { transport: wire, cache: { store: adapter, storeTimeoutMs: 5_000 } });
    client.on((event) => event.type === 'store' && event.outcome !== 'ready' && refused.push(event));
    onTestFinished(async () => {
      await client.close();
      await adapter.disconnect(true);
    });
    instances.push(client);
  }
  const [one, other] = instances;
  if (!one || !other) throw new Error('two');
  const source = async (client: typeof one) =>
    (await getPortfolio(client, { portfolioId: 'p1' }).withResponse()).source;

  const before = [await source(one), await source(other), await source(other)];
  await renamePortfolio(one, { portfolioId: 'p1', body: { name: 'New' } });

  expect(before).toEqual(['network', 'store', 'memory']);
  await vi.waitFor(async () => expect(await source(other)).toBe('network'));
  expect(refused).toEqual([]);
}, 60_000);

test('when a sentinel makes a replica the master, instances go on there, and a write meanwhile is told there', async () => {
  const watched = await aSentinel();
  onTestFinished(() => watched[Symbol.asyncDispose]());
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const api = { ...sdk, name: `test-${randomUUID()}` };
  const [one, other] = [0, 1].map(() => {
    const sentinelClient = createSentinel({
      name: 'mymaster',
      sentinelRootNodes: [placeOf(watched.value)],
    });
    const adapter = new KeyvRedis(sentinelClient);
    const client = createClient(api, {
      transport: wire,
      cache: { store: adapter, storeTimeoutMs: 1_000 },
      logger: { info: () => {}, warn: () => {} },
    });
    onTestFinished(async () => {
      await client.close();
      await adapter.disconnect(true);
    });
    return client;
  });
  if (!one || !other) throw new Error('two');
  const source = async (client: typeof one, portfolioId = 'p1') =>
    (await getPortfolio(client, { portfolioId }).withResponse()).source;
  expect([await source(one), await source(other)]).toEqual(['network', 'store']);

  await watched.value.killMaster();
  await renamePortfolio(one, { portfolioId: 'p1', body: { name: 'New' } });

  await vi.waitFor(() => expect(one.cache.stats().unconfirmed).toBe(0), { timeout: 30_000 });
  await vi.waitFor(async () => expect(await source(other)).toBe('network'), { timeout: 10_000 });
  // What is read now is shared again.
  await vi.waitFor(
    async () => {
      const id = `after-${wire.requests.length}`;
      await source(one, id);
      expect(await source(other, id)).toBe('store');
    },
    { timeout: 20_000, interval: 100 },
  );
}, 60_000);
