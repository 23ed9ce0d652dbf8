/**
 * How many retries an origin is worth: a share of the calls made lately, plus a floor.
 *
 * Retries multiply exactly when an origin can bear it least. A budget shared by all that retries
 * (retries, hedges, replays after a 401) bounds the extra load whatever the number of callers.
 * After Finagle's RetryBudget: 20 % of the calls of the last 10 s.
 */

import { check, naturalNumber, positiveMs, ratio } from './range.ts';
import { SlidingWindow } from './window.ts';

export interface RetryBudgetOptions {
  /**
   * How far back calls and retries are counted, in milliseconds. Positive and finite.
   *
   * @default 10_000 as Finagle's tokens live
   */
  readonly windowMs?: number;
  /**
   * Retries allowed per call in the window. A ratio in [0, 1].
   *
   * @default 0.2 as Finagle and Envoy
   */
  readonly ratio?: number;
  /**
   * Retries allowed in the window whatever the number of calls, so that a quiet client may retry too.
   * An integer of at least 0.
   *
   * @default 10, one per second; Finagle's floor of 10 per second would let a small client retry at will
   */
  readonly floor?: number;
}

export const budgetDefaults: Required<RetryBudgetOptions> = { windowMs: 10_000, ratio: 0.2, floor: 10 };

/** The budget of one origin. */
export class RetryBudget {
  readonly #options: Required<RetryBudgetOptions>;
  readonly #window: SlidingWindow<'call' | 'retry'>;

  /** @throws {RangeError} naming option, expectation and value, when an option is out of range */
  constructor(options: RetryBudgetOptions = {}) {
    this.#options = { ...budgetDefaults, ...options };
    check('windowMs', this.#options.windowMs, positiveMs);
    check('ratio', this.#options.ratio, ratio);
    check('floor', this.#options.floor, naturalNumber);
    this.#window = new SlidingWindow({ call: 0, retry: 0 }, { durationMs: this.#options.windowMs });
  }

  /** Counts a call, which earns a share of a retry. Once per call, not per attempt. */
  recordCall(nowMs: number): void {
    this.#window.record(nowMs, 'call');
  }

  /** Whether there is a retry left; it is spent if so. Ask last, when nothing else can forbid the retry. */
  tryRetry(nowMs: number): boolean {
    if (this.remaining(nowMs) < 1) return false;
    this.#window.record(nowMs, 'retry');
    return true;
  }

  /** Retries left now. A whole number, at least 0. */
  remaining(nowMs: number): number {
    const { call, retry } = this.#window.totals(nowMs);
    return Math.max(0, this.#allowed(call) - retry);
  }

  /** Share of the budget left, 0 to 1; 0 when there is no budget at all. */
  remainingRatio(nowMs: number): number {
    const allowed = this.#allowed(this.#window.totals(nowMs).call);
    return allowed === 0 ? 0 : this.remaining(nowMs) / allowed;
  }

  #allowed(calls: number): number {
    return this.#options.floor + Math.floor(this.#options.ratio * calls);
  }
}
