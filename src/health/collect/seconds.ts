/**
 * Counts by the second, over the last two minutes: a ring that is written in place, so that recording
 * allocates nothing and a quiet hour costs nothing.
 */

/** Two minutes, and the second that is under way. */
const length = 121;
/** Of a sparkline. */
export const stepSeconds = 3;
export const steps = 40;
/** Of a rate. */
export const rateSeconds = 10;

export class Seconds<Kind extends string> {
  readonly #kinds: readonly Kind[];
  readonly #counts: Float64Array;
  /** The newest second, counted from time 0. */
  #second = Number.NEGATIVE_INFINITY;

  constructor(kinds: readonly Kind[]) {
    this.#kinds = kinds;
    this.#counts = new Float64Array(length * kinds.length);
  }

  /** Time before the latest one seen counts as that. */
  add(nowMs: number, kind: Kind, amount = 1): void {
    this.#advance(nowMs);
    const cell = this.#cell(this.#second, kind);
    this.#counts[cell] = (this.#counts[cell] ?? 0) + amount;
  }

  /** Of the second under way, and of as many whole ones before it. */
  sum(nowMs: number, kind: Kind, seconds: number = length - 1): number {
    this.#advance(nowMs);
    let sum = 0;
    for (let back = 0; back <= Math.min(seconds, length - 1); back += 1) {
      sum += this.#counts[this.#cell(this.#second - back, kind)] ?? 0;
    }
    return sum;
  }

  /** What of the last 10 s, per second: the time counted is known to the millisecond. */
  rate(nowMs: number, count: number): number {
    return count / (rateSeconds + (nowMs / 1_000 - Math.floor(nowMs / 1_000)));
  }

  /** Sums of these kinds in steps of 3 s, oldest first; steps lie still while time moves over them. */
  series(nowMs: number, kinds: readonly Kind[]): number[] {
    this.#advance(nowMs);
    const lastStep = Math.floor(this.#second / stepSeconds);
    return Array.from({ length: steps }, (_, index) => {
      const from = (lastStep - (steps - 1) + index) * stepSeconds;
      let sum = 0;
      for (let second = from; second < from + stepSeconds && second <= this.#second; second += 1) {
        for (const kind of kinds) sum += this.#counts[this.#cell(second, kind)] ?? 0;
      }
      return sum;
    });
  }

  #advance(nowMs: number): void {
    const now = Math.floor(nowMs / 1_000);
    if (now <= this.#second) return;
    const width = this.#kinds.length;
    const passed = Math.min(now - this.#second, length);
    this.#second = now;
    for (let back = 0; back < passed; back += 1) {
      const start = this.#row(now - back) * width;
      this.#counts.fill(0, start, start + width);
    }
  }

  #row(second: number): number {
    return ((second % length) + length) % length;
  }

  #cell(second: number, kind: Kind): number {
    return this.#row(second) * this.#kinds.length + this.#kinds.indexOf(kind);
  }
}
