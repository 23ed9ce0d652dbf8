/**
 * Wall time that never repeats and never runs backwards, so that of two moments in this process one
 * is always the earlier: a read that began before a write can be told from one that began after it
 * even within one millisecond. A hybrid logical clock (Kulkarni et al., 2014) without the messages.
 */
export class OrderedClock {
  readonly #wall: () => number;
  #last = 0;

  constructor(wall: () => number) {
    this.#wall = wall;
  }

  /** Milliseconds since the epoch, with a fraction where several moments share one. */
  now(): number {
    this.#last = Math.max(this.#wall(), this.#last + 0.001);
    return this.#last;
  }
}
