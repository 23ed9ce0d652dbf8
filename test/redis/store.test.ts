import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { openStore } from '../../src/runtime/store/open-store.ts';
import { storeContract } from '../contracts/store.ts';
import { prefixed } from '../support/prefixed.ts';
import { connect, hasRedis, redisUrl } from '../support/redis.ts';

describe.skipIf(!(await hasRedis()))('with a real Redis', () => {
  storeContract('Redis', async () => {
    const { remote, ready, close } = await openStore(redisUrl, { onError: () => {}, wall: Date.now });
    await ready;
    const prefix = `test-${randomUUID()}`;
    const raw = await connect();
    const keysInUse = async (): Promise<string[]> => raw.keys(`*${prefix}*`);
    return {
      // Each run has keys of its own, so that runs side by side do not meet.
      remote: prefixed(remote, prefix),
      spoil: async (key) => {
        await raw.set(`${prefix}:${key}`, 'garbage without a border');
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
