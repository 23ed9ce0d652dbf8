/**
 * From what the user gave as `cache.store` to a store in use.
 */

import type { Keyv, KeyvStoreAdapter } from 'keyv';
import { OptionsError } from '../errors.ts';
import { redisIn } from '../fleet/commands.ts';
import { adapterRemote } from './adapter-remote.ts';
import { keyvRemote } from './keyv-remote.ts';
import { connectRedis } from './redis.ts';
import { redisRemote } from './redis-remote.ts';
import type { Remote } from './remote.ts';

/** What a user may give as `cache.store`. */
export type GivenStore = string | Keyv | KeyvStoreAdapter;

/** A store in use. */
export interface OpenStore {
  readonly remote: Remote;
  /** Commands wait for this; it is settled already where there is nothing to connect. */
  readonly ready: Promise<unknown>;
  /** What a command failed with; see `RedisLink`. */
  heed?(error: unknown): void;
  /** Lets go of what was opened here; a store that was given stays open, it is not ours. */
  close(): void;
}

/** Refuses at once what could only fail later. */
export function checkStore(store: GivenStore): void {
  if (typeof store !== 'string' || /^rediss?:\/\//.test(store)) return;
  const expectation = 'a redis:// or rediss:// URL, a Keyv, or a Keyv storage adapter';
  throw new OptionsError('cache.store', expectation, 'another string');
}

/** @throws {StoreUnavailableError} `@keyv/redis` is needed and not installed. */
export async function openStore(
  store: GivenStore,
  { onError, wall }: { readonly onError: (error: unknown) => void; readonly wall: () => number },
): Promise<OpenStore> {
  if (typeof store === 'string') {
    const { redis, ready, heed, close } = await connectRedis(store, onError);
    return { remote: redisRemote(redis), ready, heed, close };
  }
  store.on?.('error', onError);
  const close = (): void => {
    if ('off' in store && typeof store.off === 'function') store.off('error', onError);
  };
  const adapter: unknown = isKeyv(store) ? store.store : store;
  const redis = redisIn(adapter);
  if (redis) return { remote: redisRemote(redis), ready: connected(adapter), close };
  const remote = isKeyv(store) ? keyvRemote(store) : adapterRemote(store, wall);
  return { remote, ready: Promise.resolve(), close };
}

/** By its shape: it comes from the user's own copy of Keyv. */
function isKeyv(store: Keyv | KeyvStoreAdapter): store is Keyv {
  return 'store' in store && 'hooks' in store;
}

/** An adapter of `@keyv/redis` connects when it is first used, unless its client was connected before. */
async function connected(adapter: unknown): Promise<unknown> {
  if (typeof adapter !== 'object' || adapter === null || !('getClient' in adapter)) return undefined;
  return typeof adapter.getClient === 'function' ? adapter.getClient() : undefined;
}
