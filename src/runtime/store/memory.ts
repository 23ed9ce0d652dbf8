/**
 * Bounded memory: a Keyv storage adapter with limits by number and by estimated bytes. Keyv's own
 * `Map` never evicts.
 *
 * Eviction is second chance (Corbató's CLOCK, 1968): whatever was used since the hand last came by
 * stays for another round. It keeps what is used as LRU does, and a hit only sets a flag.
 *
 * Unlike an adapter behind Keyv it can be asked without a promise (`peek`): that is the fast path.
 */

import type { KeyvStoreAdapter, StoredData } from 'keyv';

export interface MemoryLimits {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

/** Entries that were let go, by what made them go. */
export interface Evictions {
  /** There were as many as there may be. */
  readonly entries: number;
  /** They took as many bytes as they may. */
  readonly bytes: number;
  /** Their time was over. */
  readonly expired: number;
}

/** What Keyv hands to an adapter when nothing serialises: the value and its expiry, in wall milliseconds. */
interface Kept<Value> {
  readonly value: Value;
  readonly expires?: number | undefined;
}

interface Slot<Value> {
  readonly kept: Kept<Value>;
  readonly sizeBytes: number;
  wasUsed: boolean;
}

export class BoundedMemory<Value> implements KeyvStoreAdapter {
  /** Required by Keyv's adapter contract; it has no meaning here. */
  readonly opts: Readonly<Record<string, never>> = {};
  namespace?: string | undefined;

  /** In the order the hand comes by: a `Map` keeps insertion order, and a second chance inserts again. */
  readonly #slots = new Map<string, Slot<Value>>();
  readonly #limits: MemoryLimits;
  readonly #sizeOf: (value: Value) => number;
  readonly #wall: () => number;
  readonly #evicted = { entries: 0, bytes: 0, expired: 0 };
  #bytes = 0;

  constructor(limits: MemoryLimits, sizeOf: (value: Value) => number, wall: () => number) {
    this.#limits = limits;
    this.#sizeOf = sizeOf;
    this.#wall = wall;
  }

  get entries(): number {
    return this.#slots.size;
  }

  get sizeBytes(): number {
    return this.#bytes;
  }

  get evictions(): Evictions {
    return { ...this.#evicted };
  }

  /** The value itself, shared and not to be changed, whether or not it has expired; `undefined` when absent. */
  peek(key: string): Value | undefined {
    const slot = this.#slots.get(key);
    if (!slot) return undefined;
    slot.wasUsed = true;
    return slot.kept.value;
  }

  async get<Wanted>(key: string): Promise<StoredData<Wanted> | undefined> {
    const slot = this.#slots.get(key);
    if (!slot || this.#dropped(key, slot)) return undefined;
    slot.wasUsed = true;
    return slot.kept as StoredData<Wanted>;
  }

  /** Keeps the value, and lets go of as many others as it takes. One larger than everything is not kept. */
  set(key: string, kept: Kept<Value>): boolean {
    const sizeBytes = this.#sizeOf(kept.value) + key.length * 2;
    this.#remove(key, this.#slots.get(key));
    if (sizeBytes > this.#limits.maxBytes) return false;
    // Before it is in: a newcomer that nobody has used yet would be the first to go.
    this.#makeRoom(sizeBytes);
    this.#slots.set(key, { kept, sizeBytes, wasUsed: false });
    this.#bytes += sizeBytes;
    return true;
  }

  async delete(key: string): Promise<boolean> {
    const slot = this.#slots.get(key);
    this.#remove(key, slot);
    return slot !== undefined;
  }

  async clear(): Promise<void> {
    this.#slots.clear();
    this.#bytes = 0;
  }

  async has(key: string): Promise<boolean> {
    const slot = this.#slots.get(key);
    return slot !== undefined && !this.#dropped(key, slot);
  }

  /** Adapters report through events; this one has nothing to report. */
  on(): this {
    return this;
  }

  /** Lets go of whatever has expired. */
  sweep(): void {
    for (const [key, slot] of this.#slots) this.#dropped(key, slot);
  }

  #makeRoom(sizeBytes: number): void {
    for (const [key, slot] of this.#slots) {
      const isFull = this.#slots.size >= this.#limits.maxEntries;
      if (!isFull && this.#bytes + sizeBytes <= this.#limits.maxBytes) return;
      this.#remove(key, slot);
      if (this.#isExpired(slot)) this.#evicted.expired += 1;
      else if (slot.wasUsed) this.#giveSecondChance(key, slot);
      else this.#evicted[isFull ? 'entries' : 'bytes'] += 1;
    }
  }

  #giveSecondChance(key: string, slot: Slot<Value>): void {
    slot.wasUsed = false;
    this.#slots.set(key, slot);
    this.#bytes += slot.sizeBytes;
  }

  /** True when it had expired, and is gone now. */
  #dropped(key: string, slot: Slot<Value>): boolean {
    if (!this.#isExpired(slot)) return false;
    this.#remove(key, slot);
    this.#evicted.expired += 1;
    return true;
  }

  #isExpired({ kept }: Slot<Value>): boolean {
    return kept.expires !== undefined && kept.expires <= this.#wall();
  }

  #remove(key: string, slot: Slot<Value> | undefined): void {
    if (!slot) return;
    this.#slots.delete(key);
    this.#bytes -= slot.sizeBytes;
  }
}
