/**
 * Invalidations that the store has not confirmed. Until it has, nothing with such a tag is read from it; each is
 * sent again until it arrives. The last writer wins, and too many become one for everything, which outdates too
 * much, never too little.
 */

/** The tag that every entry has. */
export const everything = '*';

const mostPending = 1_000;

export class Pending {
  /** By tag, the word of the write that outdated it last. */
  readonly #byTag = new Map<string, string>();

  get size(): number {
    return this.#byTag.size;
  }

  add(tags: readonly string[], word: string): void {
    for (const tag of tags) this.#byTag.set(tag, word);
    if (this.#byTag.size <= mostPending) return;
    this.#byTag.clear();
    this.#byTag.set(everything, word);
  }

  /** The store has it. A later one of the same tag is still to come. */
  confirm(tag: string, word: string): void {
    if (this.#byTag.get(tag) === word) this.#byTag.delete(tag);
  }

  hasAny(tags: Iterable<string>): boolean {
    if (this.#byTag.size === 0) return false;
    if (this.#byTag.has(everything)) return true;
    for (const tag of tags) if (this.#byTag.has(tag)) return true;
    return false;
  }

  entries(): [tag: string, word: string][] {
    return [...this.#byTag];
  }
}
