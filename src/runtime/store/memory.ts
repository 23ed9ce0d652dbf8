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
import { Line, type Linked } from '../line.ts';
import { TransientMap } from '../transient-map.ts';

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

class Slot<Value> implements Linked<Slot<Value>> {
  readonly key: string;
  readonly kept: Kept<Value>;
  readonly sizeBytes: number;
  wasUsed = false;
  previous: Slot<Value> | undefined = undefined;
  next: Slot<Value> | undefined = undefined;

  constructor(key: string, kept: Kept<Value>, sizeBytes: number) {
    this.key = key;
    this.kept = kept;
    this.sizeBytes = sizeBytes;
  }
}

export class BoundedMemory<Value> implements KeyvStoreAdapter {
  /** Required by Keyv's adapter contract; it has no meaning here. */
  readonly opts: Readonly<Record<string, never>> = {};
  namespace?: string | undefined;

  readonly #slots = new TransientMap<string, Slot<Value>>();
  /** In the order the hand comes by. A `Map` has one too, but what is at its front is found ever more slowly. */
  readonly #round = new Line<Slot<Value>>();
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
    if (!slot || this.#dropped(slot)) return undefined;
    slot.wasUsed = true;
    return slot.kept as StoredData<Wanted>;
  }

  /** Keeps the value, and lets go of as many others as it takes. One larger than everything is not kept. */
  set(key: string, kept: Kept<Value>): boolean {
    const sizeBytes = this.#sizeOf(kept.value) + key.length * 2;
    this.#remove(this.#slots.get(key));
    if (sizeBytes > this.#limits.maxBytes) return false;
    // Before it is in: a newcomer that nobody has used yet would be the first to go.
    this.#makeRoom(sizeBytes);
    const slot = new Slot(key, kept, sizeBytes);
    this.#slots.set(key, slot);
    this.#round.add(slot);
    this.#bytes += sizeBytes;
    return true;
  }

  async delete(key: string): Promise<boolean> {
    const slot = this.#slots.get(key);
    this.#remove(slot);
    return slot !== undefined;
  }

  async clear(): Promise<void> {
    this.#slots.clear();
    this.#round.clear();
    this.#bytes = 0;
  }

  async has(key: string): Promise<boolean> {
    const slot = this.#slots.get(key);
    return slot !== undefined && !this.#dropped(slot);
  }

  /** Adapters report through events; this one has nothing to report. */
  on(): this {
    return this;
  }

  /** Lets go of whatever has expired. */
  sweep(): void {
    for (const slot of this.#round) this.#dropped(slot);
  }

  #makeRoom(sizeBytes: number): void {
    for (let slot = this.#round.first; slot; slot = this.#round.first) {
      const isFull = this.#slots.size >= this.#limits.maxEntries;
      if (!isFull && this.#bytes + sizeBytes <= this.#limits.maxBytes) return;
      if (slot.wasUsed && !this.#isExpired(slot)) this.#giveSecondChance(slot);
      else this.#evict(slot, isFull ? 'entries' : 'bytes');
    }
  }

  #giveSecondChance(slot: Slot<Value>): void {
    slot.wasUsed = false;
    this.#round.remove(slot);
    this.#round.add(slot);
  }

  #evict(slot: Slot<Value>, why: 'entries' | 'bytes'): void {
    this.#remove(slot);
    this.#evicted[this.#isExpired(slot) ? 'expired' : why] += 1;
  }

  /** True when it had expired, and is gone now. */
  #dropped(slot: Slot<Value>): boolean {
    if (!this.#isExpired(slot)) return false;
    this.#remove(slot);
    this.#evicted.expired += 1;
    return true;
  }

  #isExpired({ kept }: Slot<Value>): boolean {
    return kept.expires !== undefined && kept.expires <= this.#wall();
  }

  #remove(slot: Slot<Value> | undefined): void {
    if (!slot) return;
    this.#slots.delete(slot.key);
    this.#round.remove(slot);
    this.#bytes -= slot.sizeBytes;
  }
}
