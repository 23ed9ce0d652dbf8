/**
 * A retry quota as AWS SDKs have it in their standard mode: a bucket of tokens that a retry takes from
 * and a success pays back into. The alternative to the share of budget.ts, for who knows it from there.
 *
 * The quota is exhausted by a long row of failures, whatever the traffic around them; the share follows
 * the traffic. Costs: Smithy reference architecture, retry behaviour 2.0.
 */

import { check, naturalNumber } from './range.ts';

export interface RetryQuotaOptions {
  /** Tokens of a full bucket. A whole number of at least 0. @default 500 */
  readonly capacity?: number;
  /** What a retry takes, and its success gives back. A whole number of at least 0. @default 5 */
  readonly retryCost?: number;
  /** The same after a timeout. A whole number of at least 0. @default 10 */
  readonly timeoutCost?: number;
  /** What a call that succeeded at once gives. A whole number of at least 0. @default 1 */
  readonly refund?: number;
}

export const quotaDefaults: Required<RetryQuotaOptions> = {
  capacity: 500,
  retryCost: 5,
  timeoutCost: 10,
  refund: 1,
};

/** The quota of one origin. */
export class RetryQuota {
  readonly #options: Required<RetryQuotaOptions>;
  #tokens: number;

  /** @throws {RangeError} naming option, expectation and value, when an option is out of range */
  constructor(options: RetryQuotaOptions = {}) {
    this.#options = { ...quotaDefaults, ...options };
    check('capacity', this.#options.capacity, naturalNumber);
    check('retryCost', this.#options.retryCost, naturalNumber);
    check('timeoutCost', this.#options.timeoutCost, naturalNumber);
    check('refund', this.#options.refund, naturalNumber);
    this.#tokens = this.#options.capacity;
  }

  /** Whether there is a retry left; its tokens are taken if so. The cost is what a success gives back. */
  tryRetry(afterTimeout: boolean): number | undefined {
    const cost = afterTimeout ? this.#options.timeoutCost : this.#options.retryCost;
    if (this.#tokens < cost) return undefined;
    this.#tokens -= cost;
    return cost;
  }

  /** A call succeeded. `cost` is that of its last retry, where there was one. */
  succeeded(cost: number | undefined): void {
    this.#tokens = Math.min(this.#options.capacity, this.#tokens + (cost ?? this.#options.refund));
  }

  /** Share of the capacity left, 0 to 1; 0 when there is no capacity at all. */
  get remainingRatio(): number {
    const { capacity } = this.#options;
    return capacity === 0 ? 0 : this.#tokens / capacity;
  }

  get tokens(): number {
    return this.#tokens;
  }
}
