/**
 * When things were last outdated, by tag: a resource, a URL, a word of the caller's own. What was asked for up
 * to that moment is not to be used. Nothing is searched, and the order in which things arrive does not matter.
 *
 * Bounded: the oldest moment that has to go becomes one for everything, which outdates too much, never too little.
 */

/** Far more than there are resources; URLs and words come and go. */
const mostTags = 10_000;

export class Moments {
  readonly #byTag = new Map<string, number>();
  /** Whatever its tags: reads that began up to this moment are outdated. */
  #floor = 0;

  /** @param moment of an ordered clock; an earlier one than is known changes nothing */
  outdate(tag: string, moment: number): void {
    if (moment <= (this.#byTag.get(tag) ?? 0)) return;
    this.#byTag.delete(tag);
    this.#byTag.set(tag, moment);
    if (this.#byTag.size > mostTags) this.#forgetOldest();
  }

  outdateAll(moment: number): void {
    this.#floor = Math.max(this.#floor, moment);
  }

  /** Whether nothing has happened to any of the tags since. */
  areCurrent(tags: readonly string[], since: number): boolean {
    if (since <= this.#floor) return false;
    for (const tag of tags) {
      const moment = this.#byTag.get(tag);
      if (moment !== undefined && since <= moment) return false;
    }
    return true;
  }

  #forgetOldest(): void {
    for (const [tag, moment] of this.#byTag) {
      this.#byTag.delete(tag);
      this.outdateAll(moment);
      return;
    }
  }
}
