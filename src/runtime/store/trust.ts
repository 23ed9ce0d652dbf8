/** How long memory speaks for entries that other instances may have outdated. */

import type { Clock } from '../ports.ts';

/**
 * Longest that memory trusts an entry which other instances share while it cannot hear of their writes, in
 * milliseconds (FusionCache's rule for a blind memory tier).
 */
const blindTrustMs = 5_000;

export class Trust {
  readonly #clock: Clock;
  readonly #hearingSince: () => number | undefined;
  #last: { readonly since: number; until: number } | undefined;

  /** @param hearingSince monotonic milliseconds; `undefined` while something may be missed */
  constructor(clock: Clock, hearingSince: () => number | undefined) {
    this.#clock = clock;
    this.#hearingSince = hearingSince;
  }

  /** Whether others are heard now. */
  get isHearing(): boolean {
    return this.#since() !== undefined;
  }

  /** Whether memory may answer with what was asked for at that monotonic moment. */
  covers(askedAt: number): boolean {
    const now = this.#clock.monotonic();
    if (now - askedAt < blindTrustMs) return true;
    const since = this.#since();
    if (since !== undefined && askedAt > since) return true;
    const last = this.#last;
    return last !== undefined && askedAt > last.since && now - last.until < blindTrustMs;
  }

  #since(): number | undefined {
    const since = this.#hearingSince();
    if (since !== undefined) this.#last = { since, until: this.#clock.monotonic() };
    return since;
  }
}
