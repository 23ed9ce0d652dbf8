/**
 * The cache: bounded memory, and behind it a store shared with other instances where one is given.
 *
 * An entry is used only if nothing it depends on was outdated after its request had left. Invalidation is
 * therefore a moment per tag, compared on read: nothing is searched, and a read that began before a write can
 * never be served after it, however late it is stored.
 */

import type { CacheSettings } from '../cache/settle.ts';
import type { Observers } from '../events.ts';
import { FleetCoolDowns } from '../fleet/cool-downs.ts';
import type { Announced, Announcement } from '../fleet/roster.ts';
import type { Turn } from '../fleet/turn.ts';
import type { SharedCoolDowns } from '../layers/cool-downs.ts';
import type { Principal } from '../principal.ts';
import type { Settings } from '../settings.ts';
import { unref } from '../unref.ts';
import { Entry, sizeOf } from './entry.ts';
import { BoundedMemory, type Evictions } from './memory.ts';
import { Moments } from './moments.ts';
import { OrderedClock } from './ordered-clock.ts';
import { everything } from './pending.ts';
import { type Reader, SharedStore, type StoreState } from './shared-store.ts';
import type { Snapshot } from './snapshot.ts';

/** Which entry: whose it is, what makes its read this read, and what is known to outdate it before it is read. */
export interface Place extends Reader {
  readonly principal: Principal;
  /** Of its entry in memory. */
  readonly entryKey: string;
  tags(): readonly string[];
}

/** When something was asked for. */
export interface Asked {
  /** By the ordered clock of this process: against its writes, and what it hears of others'. */
  readonly requestedAt: number;
  /** Monotonic milliseconds: against the time in which others are heard. */
  readonly since: number;
}

/** What memory holds, and what was let go of. */
export interface Holdings {
  readonly entries: number;
  readonly sizeBytes: number;
  readonly evictions: Evictions;
  /** Whether entries are shared with other instances. */
  readonly isShared: boolean;
  /** How it stands with the shared store; `undefined` without one. */
  readonly storeState: StoreState | undefined;
  /** Invalidations that the shared store has not confirmed, and that are sent again until it does. */
  readonly unconfirmed: number;
  /** Reads that another instance of the fleet asked the origin for. */
  readonly spared: number;
}

export class Tiers {
  readonly #clock: OrderedClock;
  readonly #settings: CacheSettings;
  readonly #ports: Settings;
  readonly #shared: SharedStore | undefined;
  readonly #coolDowns: FleetCoolDowns | undefined;
  readonly #memory: BoundedMemory<Entry>;
  readonly #moments = new Moments();
  readonly #sweeper: ReturnType<typeof setInterval>;
  /** Another instance has outdated these. */
  onHeard: (tags: readonly string[]) => void = () => {};

