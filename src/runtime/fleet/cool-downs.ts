/**
 * Cool-downs that other instances were told of. They come as digests, since who was told may be known by a
 * secret, and as durations, since no two clocks agree.
 */

import type { LeftAlone, SharedCoolDowns } from '../layers/cool-downs.ts';
import type { Clock } from '../ports.ts';
import { hmacWith } from '../store/digest.ts';

/** With a token per user there are as many as there are users; beyond this, all are worked out anew. */
const mostKeys = 1_000;

/** Whoever can reach Redis can say anything there: no more than these, and none longer than an hour. */
const mostHolds = 1_000;
const longestHoldMs = 3_600_000;

export class FleetCoolDowns implements SharedCoolDowns {
  readonly #clock: Clock;
  readonly #tell: (key: string, holdMs: number) => unknown;
  /** By digest, the monotonic moment of its end. */
  readonly #untilByKey = new Map<string, number>();
  readonly #keys = new Map<string, string>();

  constructor(clock: Clock, tell: (key: string, holdMs: number) => unknown) {
    this.#clock = clock;
    this.#tell = tell;
  }

  get isEmpty(): boolean {
    return this.#untilByKey.size === 0;
  }

  remainingMs(what: LeftAlone): number {
    const key = this.#keyOf(what);
    const until = key === undefined ? undefined : this.#untilByKey.get(key);
    if (key === undefined || until === undefined) return 0;
    const remainingMs = until - this.#clock.monotonic();
    if (remainingMs > 0) return remainingMs;
    this.#untilByKey.delete(key);
    return 0;
  }

  began(what: LeftAlone, holdMs: number): void {
    const key = this.#keyOf(what);
    if (key !== undefined) this.#tell(key, holdMs);
  }

  /** Another instance was told so. */
  heard(key: string, holdMs: number): void {
    const now = this.#clock.monotonic();
    for (const [old, until] of this.#untilByKey) if (until <= now) this.#untilByKey.delete(old);
    if (this.#untilByKey.size >= mostHolds) return;
    const until = now + Math.min(holdMs, longestHoldMs);
    this.#untilByKey.set(key, Math.max(until, this.#untilByKey.get(key) ?? 0));
  }

  /** Where digests take a promise there is none in time, and nothing is shared. */
  #keyOf({ origin, principal, policy }: LeftAlone): string | undefined {
    const text = JSON.stringify(['cool-down', origin, policy, principal]);
    const known = this.#keys.get(text);
    if (known !== undefined) return known;
    const digest = hmacWith(`breakwater\n${principal}`)(text);
    if (typeof digest !== 'string') return undefined;
    if (this.#keys.size >= mostKeys) this.#keys.clear();
    this.#keys.set(text, digest);
    return digest;
  }
}
