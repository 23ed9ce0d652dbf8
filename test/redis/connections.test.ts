import { randomUUID } from 'node:crypto';
import KeyvRedis, { createClient as createRedis } from '@keyv/redis';
import type { KeyvStoreAdapter } from 'keyv';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Client, createClient } from '../../src/runtime/index.ts';
import { recordEvents } from '../support/client.ts';
import { anOwnRedis, connect, hasRedis } from '../support/redis.ts';
import { aPortfolio, getPortfolio, type Resource, renamePortfolio, sdk } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

const p1 = { portfolioId: 'p1' };

/** A Redis of the test's own, and who is connected to it. */
async function aRedis() {
  const redis = await anOwnRedis();
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  const raw = await connect(redis.url);
  onTestFinished(() => raw.destroy());
  const count = async (type: 'normal' | 'pubsub') =>
    String(await raw.sendCommand(['CLIENT', 'LIST', 'TYPE', type])).match(/^id=/gm)?.length ?? 0;
  /** Those for commands, without the test's own; and those that listen. */
  const connections = async () => [(await count('normal')) - 1, await count('pubsub')];
  return { redis, raw, connections };
}

function anInstance(store: string | KeyvStoreAdapter, name: string) {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const logger = { info: () => {}, warn: () => {} };
  const client: Client<Resource> = createClient(
    { ...sdk, name },
    { transport: wire, logger, cache: { store, storeTimeoutMs: 5_000 } },
  );
  onTestFinished(() => client.close());
  const events = recordEvents(client);
  const source = async () => (await getPortfolio(client, p1).withResponse()).source;
  const write = () => renamePortfolio(client, { ...p1, body: { name: 'New' } });
  const hasHeard = () =>
    vi.waitFor(() =>
      expect(events).toContainEqual({ type: 'invalidation', resource: 'portfolio', cause: 'fleet' }),
    );
  return { client, events, source, write, hasHeard };
}

describe.skipIf(!(await hasRedis()))('clients of one process on one Redis', () => {
  test('have two connections between them, and hear of what is theirs alone', async () => {
    const { redis, connections } = await aRedis();
    const names = [`test-${randomUUID()}`, `test-${randomUUID()}`] as const;
    const [one, other, stranger] = [names[0], names[0], names[1]].map((name) => anInstance(redis.url, name));
    if (!one || !other || !stranger) throw new Error('three');
    for (const { source } of [one, other, stranger]) await source();
    expect(await connections()).toEqual([1, 1]);

    await one.write();
    await other.hasHeard();
    expect(stranger.events).not.toContainEqual(expect.objectContaining({ cause: 'fleet' }));

    await stranger.client.close();
    expect(await connections()).toEqual([1, 1]);
    other.events.length = 0;
    await one.write();
    await other.hasHeard();

    await one.client.close();
    await other.client.close();
    await vi.waitFor(async () => expect(await connections()).toEqual([0, 0]));
  });

  test('leave nothing at a store that they were given, when they are made and closed again and again', async () => {
    const { redis, connections } = await aRedis();
    const client = createRedis({ url: redis.url });
    const adapter = new KeyvRedis(client, { useUnlink: true });
    onTestFinished(() => adapter.disconnect(true));
    const open = () => ({
      adapter: adapter.listenerCount('error'),
      client: client.eventNames().map((name) => [name, client.listenerCount(name)]),
      process: process.eventNames().map((name) => [name, process.listenerCount(name)]),
    });
    const use = async () => {
      const { client, source } = anInstance(adapter, `test-${randomUUID()}`);
      await source();
      await client.close();
    };
    await use();
    const before = open();

    for (let count = 0; count < 5; count += 1) await use();

    expect(open()).toEqual(before);
    await vi.waitFor(async () => expect(await connections()).toEqual([1, 0]));
  });

  test('hear again when the connection on which they listen was broken', async () => {
    const { redis, raw, connections } = await aRedis();
    const name = `test-${randomUUID()}`;
    const [one, other] = [anInstance(redis.url, name), anInstance(redis.url, name)];
    for (const { source } of [one, other]) await source();

    await raw.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
    await vi.waitFor(async () => expect(await connections()).toEqual([1, 1]), { timeout: 5_000 });
    await vi.waitFor(
      async () => {
        await one.write();
        await other.hasHeard();
      },
      { timeout: 5_000 },
    );
  });
});
