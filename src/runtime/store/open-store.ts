/**
 * From what the user gave as `cache.store` to a Keyv.
 */

import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { OptionsError } from '../errors.ts';
import { connectRedis } from './redis.ts';

/** What a user may give as `cache.store`. */
export type GivenStore = string | Keyv | KeyvStoreAdapter;

/** A store in use. */
export interface OpenStore {
  readonly keyv: Keyv;
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
  if (store instanceof Keyv) {
    store.on('error', onError);
    return { keyv: store, ready: Promise.resolve(), close: () => {} };
  }
  if (typeof store !== 'string') {
    return { keyv: keyvOn(store, onError), ready: Promise.resolve(), close: () => {} };
  }
  const { adapter, ready, close } = await connectRedis(store, onError);
  return { keyv: keyvOn(adapter, onError), ready, close };
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
