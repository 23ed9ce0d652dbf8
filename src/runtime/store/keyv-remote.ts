/** Any Keyv as a store. It knows no "only if absent" and no messages: instances meet in what they read. */

import type { Keyv } from 'keyv';
import type { Remote } from './remote.ts';

/** In place of a value: no envelope is empty. */
const unreadable = '';

export function keyvRemote(keyv: Keyv): Remote {
  const get = async (key: string): Promise<unknown> => {
    try {
      return (await keyv.get<unknown>(key)) ?? null;
    } catch (error) {
      // Somebody else writes there, what Keyv cannot read: the store is well, and this is no entry.
      if (error instanceof SyntaxError) return unreadable;
      throw error;
    }
  };
  return {
    get,
    set: (key, value, ttlMs) => keyv.set(key, value, ttlMs),
    establish: async (key, value, ttlMs) => {
      await keyv.set(key, value, ttlMs);
      // Of two that did so at once, both take what the later one put.
      const kept = await get(key);
      return typeof kept === 'string' ? kept : value;
    },
    ping: () => keyv.get('breakwater:ping'),
    redis: undefined,
  };
}
