/**
 * A storage adapter of Keyv as a store, without Keyv: what it takes for Keyv to speak to one is Node's `buffer`,
 * which a browser has not. Adapters that know no lifetime are common, so each value carries its own.
 */

import type { KeyvStoreAdapter } from 'keyv';
import type { Remote } from './remote.ts';

export function adapterRemote(adapter: KeyvStoreAdapter, wall: () => number): Remote {
  const get = async (key: string): Promise<unknown> => keptValue(await adapter.get<unknown>(key), wall());
  const set = async (key: string, value: string | Uint8Array, ttlMs: number): Promise<unknown> =>
    adapter.set(key, `${wall() + ttlMs}\n${String(value)}`, ttlMs);
  return {
    get,
    set,
    establish: async (key, value, ttlMs) => {
      await set(key, value, ttlMs);
      // Of two that did so at once, both take what the later one put.
      const kept = await get(key);
      return typeof kept === 'string' ? kept : value;
    },
    ping: () => get('breakwater:ping'),
    redis: undefined,
  };
}

/** `null` for what is over, and for what nobody here wrote. */
function keptValue(kept: unknown, nowMs: number): string | null {
  if (typeof kept !== 'string') return null;
  const border = kept.indexOf('\n');
  if (border < 0) return null;
  return Number(kept.slice(0, border)) < nowMs ? null : kept.slice(border + 1);
}
