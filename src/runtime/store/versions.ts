/**
 * The version of each tag, which every write to it replaces by a new one. An entry carries the versions that were
 * read before its request left, and is used only while they are still the same: a read that began before a
 * write, on whatever instance, is never served after it, and no two clocks are ever compared.
 *
 * A version that is lost (evicted, or Redis began anew) is replaced by another; so entries are lost with it, and
 * never found again by mistake.
 */

import type { Remote } from './remote.ts';

/** Far more than there are resources; tags of single entries come and go. */
const mostKnown = 10_000;

/** A week: longer than entries are kept. Where one is kept longer, it is read anew. */
export const versionLifetimeMs = 7 * 24 * 3_600_000;

export type Stamps = ReadonlyMap<string, string>;

export class Versions {
  readonly #known = new Map<string, string>();
  readonly #keyOf: (tag: string) => string | Promise<string>;
  /** Whether a change elsewhere would be heard of: only then is what was read once believed later. */
  readonly #isHearing: () => boolean;
  /** Counts what was heard: an answer that was under way meanwhile may be older than that. */
  #heard = 0;

  constructor(keyOf: (tag: string) => string | Promise<string>, isHearing: () => boolean) {
    this.#keyOf = keyOf;
    this.#isHearing = isHearing;
  }

  /** Known without asking. */
  peek(tag: string): string | undefined {
    return this.#isHearing() ? this.#known.get(tag) : undefined;
  }

  /** Of each tag, as it is now. */
  async read(remote: Remote, tags: readonly string[]): Promise<Stamps> {
    return new Map(await Promise.all(tags.map(async (tag) => [tag, await this.#of(remote, tag)] as const)));
  }

  /** They have changed, here or elsewhere. */
  forget(tags: readonly string[]): void {
    this.#heard += 1;
    for (const tag of tags) this.#known.delete(tag);
  }

  forgetAll(): void {
    this.#heard += 1;
    this.#known.clear();
  }

  async #of(remote: Remote, tag: string): Promise<string> {
    const known = this.peek(tag);
    if (known !== undefined) return known;
    const heard = this.#heard;
    const isHearing = this.#isHearing();
    const key = await this.#keyOf(tag);
    const found = await remote.get(key);
    const version =
      found === undefined ? await remote.establish(key, newVersion(), versionLifetimeMs) : String(found);
    // Read while nobody told of changes, or while one was told of: true for this once.
    if (isHearing && heard === this.#heard) this.#remember(tag, version);
    return version;
  }

  #remember(tag: string, version: string): void {
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(tag, version);
  }
}

export const newVersion = (): string => globalThis.crypto.randomUUID();
