import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Client, createClient } from '../../src/runtime/index.ts';
import { recordEvents } from '../support/client.ts';
import { anOwnRedis, connect, freePort, type OwnRedis } from '../support/redis.ts';
import { aWayTo } from '../support/redis-way.ts';
import { aPortfolio, getPortfolio, type Resource, renamePortfolio, sdk } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

async function aRedis(port?: number): Promise<OwnRedis> {
  const redis = await anOwnRedis(port);
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  return redis;
}

/** A plain client of that Redis, to bring it into trouble. */
async function handOn({ url }: OwnRedis) {
  const raw = await connect(url);
  onTestFinished(() => {
    if (raw.isOpen) raw.destroy();
  });
  return raw;
}

/** An origin whose answers tell how often it was asked. */
function anOrigin() {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio('p1', String(wire.requests.length))));
  return wire;
}

function anInstance(url: string, wire = anOrigin(), name = `test-${randomUUID()}`) {
  const lines: string[] = [];
  const logger = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
  const client: Client<Resource> = createClient(
    { ...sdk, name },
    { transport: wire, cache: { store: url, storeTimeoutMs: 1_000 }, logger },
  );
  onTestFinished(() => client.close());
  const events = recordEvents(client);
  const read = (portfolioId = 'p1') => getPortfolio(client, { portfolioId }).withResponse();
  const source = async (portfolioId?: string) => (await read(portfolioId)).source;
  const write = () => renamePortfolio(client, { portfolioId: 'p1', body: { name: 'New' } });
  const isReady = () =>
    vi.waitFor(() => expect(events).toContainEqual({ type: 'store', action: 'open', outcome: 'ready' }), {
      timeout: 20_000,
    });
  return { client, wire, name, lines, events, read, source, write, isReady };
}

const reasons = ({ events }: ReturnType<typeof anInstance>): (string | undefined)[] =>
  events.flatMap((event) => (event.type === 'store' && event.outcome === 'failed' ? [event.reason] : []));

test('a Redis that is down at the start is done without, and used when it comes', async () => {
  const port = await freePort();
  const instance = anInstance(`redis://127.0.0.1:${port}`);
  expect([await instance.source('a'), await instance.source('b')]).toEqual(['network', 'network']);
  expect(instance.lines).toHaveLength(1);

  const redis = await aRedis(port);

  const other = anInstance(redis.url, instance.wire, instance.name);
  await other.source('c');
  await vi.waitFor(
    async () => {
      await other.source(`c-${other.wire.requests.length}`);
      expect(instance.events).toContainEqual({ type: 'store', action: 'open', outcome: 'ready' });
    },
    { timeout: 15_000, interval: 100 },
  );
  await other.source('d');
  expect(await instance.source('d')).toBe('store');
});

test('a Redis that restarts empty gives no wrong answer, and is filled again', async () => {
  const redis = await aRedis();
  const wire = anOrigin();
  const one = anInstance(redis.url, wire);
  const other = anInstance(redis.url, wire, one.name);
  await one.source();
  await other.source();
  await redis.kill();
  await one.write();

  await aRedis(Number(new URL(redis.url).port));

  await vi.waitFor(async () => expect((await other.read()).data.name).not.toBe('1'), {
    timeout: 15_000,
    interval: 50,
  });
});

test('a Redis that is full keeps what it has, and its refusal is told', async () => {
  const redis = await aRedis();
  const raw = await handOn(redis);
  const instance = anInstance(redis.url);
  await instance.source('before');
  await raw.sendCommand(['CONFIG', 'SET', 'maxmemory', '1']);

  expect(await instance.source('while it is full')).toBe('network');
  const other = anInstance(redis.url, instance.wire, instance.name);
  expect(await other.source('before')).toBe('store');
  await instance.write();
  expect(await instance.source('before')).toBe('network');

  expect(reasons(instance)).toContain('OOM');
});

test('an invalidation that Redis refused reaches the others as soon as it takes it', async () => {
  const redis = await aRedis();
  const raw = await handOn(redis);
  const wire = anOrigin();
  const one = anInstance(redis.url, wire);
  const other = anInstance(redis.url, wire, one.name);
  await one.source();
  await other.source();
  await raw.sendCommand(['CONFIG', 'SET', 'maxmemory', '1']);
  await one.write();
  expect(reasons(one)).toContain('OOM');

  await raw.sendCommand(['CONFIG', 'SET', 'maxmemory', '0']);

  await vi.waitFor(
    () =>
      expect(other.events).toContainEqual({ type: 'invalidation', resource: 'portfolio', cause: 'fleet' }),
    {
      timeout: 10_000,
    },
  );
  expect(await other.source()).toBe('network');
});

test('a Redis that has become a replica is read from, and what it refuses to write is told', async () => {
  const [redis, master] = await Promise.all([aRedis(), aRedis()]);
  const raw = await handOn(redis);
  const instance = anInstance(redis.url);
  await instance.source('before');
  const { port } = new URL(master.url);
  await raw.sendCommand(['REPLICAOF', '127.0.0.1', port]);

  expect(await instance.source('after')).toBe('network');
  await instance.write();

  expect(reasons(instance)).toContain('READONLY');
  expect(await instance.source('after')).toBe('network');
});

test('a Redis that has handed over to its replica is left for it, and what it refused is told there', async () => {
  const [former, successor] = await Promise.all([aRedis(), aRedis()]);
  const [raw, next] = await Promise.all([handOn(former), handOn(successor)]);
  const portOf = ({ url }: OwnRedis): string => new URL(url).port;
  await next.sendCommand(['REPLICAOF', '127.0.0.1', portOf(former)]);
  await vi.waitFor(async () => expect(await next.sendCommand(['ROLE'])).toContain('connected'), {
    timeout: 20_000,
  });
  const way = await aWayTo(former.url);
  const wire = anOrigin();
  const one = anInstance(way.url, wire);
  const other = anInstance(way.url, wire, one.name);
  await one.source();
  expect([await other.source(), await other.source()]).toEqual(['store', 'memory']);

  // A name that leads elsewhere from now on: the connections that stand are not broken.
  way.leadTo(successor.url);
  await next.sendCommand(['REPLICAOF', 'NO', 'ONE']);
  await raw.sendCommand(['REPLICAOF', '127.0.0.1', portOf(successor)]);
  await one.write();
  expect(reasons(one)).toContain('READONLY');

  await vi.waitFor(() => expect(one.client.cache.stats().unconfirmed).toBe(0), { timeout: 20_000 });
  await vi.waitFor(async () => expect(await other.source()).toBe('network'), { timeout: 10_000 });
  const before = await next.dbSize();
  await vi.waitFor(
    async () => {
      await one.source(`after-${one.wire.requests.length}`);
      expect(await next.dbSize()).toBeGreaterThan(before);
    },
    { timeout: 20_000, interval: 100 },
  );
});

test('a Redis that knows another password is done without until it knows this one; the password is told to nobody', async () => {
  const redis = await aRedis();
  const raw = await handOn(redis);
  await raw.sendCommand(['CONFIG', 'SET', 'requirepass', 'the-right-one']);
  const { host } = new URL(redis.url);
  const instance = anInstance(`redis://:the-wrong-one@${host}`);

  expect([await instance.source('a'), await instance.source('b')]).toEqual(['network', 'network']);

  expect(instance.lines).toHaveLength(1);
  await raw.sendCommand(['CONFIG', 'SET', 'requirepass', 'the-wrong-one']);
  await instance.isReady();
  expect(JSON.stringify([instance.lines, instance.events])).not.toContain('the-wrong-one');
});
