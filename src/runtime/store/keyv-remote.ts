/** Any Keyv as a store. It knows no "only if absent" and no messages: instances meet in what they read. */

import type { Keyv } from 'keyv';
import type { Remote } from './remote.ts';

export function keyvRemote(keyv: Keyv): Remote {
  return {
    get: async (key) => (await keyv.get<unknown>(key)) ?? null,
    set: (key, value, ttlMs) => keyv.set(key, value, ttlMs),
    establish: async (key, value, ttlMs) => {
      await keyv.set(key, value, ttlMs);
      // Of two that did so at once, both take what the later one put.
      const kept: unknown = await keyv.get(key);
      return typeof kept === 'string' ? kept : value;
    },
    ping: () => keyv.get('breakwater:ping'),
    redis: undefined,
  };
}
