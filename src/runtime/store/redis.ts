/**
 * A Redis by its URL, through `@keyv/redis` and its node-redis client. The package is an optional peer: it is
 * loaded when a Redis URL is used, and at no other time; it is called `#redis` here, so that bundles for browsers
 * go without it (see `imports` in package.json). Clients of one process with the same URL share one connection.
 */

import { isSingle, type RedisConnection, redisIn } from '../fleet/commands.ts';
import { renewEarOf } from '../fleet/ear.ts';
import { unref } from '../unref.ts';

/** Milliseconds between attempts to find the master behind a name: a replica may be all there is. */
const renewalMs = 5_000;

/** The store cannot be used at all; the message says what to do and holds no address. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

export interface RedisLink {
  readonly redis: RedisConnection;
  /** Settles when the first connection stands. It may take for ever; whoever waits bounds it. */
  readonly ready: Promise<unknown>;
  /**
   * What a command failed with. One that cannot write any more, since another one is the master now, is left: its
   * name may lead there, and the connection that stands never would.
   */
  heed(error: unknown): void;
  /** Lets go at once, whatever state the connection is in: commands of finished calls have been answered. */
  close(): void;
}

interface Shared {
  readonly link: Promise<RedisLink>;
  readonly listeners: Set<(error: unknown) => void>;
}

const shared = new Map<string, Shared>();

/** @throws {StoreUnavailableError} `@keyv/redis` is not installed. */
export async function connectRedis(url: string, onError: (error: unknown) => void): Promise<RedisLink> {
  const known = shared.get(url) ?? begin(url);
  known.listeners.add(onError);
  let hasLeft = false;
  const leave = (): boolean => {
    if (hasLeft) return false;
    hasLeft = true;
    known.listeners.delete(onError);
    if (known.listeners.size > 0) return false;
    if (shared.get(url) === known) shared.delete(url);
    return true;
  };
  try {
    const link = await known.link;
    return { ...link, close: () => leave() && link.close() };
  } catch (error) {
    leave();
    throw error;
  }
}

function begin(url: string): Shared {
  const listeners: Shared['listeners'] = new Set();
  const tell = (error: unknown): void => {
    for (const listener of listeners) listener(error);
  };
  const begun: Shared = { link: open(url, tell), listeners };
  shared.set(url, begun);
  return begun;
}

async function open(url: string, onError: (error: unknown) => void): Promise<RedisLink> {
  const { default: KeyvRedis } = await adapterModule();
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
  const redis = redisIn(adapter);
  if (!redis || !isSingle(redis))
    throw new StoreUnavailableError('`@keyv/redis` is of a version without node-redis 5');
  const close = (): void => {
    isClosed = true;
    // A client that is not open refuses to be destroyed, and has nothing to let go of.
    if (redis.isOpen) redis.destroy();
  };
  let isRenewing = false;
  const heed = (error: unknown): void => {
    if (isRenewing || isClosed || !(error instanceof Error) || !error.message.startsWith('READONLY')) return;
    isRenewing = true;
    const timer = setTimeout(() => {
      isRenewing = false;
    }, renewalMs);
    unref(timer);
    if (redis.isOpen) redis.destroy();
    redis.connect().catch(onError);
    renewEarOf(redis);
  };
  // A connection that was being made when it was closed would otherwise stay.
  redis.on('ready', () => isClosed && close());
  // Two commands that both find no connection would each start one, and one of them fail.
  const ready = adapter.getClient();
  // Who waits for it hears of it; that nobody does is no reason to end the process.
  ready.catch(() => {});
  return { redis, ready, heed, close };
}

/** Never gives up: 50 ms doubling to 2 s, with jitter so that a fleet does not come back at once. */
function reconnectDelayMs(retries: number): number {
  return Math.min(50 * 2 ** retries, 2_000) * (0.5 + Math.random() / 2);
}

/** In a `try`, by which bundlers know that it may be missing: Turbopack and webpack refuse to build else. */
async function adapterModule() {
  try {
    return await import('#redis');
  } catch (cause) {
    const message = '`cache.store` is a Redis URL, which needs `@keyv/redis`: npm install @keyv/redis';
    throw new StoreUnavailableError(message, { cause });
  }
}
