/**
 * The cache: bounded memory, and behind it a store shared with other instances where one is given.
 *
 * An entry is used while it is fresh and no write to its resource came after its request had left.
 * Invalidation is therefore one timestamp per resource, compared on read: nothing is searched, and
 * a read that began before a write can never be served after it, however late it is stored.
 */

import { Keyv } from 'keyv';
import type { Observers } from '../events.ts';
import { errorCode } from '../policy/retryable.ts';
import type { Principal } from '../principal.ts';
import type { CacheSettings, Settings } from '../settings.ts';
import { open, seal, wireVersion } from './envelope.ts';
import { Guard } from './guard.ts';
import { BoundedMemory } from './memory.ts';
import { checkStore, type OpenStore, openStore, StoreUnavailableError } from './open-store.ts';
import { OrderedClock } from './ordered-clock.ts';
import { type Snapshot, sizeOf } from './snapshot.ts';

/**
 * Longest that memory trusts an entry which other instances share, in seconds: without a message
 * from them, this is how long their writes can go unseen (FusionCache's rule for a blind memory tier).
 */
const blindMemorySeconds = 5;

export interface CacheStats {
  readonly entries: number;
  readonly sizeBytes: number;
  /** Whether entries are shared with other instances. */
  readonly isShared: boolean;
}

export class Tiers {
  readonly clock: OrderedClock;
  readonly #settings: CacheSettings;
  readonly #ports: Settings;
  readonly #observers: Observers;
  readonly #guard: Guard;
  readonly #memory: BoundedMemory<Snapshot>;
  readonly #local: Keyv<Snapshot>;
  /** By resource: reads that began up to this moment are outdated. */
  readonly #invalidatedAt = new Map<string, number>();
  readonly #sweeper: ReturnType<typeof setInterval>;
  #store: Promise<OpenStore> | undefined;
  #isComplaining = false;

