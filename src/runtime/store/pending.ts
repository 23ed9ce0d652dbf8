/**
 * Invalidations that the store has not confirmed. Until it has, nothing with such a tag is read from it; each is
 * sent again until it arrives. The last writer wins, and too many become one for everything, which outdates too
 * much, never too little.
 */

/** The tag that every entry has. */
export const everything = '*';

const mostPending = 1_000;

export class Pending {
  /** The version that each tag is to get. */
  readonly #byTag = new Map<string, string>();

  get size(): number {
    return this.#byTag.size;
  }

  add(tags: readonly string[], version: string): void {
    for (const tag of tags) this.#byTag.set(tag, version);
    if (this.#byTag.size <= mostPending) return;
    this.#byTag.clear();
    this.#byTag.set(everything, version);
  }

  /** The store has it. A later one of the same tag is still to come. */
  confirm(tag: string, version: string): void {
    if (this.#byTag.get(tag) === version) this.#byTag.delete(tag);
  }

  hasAny(tags: Iterable<string>): boolean {
    if (this.#byTag.size === 0) return false;
    if (this.#byTag.has(everything)) return true;
    for (const tag of tags) if (this.#byTag.has(tag)) return true;
    return false;
  }

  entries(): [tag: string, version: string][] {
    return [...this.#byTag];
  }
}
