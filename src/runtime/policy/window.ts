/**
 * Counts of what happened lately: a ring of buckets, the oldest of which is emptied as time moves on.
 *
 * An event is forgotten together with its bucket, after between (1 - 1/bucketCount) and 1 times the
 * duration. Recording allocates nothing; the sums are kept, so reading does not walk the ring.
 * After Hystrix's rolling statistical window (10 buckets).
 */

import { check, positiveInteger, positiveMs } from './range.ts';

/** How often each kind of event happened. */
export type Counts<Kind extends string> = Readonly<Record<Kind, number>>;

export interface SlidingWindowOptions {
  /** How long an event is remembered, in milliseconds. Positive and finite. */
  readonly durationMs: number;
  /**
   * Number of steps in which the window moves. An integer of at least 1; more steps forget more evenly.
   *
   * @default 10
   */
  readonly bucketCount?: number;
}

/**
 * A sliding window over a fixed set of kinds.
 *
 * @example
 * const window = new SlidingWindow({ success: 0, failure: 0 }, { durationMs: 30_000 });
 * window.record(1_000, 'failure');
 * window.totals(2_000); // { success: 0, failure: 1 }
 */
export class SlidingWindow<Kind extends string> {
  readonly #bucketMs: number;
  readonly #buckets: readonly Record<Kind, number>[];
  /** Always the sum of all buckets. */
  readonly #sums: Record<Kind, number>;
  /** Index of the bucket that takes new events. */
  #head = 0;
  /** Number of the head bucket, counted from time 0. It never decreases. */
  #step = Number.NEGATIVE_INFINITY;

  /**
   * @param zero the kinds to count, each at 0
   * @throws {RangeError} when `durationMs` is not positive or `bucketCount` is not a positive integer
   */
  constructor(zero: Counts<Kind>, { durationMs, bucketCount = 10 }: SlidingWindowOptions) {
    check('durationMs', durationMs, positiveMs);
    check('bucketCount', bucketCount, positiveInteger);
    this.#bucketMs = durationMs / bucketCount;
    this.#buckets = Array.from({ length: bucketCount }, () => ({ ...zero }));
    this.#sums = { ...zero };
  }

  /** Counts one event. Time before the latest one seen counts as that latest time. */
  record(nowMs: number, kind: Kind): void {
    this.#advance(nowMs);
    const head = this.#buckets[this.#head];
    if (head === undefined) return; // #head is always an index of #buckets; the compiler cannot know.
    head[kind] += 1;
    this.#sums[kind] += 1;
  }

  /** What happened within the window that ends now. The result is the caller's own. */
  totals(nowMs: number): Counts<Kind> {
    this.#advance(nowMs);
    return { ...this.#sums };
  }

  /** Forgets everything. */
  clear(): void {
    for (const bucket of this.#buckets) this.#empty(bucket);
  }

  /** Moves the head to the bucket of `nowMs`; a gap, however long, costs one turn of the ring at most. */
  #advance(nowMs: number): void {
    const step = Math.floor(nowMs / this.#bucketMs);
    if (step <= this.#step) return;
    const passed = Math.min(step - this.#step, this.#buckets.length);
    this.#step = step;
    for (let moved = 0; moved < passed; moved += 1) {
      this.#head = (this.#head + 1) % this.#buckets.length;
      this.#empty(this.#buckets[this.#head]);
    }
  }

  #empty(bucket: Record<Kind, number> | undefined): void {
    for (const kind in bucket) {
      this.#sums[kind] -= bucket[kind];
      bucket[kind] = 0;
    }
  }
}
