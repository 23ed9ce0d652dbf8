/**
 * A Redis as a store, by node-redis itself: the shared hits of one turn of the event loop are one command, their
 * bytes taken as they are. Keyv would cost several times as much around it.
 */

import { isCluster, type RedisCommands } from '../fleet/commands.ts';
import { gathered } from '../fleet/gathered.ts';
import type { Remote } from './remote.ts';

/** RESP's type of a string reply, `$`, as node-redis numbers types. */
const blobString = 36;

export function redisRemote(redis: RedisCommands): Remote {
  const inBytes = redis.withTypeMapping({ [blobString]: globalThis.Buffer });
  const getMany = (keys: readonly string[]): Promise<unknown[]> => inBytes.mGet(keys);
  return {
    ...(isCluster(redis) ? { get: (key: string) => inBytes.get(key) } : { get: gathered(getMany), getMany }),
    set: (key, value, ttlMs) => redis.set(key, bytesOf(value), { PX: ttlMs }),
    establish: async (key, value, ttlMs) => {
      await redis.set(key, value, { PX: ttlMs, NX: true });
      return String((await redis.get(key)) ?? value);
    },
    // One that every kind of client has, a cluster's included.
    ping: () => redis.get('breakwater:ping'),
    redis,
  };
}

/** node-redis writes text and Node's own buffers, and no other bytes. */
function bytesOf(value: string | Uint8Array): string | Uint8Array {
  return typeof value === 'string'
    ? value
    : globalThis.Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
