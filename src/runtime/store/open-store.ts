/**
 * From what the user gave as `cache.store` to a Keyv. `@keyv/redis` is loaded only for a Redis URL,
 * so that the core imports without it.
 */

import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { OptionsError } from '../errors.ts';

/** First part of every key in a store that others may use too. */
const namespace = 'breakwater';

/** A store, and whether it is ours to close. */
export interface OpenStore {
  readonly keyv: Keyv;
  readonly isOwned: boolean;
}

/** The store cannot be used at all; the message says what to do and holds no address. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** Refuses at once what could only fail later. */
export function checkStore(store: string | Keyv | KeyvStoreAdapter): void {
  if (typeof store === 'string' && !/^rediss?:\/\//.test(store)) {
    throw new OptionsError(
      'cache.store',
      'a redis:// or rediss:// URL, a Keyv, or a Keyv storage adapter',
      'a string',
    );
  }
}

/** @throws {StoreUnavailableError} When `@keyv/redis` is needed and not installed. */
export async function openStore(
  store: string | Keyv | KeyvStoreAdapter,
  onError: (error: unknown) => void,
): Promise<OpenStore> {
  if (store instanceof Keyv) {
    store.on('error', onError);
    return { keyv: store, isOwned: false };
  }
  const adapter = typeof store === 'string' ? await redisAdapter(store, onError) : store;
  const keyv = new Keyv({
    store: adapter,
    namespace,
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: ({ value, expires }) => `${expires ?? ''}\n${String(value)}`,
    deserialize,
  });
  keyv.on('error', onError);
  return { keyv, isOwned: typeof store === 'string' };
}

async function redisAdapter(url: string, onError: (error: unknown) => void): Promise<KeyvStoreAdapter> {
  const { default: KeyvRedis } = await import('@keyv/redis').catch((cause: unknown) => {
    throw new StoreUnavailableError(
      '`cache.store` is a Redis URL, which needs `@keyv/redis`: npm install @keyv/redis',
      { cause },
    );
  });
  const adapter = new KeyvRedis(
    {
      url,
      // A command that cannot go out now fails now; nothing queues behind a dead connection.
      disableOfflineQueue: true,
      pingInterval: 2_000,
      socket: { connectTimeout: 2_000, socketTimeout: 5_000, reconnectStrategy: reconnectDelayMs },
    },
    { namespace, keyPrefixSeparator: ':', throwOnErrors: true, throwOnConnectError: true },
  );
  adapter.on('error', onError);
  // Two commands that both find no connection would each start one, and one of them fail.
  await adapter.getClient();
  return adapter;
}

/** Never gives up: 50 ms doubling to 2 s, with jitter so that a fleet does not come back at once. */
function reconnectDelayMs(retries: number): number {
  return Math.min(50 * 2 ** retries, 2_000) * (0.5 + Math.random() / 2);
}

/** Keyv's own serialiser would escape the whole envelope once more. */
function deserialize<Value>(text: string): { value?: Value; expires?: number } | undefined {
  const border = text.indexOf('\n');
  if (border < 0) return undefined;
  const expires = Number(text.slice(0, border));
  const value = text.slice(border + 1) as Value;
  return border === 0 ? { value } : { value, expires };
}
