/**
 * The connection on which a process listens, one for all of its clients that use the same Redis: Redis takes no
 * other commands on it. It is opened for the first who listens and closed with the last.
 */

import { unref } from '../unref.ts';
import { isReplica, type RedisConnection } from './commands.ts';

/** Milliseconds between two questions whether the other end is still there. */
const heartbeatMs = 1_000;

export interface Listener {
  readonly channel: string;
  readonly hear: (text: string) => void;
  /** From here on everything is heard. */
  readonly begin: () => void;
  /** From here on something may be missed. */
  readonly lose: () => void;
  /** The other end is asked whether it is there; what comes back is called when it has said so, and is the master. */
  readonly ask: () => () => void;
}

const ears = new WeakMap<RedisConnection, Ear>();

/** That of a connection for commands. */
export function earOf(redis: RedisConnection): Ear {
  const known = ears.get(redis);
  if (known) return known;
  const ear = new Ear(redis, () => ears.delete(redis));
  ears.set(redis, ear);
  return ear;
}

/** The connection for commands is made anew, since its Redis is the master no more: so is the one that listens. */
export function renewEarOf(redis: RedisConnection): void {
  ears.get(redis)?.renew();
}

export class Ear {
  readonly #commands: RedisConnection;
  readonly #connection: RedisConnection;
  readonly #onEnd: () => void;
  readonly #listeners = new Set<Listener>();
  readonly #subscribed = new Set<Listener>();
  #connecting: Promise<void> | undefined;
  #isConnected = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(redis: RedisConnection, onEnd: () => void) {
    this.#commands = redis;
    this.#connection = redis.duplicate();
    this.#onEnd = onEnd;
    this.#connection.on('error', () => {
      for (const { lose } of this.#listeners) lose();
    });
    this.#connection.on('ready', () => this.#isReady());
  }

  /**
   * Listens, as soon as it is connected, however long that takes.
   *
   * @throws {Error} It cannot now; it will when the connection is back.
   */
  async join(listener: Listener): Promise<void> {
    this.#listeners.add(listener);
    this.#connecting ??= this.#connect();
    await this.#connecting;
    await this.#subscribe(listener);
  }

  leave(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    if (this.#listeners.size === 0) this.#end();
    // Whether it still can say goodbye is of no consequence.
    else if (this.#subscribed.delete(listener))
      this.#connection.unsubscribe(listener.channel, listener.hear).catch(() => {});
  }

  renew(): void {
    if (!this.#isConnected) return;
    for (const { lose } of this.#listeners) lose();
    // It forgets them as well.
    this.#subscribed.clear();
    if (this.#connection.isOpen) this.#connection.destroy();
    // When it is ready, all subscribe again; until then nobody believes that they hear.
    this.#connection.connect().catch(() => {});
  }

  async #connect(): Promise<void> {
    await this.#connection.connect();
    this.#isConnected = true;
    if (this.#listeners.size === 0) return;
    this.#timer = setInterval(() => void this.#beat(), heartbeatMs);
    unref(this.#timer);
  }

  /** A connection that broke subscribes again before it is ready: who listened hears again. */
  #isReady(): void {
    if (this.#listeners.size === 0) this.#end();
    if (!this.#isConnected) return;
    for (const listener of this.#listeners) {
      if (this.#subscribed.has(listener)) listener.begin();
      else this.#subscribe(listener).catch(() => {});
    }
  }

  async #subscribe(listener: Listener): Promise<void> {
    if (!this.#listeners.has(listener)) return;
    await this.#connection.subscribe(listener.channel, listener.hear);
    if (!this.#listeners.has(listener)) return;
    this.#subscribed.add(listener);
    listener.begin();
  }

  /**
   * A frozen server breaks no connection: only that it answers tells that it would speak. One that has become a
   * replica does answer, and what is said at its master reaches it late or never.
   */
  async #beat(): Promise<void> {
    const asked = [...this.#subscribed].map((listener) => ({ listener, confirm: listener.ask() }));
    try {
      const [role] = await Promise.all([this.#commands.role(), this.#connection.ping()]);
      if (isReplica(role)) throw new TypeError('a replica');
      for (const { listener, confirm } of asked) if (this.#subscribed.has(listener)) confirm();
    } catch {
      for (const { listener } of asked) listener.lose();
    }
  }

  #end(): void {
    this.#onEnd();
    clearInterval(this.#timer);
    this.#subscribed.clear();
    if (this.#connection.isOpen) this.#connection.destroy();
  }
}