  constructor(settings: CacheSettings, ports: Settings, observers: Observers) {
    if (settings.store !== undefined) checkStore(settings.store);
    const { clock } = ports;
    this.#settings = settings;
    this.#ports = ports;
    this.#observers = observers;
    this.clock = new OrderedClock(() => clock.wall());
    this.#guard = new Guard(clock, ports.random, observers);
    this.#memory = new BoundedMemory(settings, sizeOf, () => clock.wall());
    this.#local = new Keyv({ store: this.#memory, useKeyPrefix: false });
    // Memory holds the objects themselves: what it hands out is copied, not parsed.
    this.#local.serialize = undefined;
    this.#local.deserialize = undefined;
    this.#sweeper = setInterval(() => this.#memory.sweep(), settings.sweepIntervalMs);
    unref(this.#sweeper);
  }

  get isShared(): boolean {
    return this.#settings.store !== undefined;
  }

  /** A fresh entry from memory, at once. */
  peek(key: string, resource: string): Snapshot | undefined {
    const snapshot = this.#memory.peek(key);
    return snapshot && this.#isUsable(snapshot, resource) ? snapshot : undefined;
  }

  /** A fresh entry from the shared store, brought into memory on the way. */
  async fetch(key: string, resource: string, principal: Principal): Promise<Snapshot | undefined> {
    if (!this.isShared) return undefined;
    const entryKey = await this.#entryKey(key, principal);
    const found = await this.#guard.run('get', async () => {
      const { keyv } = await this.#opened();
      return Promise.all([keyv.get<string>(entryKey), keyv.get<string>(this.#tagKey(resource))]);
    });
    if (!found) return undefined;
    const [envelope, tag] = found;
    if (tag !== undefined) this.#outdate(resource, Number(tag));
    if (envelope === undefined) return undefined;
    const snapshot = open(envelope);
    if (!snapshot) this.#observers.emit({ type: 'store', action: 'get', outcome: 'unreadable' });
    if (!snapshot || !this.#isUsable(snapshot, resource)) return undefined;
    await this.#remember(key, snapshot);
    return snapshot;
  }

  /** Keeps a reply, unless a write has overtaken it or it is too large. */
  async keep(key: string, resource: string, principal: Principal, snapshot: Snapshot): Promise<void> {
    if (snapshot.text.length > this.#settings.maxEntryBytes || !this.#isUsable(snapshot, resource)) return;
    await this.#remember(key, snapshot);
    if (!this.isShared) return;
    const entryKey = await this.#entryKey(key, principal);
    const ttlMs = Math.ceil(snapshot.freshUntil - this.#ports.clock.wall());
    await this.#guard.run('set', async () => {
      const { keyv } = await this.#opened();
      return keyv.set(entryKey, seal(snapshot), ttlMs);
    });
  }

  /** Outdates everything of the resource that was asked for until now, here and in the shared store. */
  async invalidate(resource: string): Promise<void> {
    const now = this.clock.now();
    this.#outdate(resource, now);
    if (!this.isShared) return;
    await this.#guard.run('invalidate', async () => {
      const { keyv } = await this.#opened();
      return keyv.set(this.#tagKey(resource), String(now));
    });
  }

  /** Wall-clock moment until which an entry with this TTL is fresh; jitter only ever shortens it. */
  freshUntil(ttlSeconds: number): number {
    const share = 1 - this.#settings.ttlJitterRatio * this.#ports.random();
    return this.#ports.clock.wall() + ttlSeconds * 1_000 * share;
  }

  stats(): CacheStats {
    const { entries, sizeBytes } = this.#memory;
    return { entries, sizeBytes, isShared: this.isShared };
  }

  /** Stops the sweeper, forgets everything, and closes a store that was opened here. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#memory.clear();
    const store = await this.#store?.catch(() => undefined);
    if (store?.isOwned) await this.#guard.run('open', () => store.keyv.disconnect());
  }

  #isUsable(snapshot: Snapshot, resource: string): boolean {
    if (snapshot.freshUntil <= this.#ports.clock.wall()) return false;
    const outdated = this.#invalidatedAt.get(resource);
    return outdated === undefined || snapshot.requestedAt > outdated;
  }

  #outdate(resource: string, moment: number): void {
    if (moment > (this.#invalidatedAt.get(resource) ?? 0)) this.#invalidatedAt.set(resource, moment);
  }

  async #remember(key: string, snapshot: Snapshot): Promise<void> {
    const now = this.#ports.clock.wall();
    const limit = this.isShared ? now + blindMemorySeconds * 1_000 : Number.POSITIVE_INFINITY;
    const freshUntil = Math.min(snapshot.freshUntil, limit);
    await this.#local.set(key, { ...snapshot, freshUntil }, Math.ceil(freshUntil - now));
  }

  #opened(): Promise<OpenStore> {
    this.#store ??= this.#open();
    return this.#store;
  }

  async #open(): Promise<OpenStore> {
    const { store } = this.#settings;
    if (store === undefined) throw new Error('there is no shared store to open');
    try {
      return await openStore(store, (error) => this.#complain(error));
    } catch (error) {
      this.#store = undefined;
      this.#complain(error);
      throw error;
    }
  }

  /** Once: every command that fails is an event, but somebody should also read it without listening. */
  #complain(error: unknown): void {
    if (this.#isComplaining) return;
    this.#isComplaining = true;
    const reason =
      errorCode(error) ?? (error instanceof StoreUnavailableError ? error.message : 'it reports an error');
    this.#ports.logger.warn(
      `breakwater: ${this.#ports.name} goes on without its shared cache store (${reason}) until it answers again.`,
    );
  }

  /** The braces keep what belongs together on one slot of a Redis cluster. */
  async #entryKey(key: string, principal: Principal): Promise<string> {
    return `v${wireVersion}:${this.#ports.api}:{${await principal.seal(key)}}:e`;
  }

  #tagKey(resource: string): string {
    return `v${wireVersion}:${this.#ports.api}:t:${encodeURIComponent(resource)}`;
  }
}

/** Where timers are objects (Node, Bun, Deno's Node mode), a sweep must not keep the process alive. */
function unref(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
}
