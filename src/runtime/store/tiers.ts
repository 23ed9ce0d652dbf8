/**
 * The cache: bounded memory, and behind it a store shared with other instances where one is given.
 *
 * An entry is used while it is fresh and no write to its resource came after its request had left.
 * Invalidation is therefore one timestamp per resource, compared on read: nothing is searched, and
 * a read that began before a write can never be served after it, however late it is stored.
 */

import { Keyv } from 'keyv';
import type { Observers } from '../events.ts';
import type { Principal } from '../principal.ts';
import type { CacheSettings, Settings } from '../settings.ts';
import { open, seal, wireVersion } from './envelope.ts';
import { BoundedMemory } from './memory.ts';
import { OrderedClock } from './ordered-clock.ts';
import { SharedStore } from './shared-store.ts';
import { type Snapshot, sizeOf } from './snapshot.ts';

/**
 * Longest that memory trusts an entry which other instances share, in seconds: without a message
 * from them, this is how long their writes can go unseen (FusionCache's rule for a blind memory tier).
 */
const blindMemorySeconds = 5;

/** Which entry: whose it is, what makes its read this read, and what writes outdate it. */
export interface Place {
  readonly principal: Principal;
  readonly key: string;
  readonly resource: string;
}

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
  readonly #shared: SharedStore | undefined;
  readonly #memory: BoundedMemory<Snapshot>;
  readonly #local: Keyv<Snapshot>;
  /** By resource: reads that began up to this moment are outdated. */
  readonly #invalidatedAt = new Map<string, number>();
  readonly #sweeper: ReturnType<typeof setInterval>;

  constructor(settings: CacheSettings, ports: Settings, observers: Observers) {
    const { clock } = ports;
    this.#settings = settings;
    this.#ports = ports;
    this.#observers = observers;
    this.clock = new OrderedClock(() => clock.wall());
    this.#shared =
      settings.store === undefined ? undefined : new SharedStore(settings.store, ports, observers);
    this.#memory = new BoundedMemory(settings, sizeOf, () => clock.wall());
    this.#local = new Keyv({ store: this.#memory, useKeyPrefix: false });
    // Memory holds the objects themselves: what it hands out is copied, not parsed.
    this.#local.serialize = undefined;
    this.#local.deserialize = undefined;
    this.#sweeper = setInterval(() => this.#memory.sweep(), settings.sweepIntervalMs);
    unref(this.#sweeper);
  }

  get isShared(): boolean {
    return this.#shared !== undefined;
  }

  /** A fresh entry from memory, at once. */
  peek({ principal, key, resource }: Place): Snapshot | undefined {
    const snapshot = this.#memory.peek(principal.partition + key);
    return snapshot && this.#isUsable(snapshot, resource) ? snapshot : undefined;
  }

  /** A fresh entry from the shared store, brought into memory on the way. */
  async fetch(place: Place): Promise<Snapshot | undefined> {
    if (!this.#shared) return undefined;
    const { resource } = place;
    const entryKey = await this.#entryKey(place);
    const found = await this.#shared.run('get', (keyv) =>
      Promise.all([keyv.get<string>(entryKey), keyv.get<string>(this.#tagKey(resource))]),
    );
    if (!found) return undefined;
    const [envelope, tag] = found;
    if (tag !== undefined) this.#outdate(resource, Number(tag));
    if (envelope === undefined) return undefined;
    const snapshot = open(envelope);
    if (!snapshot) this.#observers.emit({ type: 'store', action: 'get', outcome: 'unreadable' });
    if (!snapshot || !this.#isUsable(snapshot, resource)) return undefined;
    await this.#remember(place, snapshot);
    return snapshot;
  }

  /** Keeps a reply, unless a write has overtaken it or it is too large. */
  async keep(place: Place, snapshot: Snapshot): Promise<void> {
    if (snapshot.text.length > this.#settings.maxEntryBytes) return;
    if (!this.#isUsable(snapshot, place.resource)) return;
    await this.#remember(place, snapshot);
    if (!this.#shared) return;
    const entryKey = await this.#entryKey(place);
    const ttlMs = Math.ceil(snapshot.freshUntil - this.#ports.clock.wall());
    await this.#shared.run('set', (keyv) => keyv.set(entryKey, seal(snapshot), ttlMs));
  }

  /** Outdates everything of the resource that was asked for until now, here and in the shared store. */
  async invalidate(resource: string): Promise<void> {
    const now = this.clock.now();
    this.#outdate(resource, now);
    await this.#shared?.run('invalidate', (keyv) => keyv.set(this.#tagKey(resource), String(now)));
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
    await this.#shared?.close();
  }

  #isUsable(snapshot: Snapshot, resource: string): boolean {
    if (snapshot.freshUntil <= this.#ports.clock.wall()) return false;
    const outdated = this.#invalidatedAt.get(resource);
    return outdated === undefined || snapshot.requestedAt > outdated;
  }

  #outdate(resource: string, moment: number): void {
    if (moment > (this.#invalidatedAt.get(resource) ?? 0)) this.#invalidatedAt.set(resource, moment);
  }

  async #remember({ principal, key }: Place, snapshot: Snapshot): Promise<void> {
    const now = this.#ports.clock.wall();
    const limit = this.isShared ? now + blindMemorySeconds * 1_000 : Number.POSITIVE_INFINITY;
    const freshUntil = Math.min(snapshot.freshUntil, limit);
    const kept = { ...snapshot, freshUntil };
    await this.#local.set(principal.partition + key, kept, Math.ceil(freshUntil - now));
  }

  /** The braces keep what belongs together on one slot of a Redis cluster. */
  async #entryKey({ principal, key }: Place): Promise<string> {
    return `breakwater:v${wireVersion}:${this.#ports.api}:{${await principal.seal(key)}}:e`;
  }

  /** Of the API at this base URL: a write to staging does not outdate production. */
  #tagKey(resource: string): string {
    const { api, baseUrl } = this.#ports;
    return `breakwater:v${wireVersion}:${api}:t:${encodeURIComponent(baseUrl)}:${encodeURIComponent(resource)}`;
  }
}

/** Where timers are objects (Node, Bun, Deno's Node mode), a sweep must not keep the process alive. */
function unref(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
}
