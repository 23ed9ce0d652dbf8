/**
 * From what the user gave as `cache.store` to a store in use.
 */

import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { OptionsError } from '../errors.ts';
import { redisIn } from '../fleet/commands.ts';
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
export async function openStore(store: GivenStore, onError: (error: unknown) => void): Promise<OpenStore> {
  if (typeof store === 'string') {
    const { redis, ready, close } = await connectRedis(store, onError);
    return { remote: redisRemote(redis), ready, close };
  }
  store.on?.('error', onError);
  const close = (): void => {
    if ('off' in store && typeof store.off === 'function') store.off('error', onError);
  };
  const adapter: unknown = store instanceof Keyv ? store.store : store;
  const redis = redisIn(adapter);
  if (redis) return { remote: redisRemote(redis), ready: connected(adapter), close };
  const keyv = store instanceof Keyv ? store : keyvOn(store, onError);
  return { remote: keyvRemote(keyv), ready: Promise.resolve(), close };
}

/** An adapter of `@keyv/redis` connects when it is first used, unless its client was connected before. */
async function connected(adapter: unknown): Promise<unknown> {
  if (typeof adapter !== 'object' || adapter === null || !('getClient' in adapter)) return undefined;
  return typeof adapter.getClient === 'function' ? adapter.getClient() : undefined;
}

function keyvOn(adapter: KeyvStoreAdapter, onError: (error: unknown) => void): Keyv {
  const keyv = new Keyv({
    store: adapter,
    useKeyPrefix: false,
    throwOnErrors: true,
    // Keyv's own serialiser would escape the whole envelope once more.
    serialize: ({ value, expires }) => `${expires ?? ''}\n${String(value)}`,
    deserialize,
  });
  // Our keys begin with our name; another prefix in front of it would only make them longer.
  keyv.namespace = undefined;
  keyv.on('error', onError);
  return keyv;
}

function deserialize<Value>(text: string): { value?: Value; expires?: number } | undefined {
  const border = text.indexOf('\n');
  if (border < 0) return undefined;
  const expires = Number(text.slice(0, border));
  // Keyv's signature promises any type; what we store is text.
  const value = text.slice(border + 1) as Value;
  return border === 0 ? { value } : { value, expires };
}
