/**
 * The version of each tag, which every write to it replaces by a new one. An entry carries the versions that were
 * read before its request left, and is used only while they are still the same: a read that began before a
 * write, on whatever instance, is never served after it, and no two clocks are ever compared.
 *
 * A version that is lost (evicted, or Redis began anew) is replaced by another; so entries are lost with it, and
 * never found again by mistake.
 */

import { everything } from './pending.ts';
import type { Remote } from './remote.ts';

/** Far more than there are resources; tags of single entries come and go. */
const mostKnown = 10_000;

/** A week: longer than entries are kept. Where one is kept longer, it is read anew. */
export const versionLifetimeMs = 7 * 24 * 3_600_000;

/** Tags and their versions, by turns. Flat, since every hit from the store brings one. */
export type Stamps = readonly string[];

export function isStamps(value: unknown): value is Stamps {
  return Array.isArray(value) && value.length % 2 === 0 && value.every((part) => typeof part === 'string');
}

/** The tags among them; without the one that every entry has. */
export function tagsIn(stamps: Stamps): string[] {
  const tags: string[] = [];
  for (let place = 0; place < stamps.length; place += 2) {
    const tag = stamps[place];
    if (tag !== undefined && tag !== everything) tags.push(tag);
  }
  return tags;
}

/** Whether each tag has the version that it had then; `undefined` where one of them is not among those of now. */
export function agree(then: Stamps, now: Stamps): boolean | undefined {
  let isSame = true;
  for (let place = 0; place < then.length; place += 2) {
    const at = then[place] === now[place] ? place : placeOf(then[place], now);
    if (at === undefined) return undefined;
    if (then[place + 1] !== now[at + 1]) isSame = false;
  }
  return isSame;
}

function placeOf(tag: string | undefined, stamps: Stamps): number | undefined {
  for (let place = 0; place < stamps.length; place += 2) if (stamps[place] === tag) return place;
  return undefined;
}

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

  /** Of everything and of each tag, without asking; `undefined` where one is not known. */
  peek(tags: readonly string[]): Stamps | undefined {
    if (!this.#isHearing()) return undefined;
    const common = this.#known.get(everything);
    if (common === undefined) return undefined;
    const stamps = [everything, common];
    for (const tag of tags) {
      const version = this.#known.get(tag);
      if (version === undefined) return undefined;
      stamps.push(tag, version);
    }
    return stamps;
  }

  /** The same, as they are now. */
  async read(remote: Remote, tags: readonly string[]): Promise<Stamps> {
    const all = [everything, ...tags];
    const pairs = await Promise.all(all.map(async (tag) => [tag, await this.#of(remote, tag)]));
    return pairs.flat();
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
    const isHearing = this.#isHearing();
    const known = this.#known.get(tag);
    if (isHearing && known !== undefined) return known;
    const heard = this.#heard;
    const key = await this.#keyOf(tag);
    const found = await remote.get(key);
    const version =
      found === null ? await remote.establish(key, newVersion(), versionLifetimeMs) : String(found);
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
