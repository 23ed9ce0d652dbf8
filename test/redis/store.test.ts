import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { openStore } from '../../src/runtime/store/open-store.ts';
import { storeContract } from '../contracts/store.ts';
import { connect, hasRedis, redisUrl } from '../support/redis.ts';

describe.skipIf(!(await hasRedis()))('with a real Redis', () => {
  storeContract('Redis', async () => {
    const { keyv, ready, close } = await openStore(redisUrl, () => {});
    await ready;
    const prefix = `test-${randomUUID()}`;
    const raw = await connect();
    const spelled = (key: string): string => `${prefix}:${key}`;
    const keysInUse = async (): Promise<string[]> => raw.keys(`*${prefix}*`);
    return {
      // Each run has keys of its own, so that runs side by side do not meet.
      keyv: Object.assign(Object.create(keyv), {
        get: (key: string) => keyv.get(spelled(key)),
        set: (key: string, value: unknown, ttl?: number) => keyv.set(spelled(key), value, ttl),
        delete: (key: string) => keyv.delete(spelled(key)),
      }),
      spoil: async (key) => {
        await keyv.set(spelled(key), 'garbage');
        for (const full of await keysInUse()) await raw.set(full, 'garbage without a border');
      },
      close: async () => {
        const keys = await keysInUse();
        if (keys.length > 0) await raw.del(keys);
        raw.destroy();
        close();
      },
    };
  });
});
