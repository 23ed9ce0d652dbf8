/** The last few of something, newest first; and the last few kinds of something, with how often they came. */

export class Recent<Item> {
  readonly #limit: number;
  #items: readonly Item[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(item: Item): void {
    this.#items = [item, ...this.#items].slice(0, this.#limit);
  }

  get items(): readonly Item[] {
    return this.#items;
  }
}

interface Kind<About> {
  readonly about: About;
  readonly firstAt: number;
  lastAt: number;
  count: number;
}

/** Of a flood of the same, one; so that it does not wash away what else happened. */
export class RecentKinds<About> {
  readonly #limit: number;
  /** Least recently seen first. */
  readonly #kinds = new Map<string, Kind<About>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(key: string, at: number, about: () => About): void {
    const known = this.#kinds.get(key);
    const kind = known ?? { about: about(), firstAt: at, lastAt: at, count: 0 };
    kind.count += 1;
    kind.lastAt = at;
    this.#kinds.delete(key);
    this.#kinds.set(key, kind);
    const [oldest] = this.#kinds.keys();
    if (this.#kinds.size > this.#limit && oldest !== undefined) this.#kinds.delete(oldest);
  }

  get kinds(): readonly Readonly<Kind<About>>[] {
    return [...this.#kinds.values()].reverse();
  }
}
