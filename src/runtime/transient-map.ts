/**
 * A `Map` for what comes and goes by the thousand: it begins a new one now and then.
 *
 * V8 has every table that a `Map` outgrows point to its successor. One such table in the old generation keeps all
 * later ones alive until the next full collection, and with them whatever they held: all of it is copied and
 * promoted though nobody can reach it. Measured, this was half of the CPU of a read answered by Redis.
 */

/** Removals after which a new `Map` is begun, or as many as there are members: fewer than between two collections. */
const fewestRemovals = 256;

export class TransientMap<Key, Value> {
  #map = new Map<Key, Value>();
  #removals = 0;

  get size(): number {
    return this.#map.size;
  }

  get(key: Key): Value | undefined {
    return this.#map.get(key);
  }

  has(key: Key): boolean {
    return this.#map.has(key);
  }

  set(key: Key, value: Value): void {
    // Here and not on removal, so that whoever removes what it iterates over goes on where it was.
    if (this.#removals >= fewestRemovals && this.#removals >= this.#map.size) {
      this.#map = new Map(this.#map);
      this.#removals = 0;
    }
    this.#map.set(key, value);
  }

  delete(key: Key): boolean {
    const wasThere = this.#map.delete(key);
    if (wasThere) this.#removals += 1;
    return wasThere;
  }

  clear(): void {
    this.#map = new Map();
    this.#removals = 0;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.#map[Symbol.iterator]();
  }
}
