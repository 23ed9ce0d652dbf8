/**
 * A read that Redis answers, because memory cannot: far more keys take turns than memory may keep.
 * Beside us the least that a Redis cache can do, one GET and one JSON.parse.
 */

import KeyvRedis from '@keyv/redis';
import { createClient } from '@redis/client';
import Keyv from 'keyv';
import { byBreakwater, fetchItem } from '../contenders.ts';
import { type Contender, concurrent, run } from '../harness.ts';
import { type Item, parsedItem } from '../item.ts';
import type { Origin } from '../origin.ts';
import type { Suite } from '../suite.ts';

const { REDIS_URL: redisUrl = 'redis://127.0.0.1:6379' } = process.env;

const keys = 500;
/** What the suite leaves in Redis is gone by then. */
const ttlSeconds = 600;

const idAt = (call: number) => `small-redis-${call % keys}`;

export const redis: Suite = {
  name: 'redis',
  title: 'Typed GET answered by Redis',
  async run(origin, effort) {
    const raw = await connect();
    if (raw === undefined) return { skipped: `no Redis answers at ${new URL(redisUrl).host}; set REDIS_URL` };
    const race = {
      title: '1 KB, 50 at a time',
      rhythm: concurrent(50),
      baseline: 'node-redis GET + JSON.parse',
      contenders: [
        byBreakwater('Breakwater', {
          baseUrl: origin.cacheableUrl,
          cache: {
            store: redisUrl,
            // On a busy machine a healthy Redis may take its time, and what it says then would be misses.
            storeTimeoutMs: 2_000,
            ttl: { item: ttlSeconds },
            ttlJitterRatio: 0,
            maxEntries: 1,
          },
        }),
        byNodeRedis(raw, origin.cacheableUrl),
        byKeyvRedis(origin.cacheableUrl),
      ],
      id: idAt,
    };
    for (const contender of race.contenders) await fill(contender, origin);
    const before = await origin.requests();
    const table = await run(race, effort);
    const misses = (await origin.requests()) - before;
    if (misses > 0) throw new Error(`${misses} reads went to the origin in a suite of Redis hits.`);
    return { tables: [table] };
  },
};

type NodeRedis = ReturnType<typeof newClient>;

function newClient() {
  return createClient({ url: redisUrl, socket: { connectTimeout: 1_000, reconnectStrategy: false } });
}

/** A connection, or nothing when no Redis answers within a second. */
async function connect(): Promise<NodeRedis | undefined> {
  const client = newClient();
  // `connect` rejects with the same error.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch {
    return undefined;
  }
}

/** Reads every key until none is missing: a cache may store behind the caller's back. */
async function fill({ name, read }: Contender, origin: Origin) {
  // Alone, so that whoever connects on first use is connected before the crowd comes.
  await read(idAt(0));
  for (let pass = 0; pass < 5; pass++) {
    const before = await origin.requests();
    await concurrent(50)((call) => read(idAt(call)), keys);
    if ((await origin.requests()) === before) return;
  }
  throw new Error(`${name} keeps asking the origin for what it has read already.`);
}

function byNodeRedis(client: NodeRedis, url: string): Contender {
  return {
    name: 'node-redis GET + JSON.parse',
    async read(id) {
      const key = `bench:raw:${id}`;
      const hit = await client.get(key);
      if (hit !== null) return parsedItem(JSON.parse(hit));
      const item = await fetchItem(url, id);
      await client.set(key, JSON.stringify(item), { EX: ttlSeconds });
      return item;
    },
    close: () => client.close(),
  };
}

function byKeyvRedis(url: string): Contender {
  const cache = new Keyv<Item>(new KeyvRedis(redisUrl), { namespace: 'bench:keyv' });
  return {
    name: 'Keyv over @keyv/redis',
    async read(id) {
      const hit = await cache.get(id);
      if (hit !== undefined) return hit;
      const item = await fetchItem(url, id);
      await cache.set(id, item, ttlSeconds * 1_000);
      return item;
    },
    close: () => cache.disconnect(),
  };
}
