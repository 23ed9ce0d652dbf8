/**
 * Bounded memory: a Keyv storage adapter that evicts what was used least recently, by number and by
 * estimated bytes. Keyv's own `Map` never evicts.
 *
 * Unlike an adapter behind Keyv it can be asked without a promise (`peek`): that is the fast path.
 */

import type { Keyv, KeyvStoreAdapter, StoredData } from 'keyv';

export interface MemoryLimits {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

/** What Keyv hands to an adapter when nothing serialises: the value and its expiry, in wall milliseconds. */
interface Kept<Value> {
  readonly value: Value;
  readonly expires?: number | undefined;
}

interface Slot<Value> {
  readonly kept: Kept<Value>;
  readonly sizeBytes: number;
}

export class BoundedMemory<Value> {
  /** Required by Keyv's adapter contract; it has no meaning here. */
  readonly opts: Readonly<Record<string, never>> = {};
  namespace?: string | undefined;

  /** In order of use, the oldest first: a `Map` keeps insertion order, and a hit inserts again. */
  readonly #slots = new Map<string, Slot<Value>>();
  readonly #limits: MemoryLimits;
  readonly #sizeOf: (value: Value) => number;
  readonly #wall: () => number;
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

  /** The value itself, shared and not to be changed; `undefined` when absent or expired. */
  peek(key: string): Value | undefined {
    const slot = this.#slots.get(key);
    if (!slot) return undefined;
    if (this.#isExpired(slot)) {
      this.#remove(key, slot);
      return undefined;
    }
    this.#slots.delete(key);
    this.#slots.set(key, slot);
    return slot.kept.value;
  }

  async get<Wanted>(key: string): Promise<StoredData<Wanted> | undefined> {
    if (this.peek(key) === undefined) return undefined;
    return this.#slots.get(key)?.kept as StoredData<Wanted>;
  }

  /** Keeps the value, and lets go of as many old ones as it takes. One larger than everything is not kept. */
  set(key: string, kept: Kept<Value>): boolean {
    const sizeBytes = this.#sizeOf(kept.value) + key.length * 2;
    this.#remove(key, this.#slots.get(key));
    if (sizeBytes > this.#limits.maxBytes) return false;
    this.#slots.set(key, { kept, sizeBytes });
    this.#bytes += sizeBytes;
    this.#evict();
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
    return this.peek(key) !== undefined;
  }

  /** Adapters report through events; this one has nothing to report. */
  on(): this {
    return this;
  }

  /** Lets go of whatever has expired. */
  sweep(): void {
    for (const [key, slot] of this.#slots) {
      if (this.#isExpired(slot)) this.#remove(key, slot);
    }
  }

  #evict(): void {
    for (const [key, slot] of this.#slots) {
      if (this.#slots.size <= this.#limits.maxEntries && this.#bytes <= this.#limits.maxBytes) return;
      this.#remove(key, slot);
    }
  }

  #isExpired(slot: Slot<Value>): boolean {
    return slot.kept.expires !== undefined && slot.kept.expires <= this.#wall();
  }

  #remove(key: string, slot: Slot<Value> | undefined): void {
    if (!slot) return;
    this.#slots.delete(key);
    this.#bytes -= slot.sizeBytes;
  }
}

/** Compile-time proof that Keyv takes it as a store. */
export type IsKeyvStore = BoundedMemory<unknown> extends KeyvStoreAdapter ? Keyv : never;
