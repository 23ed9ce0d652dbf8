/** A clock that begins two minutes ago and catches up with the real one, so that a scene has a past at once. */

import type { Clock } from '../../src/runtime/index.ts';

export class CatchingUp implements Clock {
  readonly #begunMs = performance.now();
  readonly #pastMs: number;
  readonly #speed: number;

  constructor(pastMs: number, speed: number) {
    this.#pastMs = pastMs;
    this.#speed = speed;
  }

  get isReal(): boolean {
    return this.#behindMs() === 0;
  }

  /** How much faster than the real one it goes now. */
  get speed(): number {
    return this.isReal ? 1 : this.#speed;
  }

  monotonic(): number {
    return performance.now() - this.#behindMs();
  }

  wall(): number {
    return Date.now() - this.#behindMs();
  }

  #behindMs(): number {
    const passedMs = performance.now() - this.#begunMs;
    return Math.max(0, this.#pastMs - passedMs * (this.#speed - 1));
  }
}
