/**
 * A rate that is kept by spacing: so many requests in a period, of which some may come at once.
 *
 * The generic cell rate algorithm (ITU-T I.371, as "virtual scheduling"): one number, the time at which
 * the bucket would be full again, says all that a token bucket counts. Whoever must wait has a place
 * reserved, so waits are first come, first served, and nobody is woken in vain.
 */

import { check, positiveInteger, positiveMs } from './range.ts';

export interface PaceOptions {
  /** Requests per period. An integer of at least 1. */
  readonly requests: number;
  /** Length of the period, in milliseconds. Positive and finite. */
  readonly periodMs: number;
  /** Requests that may come at once after a pause. An integer of at least 1. @default requests */
  readonly burst?: number;
}

export class Pace {
  /** Milliseconds that one request is worth. */
  readonly #intervalMs: number;
  /** How far ahead of its time a request may come. */
  readonly #toleranceMs: number;
  /** Theoretical arrival time of the next request. */
  #nextMs = Number.NEGATIVE_INFINITY;

  /** @throws {RangeError} naming option, expectation and value, when an option is out of range */
  constructor({ requests, periodMs, burst = requests }: PaceOptions) {
    check('requests', requests, positiveInteger);
    check('periodMs', periodMs, positiveMs);
    check('burst', burst, positiveInteger);
    this.#intervalMs = periodMs / requests;
    this.#toleranceMs = this.#intervalMs * (burst - 1);
  }

  /** Milliseconds until a request that asks now may go; 0 when at once. Takes nothing. */
  waitMs(nowMs: number): number {
    return Math.max(0, this.#nextMs - this.#toleranceMs - nowMs);
  }

  /** Whether it is as if new: everything that went has been forgotten. */
  isIdle(nowMs: number): boolean {
    return this.#nextMs <= nowMs;
  }

  /** Reserves the next place if it is not further away than that; the wait for it, or undefined. */
  reserve(nowMs: number, atMostMs: number): number | undefined {
    const waitMs = this.waitMs(nowMs);
    if (waitMs > atMostMs) return undefined;
    this.#nextMs = Math.max(this.#nextMs, nowMs) + this.#intervalMs;
    return waitMs;
  }

  /** Gives back the place of who will not come: those who come later move up by one. */
  giveBack(): void {
    this.#nextMs -= this.#intervalMs;
  }
}
