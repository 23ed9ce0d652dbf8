import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Client, createClient } from '../../src/runtime/index.ts';
import { recordEvents } from '../support/client.ts';
import { anOwnRedis, hasRedis, type OwnRedis } from '../support/redis.ts';
import { aPortfolio, getPortfolio, type Resource, renamePortfolio, sdk } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

async function aRedis(): Promise<OwnRedis> {
  const redis = await anOwnRedis();
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  return redis;
}

/** An instance with a clock that the test may move on, and an origin that always answers. */
function anInstance(url: string) {
  const time = { aheadMs: 0 };
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const warnings: string[] = [];
  const client: Client<Resource> = createClient(sdk, {
    transport: wire,
    clock: { wall: () => Date.now() + time.aheadMs, monotonic: () => performance.now() + time.aheadMs },
    random: () => 0.5,
    // On a busy machine a healthy Redis may take its time.
    cache: { store: url, storeTimeoutMs: 1_000 },
    logger: { info: () => {}, warn: (message) => warnings.push(message) },
  });
  onTestFinished(() => client.close());
  const source = async (portfolioId: string) =>
    (await getPortfolio(client, { portfolioId }).withResponse()).source;
  return { client, time, wire, warnings, source };
}

/** Puts an entry into the store as another instance would, so that a hit proves that the store serves. */
async function isServing(url: string, instance: ReturnType<typeof anInstance>, id: string): Promise<void> {
  const other = anInstance(url);
  await other.source(id);
  instance.time.aheadMs += 1_000;
  expect(await instance.source(id)).toBe('store');
}

describe.skipIf(!(await hasRedis()))('a Redis', () => {
  test('that freezes costs a bounded moment once, and then nothing; thawed, it serves again', async () => {
    const redis = await aRedis();
    const instance = anInstance(redis.url);
    await isServing(redis.url, instance, 'before');
    const events = recordEvents(instance.client);

    redis.freeze();
    for (let count = 0; count < 6; count += 1)
      expect(await instance.source(`frozen-${count}`)).toBe('network');
    const outcomes = events.flatMap((event) => (event.type === 'store' ? [event.outcome] : []));
    redis.thaw();

    expect(outcomes[0]).toBe('timeout');
    expect(new Set(outcomes.slice(1))).toEqual(new Set(['skipped']));
    await vi.waitFor(() => isServing(redis.url, instance, `after-${instance.time.aheadMs}`), {
      timeout: 15_000,
      interval: 100,
    });
  }, 30_000);

  test('that dies is done without, and said so once, without its address', async () => {
    const redis = await aRedis();
    const { source, client, warnings } = anInstance(redis.url);
    await source('before');

    await redis.kill();
    for (let count = 0; count < 10; count += 1) expect(await source(`dead-${count}`)).toBe('network');
    await renamePortfolio(client, { portfolioId: 'p1', body: { name: 'x' } });

    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^breakwater: portfolio-api goes on without its shared cache store \(.+\) until it answers again\.$/,
    );
    expect(warnings[0]).not.toContain(redis.url.slice('redis://'.length));
  }, 20_000);

  test('that dies and comes back is used again', async () => {
    const redis = await aRedis();
    const instance = anInstance(redis.url);
    await instance.source('before');
    await redis.kill();
    for (let count = 0; count < 4; count += 1) await instance.source(`dead-${count}`);

    const successor = await anOwnRedis(Number(new URL(redis.url).port));
    onTestFinished(async () => successor?.[Symbol.asyncDispose]());

    await vi.waitFor(() => isServing(redis.url, instance, `after-${instance.time.aheadMs}`), {
      timeout: 15_000,
      interval: 100,
    });
  }, 30_000);

  test('that is frozen does not keep a client from closing', async () => {
    const redis = await aRedis();
    const { source, client } = anInstance(redis.url);
    await source('before');
    redis.freeze();
    for (let count = 0; count < 4; count += 1) await source(`frozen-${count}`);

    await client.close();
    redis.thaw();
  }, 20_000);
});
