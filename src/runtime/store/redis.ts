/**
 * Keyv on Redis, through `@keyv/redis` and its node-redis client. The package is an optional peer: it
 * is loaded when a Redis URL is used, and at no other time.
 */

import type { KeyvStoreAdapter } from 'keyv';

/** The store cannot be used at all; the message says what to do and holds no address. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

export interface RedisConnection {
  readonly adapter: KeyvStoreAdapter;
  /** Settles when the first connection stands. It may take for ever; whoever waits bounds it. */
  readonly ready: Promise<unknown>;
  /** Lets go at once, whatever state the connection is in: commands of finished calls have been answered. */
  close(): void;
}

/** @throws {StoreUnavailableError} `@keyv/redis` is not installed. */
export async function connectRedis(url: string, onError: (error: unknown) => void): Promise<RedisConnection> {
  const { default: KeyvRedis } = await import('@keyv/redis').catch((cause: unknown) => {
    const message = '`cache.store` is a Redis URL, which needs `@keyv/redis`: npm install @keyv/redis';
    throw new StoreUnavailableError(message, { cause });
  });
  let isClosed = false;
  const adapter = new KeyvRedis(
    {
      url,
      // A command that cannot go out now fails now; nothing queues behind a dead connection.
      disableOfflineQueue: true,
      pingInterval: 2_000,
      socket: {
        connectTimeout: 2_000,
        socketTimeout: 5_000,
        reconnectStrategy: (retries: number) => (isClosed ? false : reconnectDelayMs(retries)),
      },
    },
    { throwOnErrors: true, throwOnConnectError: true },
  );
  adapter.on('error', onError);
  const close = (): void => {
    isClosed = true;
    // A client that is not open refuses to be destroyed, and has nothing to let go of.
    if (adapter.client.isOpen) adapter.client.destroy();
  };
  // A connection that was being made when it was closed would otherwise stay.
  adapter.client.on('ready', () => isClosed && close());
  // Two commands that both find no connection would each start one, and one of them fail.
  const ready = adapter.getClient();
  // Who waits for it hears of it; that nobody does is no reason to end the process.
  ready.catch(() => {});
  return { adapter, ready, close };
}

/** Never gives up: 50 ms doubling to 2 s, with jitter so that a fleet does not come back at once. */
function reconnectDelayMs(retries: number): number {
  return Math.min(50 * 2 ** retries, 2_000) * (0.5 + Math.random() / 2);
}
