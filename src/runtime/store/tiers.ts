/**
 * The cache: bounded memory, and behind it a store shared with other instances where one is given.
 *
 * An entry is used only if nothing it depends on was outdated after its request had left. Invalidation is
 * therefore a moment per tag, compared on read: nothing is searched, and a read that began before a write can
 * never be served after it, however late it is stored.
 */

import { Keyv } from 'keyv';
import type { CacheSettings } from '../cache/settle.ts';
import type { Observers } from '../events.ts';
import type { Principal } from '../principal.ts';
import type { Settings } from '../settings.ts';
import { Entry, sizeOf } from './entry.ts';
import { open, seal, wireVersion } from './envelope.ts';
import { BoundedMemory, type Evictions } from './memory.ts';
import { Moments } from './moments.ts';
import { OrderedClock } from './ordered-clock.ts';
import { SharedStore } from './shared-store.ts';
import type { Snapshot } from './snapshot.ts';
import { momentLifetimeMs, tagPart } from './tag-key.ts';

/**
 * Longest that memory trusts an entry which other instances share, in seconds: without a message
 * from them, this is how long their writes can go unseen (FusionCache's rule for a blind memory tier).
 */
const blindMemorySeconds = 5;

/** Which entry: whose it is, what makes its read this read, and what is known to outdate it before it is read. */
export interface Place {
  readonly principal: Principal;
  readonly key: string;
  readonly tags: () => readonly string[];
}

/** What memory holds, and what was let go of. */
export interface Holdings {
  readonly entries: number;
  readonly sizeBytes: number;
  readonly evictions: Evictions;
  /** Whether entries are shared with other instances. */
  readonly isShared: boolean;
}

export class Tiers {
  readonly clock: OrderedClock;
  readonly #settings: CacheSettings;
  readonly #ports: Settings;
  readonly #observers: Observers;
  readonly #shared: SharedStore | undefined;
  readonly #memory: BoundedMemory<Entry>;
  readonly #local: Keyv<Entry>;
  readonly #moments = new Moments();
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

  /** What memory has, at once: fresh or not, but not outdated. */
  peek(entryKey: string): Entry | undefined {
    const entry = this.#memory.peek(entryKey);
    return entry && this.isCurrent(entry) ? entry : undefined;
  }

  /** Whether nothing has outdated it since its request had left. */
  isCurrent({ snapshot }: Entry): boolean {
    return this.#isCurrent(snapshot);
  }

  /** The same from the shared store, brought into memory on the way. */
  async fetch(place: Place, refreshAfter: number): Promise<Entry | undefined> {
    if (!this.#shared) return undefined;
    const entryKey = await this.#entryKey(place);
    const tags = place.tags();
    const found = await this.#shared.run('get', (keyv) =>
      Promise.all([keyv.get<string>(entryKey), this.#momentsOf(keyv, tags)]),
    );
    if (found?.[0] === undefined) return undefined;
    const snapshot = open(found[0]);
    if (!snapshot) this.#observers.emit({ type: 'store', action: 'get', outcome: 'unreadable' });
    if (!snapshot) return undefined;
    // Who wrote it may have known of more that outdates it.
    const others = snapshot.tags.filter((tag) => !tags.includes(tag));
    if (others.length > 0) await this.#shared.run('get', (keyv) => this.#momentsOf(keyv, others));
    if (!this.#isCurrent(snapshot) || snapshot.keptUntil <= this.#ports.clock.wall()) return undefined;
    return this.#remember(place, snapshot, refreshAfter);
  }

  /**
   * Keeps a reply, unless a write has overtaken it or it is too large.
   *
   * @param refreshAfter share of its freshness after which it is asked for again ahead of need
   * @returns what was kept
   */
  async keep(place: Place, snapshot: Snapshot, refreshAfter: number): Promise<Entry | undefined> {
    if (snapshot.text.length > this.#settings.maxEntryBytes) return undefined;
    if (!this.#isCurrent(snapshot)) return undefined;
    const ttlMs = Math.ceil(snapshot.keptUntil - this.#ports.clock.wall());
    if (ttlMs <= 0) return undefined;
    const entry = await this.#remember(place, snapshot, refreshAfter);
    if (!this.#shared) return entry;
    const entryKey = await this.#entryKey(place);
    await this.#shared.run('set', (keyv) => keyv.set(entryKey, seal(snapshot), ttlMs));
    return entry;
  }

  /** Outdates whatever has one of the tags and was asked for until now, here and in the shared store. */
  async invalidate(tags: readonly string[]): Promise<void> {
    const now = this.clock.now();
    for (const tag of tags) this.outdate(tag, now);
    await this.#shared?.run('invalidate', (keyv) =>
      Promise.all(
        tags.map(async (tag) => keyv.set(await this.#tagKey(tag), String(now), momentLifetimeMs(tag))),
      ),
    );
  }

  /** Whatever has the tag and was asked for up to that moment is not used any more. */
  outdate(tag: string, moment: number): void {
    this.#moments.outdate(tag, moment);
  }

  holdings(): Holdings {
    const { entries, sizeBytes, evictions } = this.#memory;
    return { entries, sizeBytes, evictions, isShared: this.isShared };
  }

  /** Stops the sweeper, forgets everything, and closes a store that was opened here. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#memory.clear();
    await this.#shared?.close();
  }

  #isCurrent({ tags, requestedAt }: Snapshot): boolean {
    return this.#moments.areCurrent(tags, requestedAt);
  }

  async #momentsOf(keyv: Keyv, tags: readonly string[]): Promise<void> {
    await Promise.all(
      tags.map(async (tag) => {
        const moment = await keyv.get<string>(await this.#tagKey(tag));
        if (moment !== undefined) this.outdate(tag, Number(moment));
      }),
    );
  }

  async #remember({ principal, key }: Place, snapshot: Snapshot, refreshAfter: number): Promise<Entry> {
    const now = this.#ports.clock.wall();
    const trustedUntil = this.isShared ? now + blindMemorySeconds * 1_000 : Number.POSITIVE_INFINITY;
    const refreshAt = now + (snapshot.freshUntil - now) * refreshAfter;
    const entry = new Entry(snapshot, trustedUntil, refreshAt);
    await this.#local.set(principal.partition + key, entry, Math.ceil(snapshot.keptUntil - now));
    return entry;
  }

  /** The braces keep what belongs together on one slot of a Redis cluster. */
  async #entryKey({ principal, key }: Place): Promise<string> {
    return `breakwater:v${wireVersion}:${this.#ports.api}:{${await principal.seal(key)}}:e`;
  }

  /** Of the API at this base URL: a write to staging does not outdate production. */
  async #tagKey(tag: string): Promise<string> {
    const { api, baseUrl } = this.#ports;
    const prefix = `breakwater:v${wireVersion}:${api}:t:${encodeURIComponent(baseUrl)}`;
    return `${prefix}:${await tagPart(tag)}`;
  }
}

/** Where timers are objects (Node, Bun, Deno's Node mode), a sweep must not keep the process alive. */
function unref(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
}
