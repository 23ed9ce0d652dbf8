/**
 * The commands of node-redis that a fleet needs: of a single client, a cluster's or a sentinel's. Named by shape,
 * because the package is an optional peer, and because a client that was given comes from the user's own copy.
 */

export interface RedisCommands {
  get(key: string): Promise<unknown>;
  mGet(keys: readonly string[]): Promise<unknown[]>;
  set(key: string, value: string | Uint8Array, options: SetOptions): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  unsubscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  withTypeMapping(mapping: object): Pick<RedisCommands, 'get' | 'mGet'>;
}

interface SetOptions {
  /** Milliseconds that it stays. */
  readonly PX: number;
  /** Only where there is nothing. */
  readonly NX?: true;
}

/** A single connection, which alone can be doubled, and says when it comes back. */
export interface RedisConnection extends RedisCommands {
  readonly isOpen: boolean;
  duplicate(): RedisConnection;
  connect(): Promise<unknown>;
  destroy(): void;
  ping(): Promise<unknown>;
  /** Whether it is a master, and more. */
  role(): Promise<unknown>;
  on(event: 'ready' | 'error', listener: (error: unknown) => void): unknown;
}

/** The client in an adapter of `@keyv/redis`, whoever made it. */
export function redisIn(adapter: unknown): RedisCommands | undefined {
  const client: unknown = fieldOf(adapter, 'client');
  return isRedis(client) ? client : undefined;
}

export function isSingle(redis: RedisCommands): redis is RedisConnection {
  // A cluster's client can be doubled, too, but a ping of it is answered by any node: not by the one it listens to.
  return (
    !isCluster(redis) &&
    ['duplicate', 'connect', 'destroy', 'ping', 'role'].every((name) => isMethod(redis, name))
  );
}

/** Keys of a cluster are on several servers, and a command names those of one alone. */
export function isCluster(redis: RedisCommands): boolean {
  return isMethod(redis, 'getSlotRandomNode');
}

function isRedis(client: unknown): client is RedisCommands {
  const needed = ['get', 'mGet', 'set', 'eval', 'publish', 'subscribe', 'withTypeMapping'];
  return needed.every((name) => isMethod(client, name));
}

function isMethod(holder: unknown, name: string): boolean {
  return typeof fieldOf(holder, name) === 'function';
}

/** Whether what it answered to `role` is a replica's word: what is said at its master may not reach it. */
export function isReplica(role: unknown): boolean {
  return fieldOf(role, 'role') === 'slave';
}

function fieldOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}
