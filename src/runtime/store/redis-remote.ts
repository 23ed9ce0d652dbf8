/**
 * A Redis as a store, by node-redis itself: on the way of every shared hit there is one `GET`, its bytes taken
 * as they are. Keyv would cost several times as much around it.
 */

import type { RedisCommands } from '../fleet/commands.ts';
import type { Remote } from './remote.ts';

/** RESP's type of a string reply, `$`, as node-redis numbers types. */
const blobString = 36;

export function redisRemote(redis: RedisCommands): Remote {
  const inBytes = redis.withTypeMapping({ [blobString]: globalThis.Buffer });
  return {
    get: async (key) => (await inBytes.get(key)) ?? undefined,
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