  constructor(settings: CacheSettings, ports: Settings, observers: Observers) {
    const { clock } = ports;
    this.#settings = settings;
    this.#ports = ports;
    this.#clock = new OrderedClock(() => clock.wall());
    if (settings.store !== undefined) {
      const { fleet, storeTimeoutMs: timeoutMs } = settings;
      const onOutdated = (tags: readonly string[]): void => {
        this.onHeard(tags);
        for (const tag of tags) {
          this.#heard(tag);
          observers.emit({ type: 'invalidation', resource: tag, cause: 'fleet' });
        }
      };
      const onCoolDown = (key: string, holdMs: number): void => this.#coolDowns?.heard(key, holdMs);
      const shared = { settings: ports, observers, fleet, timeoutMs, onOutdated, onCoolDown };
      this.#shared = new SharedStore(settings.store, shared);
      this.#coolDowns = fleet.coolDowns
        ? new FleetCoolDowns(clock, (key, holdMs) => this.#shared?.tell({ type: 'cool-down', key, holdMs }))
        : undefined;
    }
    this.#memory = new BoundedMemory(settings, sizeOf, () => clock.wall());
    this.#sweeper = setInterval(() => this.#memory.sweep(), settings.sweepIntervalMs);
    unref(this.#sweeper);
  }

  /** Those of other instances, where they tell of them. */
  get coolDowns(): SharedCoolDowns | undefined {
    return this.#coolDowns;
  }

  get isShared(): boolean {
    return this.#shared !== undefined;
  }

  /** It is now that something is asked for. */
  asking(): Asked {
    return { requestedAt: this.#clock.now(), since: this.#ports.clock.monotonic() };
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
    // Its writer's clock says nothing here; it was current when it was asked for.
    const { requestedAt, since } = this.asking();
    const key = this.#storeKey(place);
    const storeKey = typeof key === 'string' ? key : await key;
    const snapshot = await this.#shared.fetch(place, storeKey, place.tags(), requestedAt);
    const now = this.#ports.clock.wall();
    if (!snapshot || !this.#isCurrent(snapshot) || snapshot.keptUntil <= now) return undefined;
    return this.#remember(place, snapshot, now + (snapshot.freshUntil - now) * refreshAfter, since);
  }

  /** What is then kept may be shared, though nobody has looked for it in the store: no write came between. */
  async note(place: Place): Promise<void> {
    await this.#shared?.note(place, place.tags());
  }

  /** Whether memory may speak for an entry without asking the store that shares it. */
  isTrusted({ askedAt }: Entry): boolean {
    return this.#shared?.isTrusted(askedAt) ?? true;
  }

  /**
   * Whether this instance is the one of its fleet to ask the origin; or what another one has asked for meanwhile.
   *
   * @param longestMs that another instance is waited for, at most
   * @param fetch what of that is of use
   */
  async turn(
    place: Place,
    resource: string,
    longestMs: number,
    fetch: () => Promise<Entry | undefined>,
  ): Promise<Turn<Entry>> {
    const turn = await this.#shared?.turn(resource, await this.#storeKey(place), longestMs, fetch);
    return turn ?? { end: async () => {} };
  }

  /**
   * Keeps a reply, unless a write has overtaken it or it is too large.
   *
   * @param refreshAfter share of its freshness after which it is asked for again ahead of need
   * @param since monotonic milliseconds before its request had left
   * @returns what was kept
   */
  async keep(
    place: Place,
    snapshot: Snapshot,
    refreshAfter: number,
    since: number,
  ): Promise<Entry | undefined> {
    if (snapshot.text.length > this.#settings.maxEntryBytes) return undefined;
    if (!this.#isCurrent(snapshot)) {
      place.fate = 'overtaken';
      return undefined;
    }
    const now = this.#ports.clock.wall();
    const ttlMs = Math.ceil(snapshot.keptUntil - now);
    if (ttlMs <= 0) return undefined;
    const entry = this.#remember(place, snapshot, now + (snapshot.freshUntil - now) * refreshAfter, since);
    if (!this.#shared) return entry;
    const entryKey = await this.#storeKey(place);
    await this.#shared.keep(place, entryKey, snapshot, ttlMs);
    return entry;
  }

  /** Outdates whatever has one of the tags and was asked for until now, here and in the shared store. */
  async invalidate(tags: readonly string[]): Promise<void> {
    const now = this.#clock.now();
    for (const tag of tags) this.outdate(tag, now);
    await this.#shared?.invalidate(tags);
  }

  /** Whatever has the tag and was asked for up to that moment is not used any more. */
  outdate(tag: string, moment: number): void {
    this.#moments.outdate(tag, moment);
  }

  holdings(): Holdings {
    const { entries, sizeBytes, evictions } = this.#memory;
    const shared = this.#shared;
    return {
      ...{ entries, sizeBytes, evictions, isShared: this.isShared },
      ...{ storeState: shared?.state, unconfirmed: shared?.unconfirmed ?? 0 },
      spared: shared?.spared ?? 0,
    };
  }

  /** See `SharedStore.announce`. */
  async announce(announcement: Announcement): Promise<readonly Announced[]> {
    return (await this.#shared?.announce(announcement)) ?? [];
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

  /** By the clock of this process: what it asks for from now on comes after the write. */
  #heard(tag: string): void {
    if (tag === everything) this.#moments.outdateAll(this.#clock.now());
    else this.outdate(tag, this.#clock.now());
  }

  #remember({ entryKey }: Place, snapshot: Snapshot, refreshAt: number, since: number): Entry {
    const entry = new Entry(snapshot, since, refreshAt);
    this.#memory.set(entryKey, { value: entry, expires: snapshot.keptUntil });
    return entry;
  }

  /** At once, but where the platform's digests take a promise. */
  #storeKey({ principal, entryKey }: Place): string | Promise<string> {
    const address = principal.address(entryKey);
    const { storeKey, digest } = address;
    if (storeKey !== undefined) return storeKey;
    const spelled = (hex: string): string => {
      address.storeKey = this.#shared?.keyOf(hex) ?? '';
      return address.storeKey;
    };
    return typeof digest === 'string' ? spelled(digest) : digest.then(spelled);
  }
}
