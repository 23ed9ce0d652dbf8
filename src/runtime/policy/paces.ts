/**
 * One pace for each who has one of their own. Those who have gone are forgotten, so that a client which
 * signs for many users does not remember them all.
 */

import { Pace, type PaceOptions } from './pace.ts';

/** Paces kept before those that are as if new are forgotten. */
const most = 1_000;

export class Paces {
  readonly #paces = new Map<string, Pace>();

  get size(): number {
    return this.#paces.size;
  }

  of(key: string, options: PaceOptions, nowMs: number): Pace {
    const known = this.#paces.get(key);
    if (known) return known;
    if (this.#paces.size >= most) this.#forgetIdle(nowMs);
    const pace = new Pace(options);
    this.#paces.set(key, pace);
    return pace;
  }

  /** A pace that is idle is as if new: whoever comes back is none the worse. */
  #forgetIdle(nowMs: number): void {
    for (const [key, pace] of this.#paces) if (pace.isIdle(nowMs)) this.#paces.delete(key);
  }
}
