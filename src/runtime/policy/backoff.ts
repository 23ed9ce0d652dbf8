/**
 * How long to wait before a retry: exponential, capped, with full jitter.
 *
 * Full jitter draws from the whole interval [0, cap), which of the variants compared spreads a crowd of
 * clients with the least work. M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */

export interface BackoffRange {
  /** Upper bound of the first wait, in milliseconds. Positive. It doubles with every retry. */
  readonly baseMs: number;
  /** Upper bound of any wait, in milliseconds. Positive. */
  readonly maxMs: number;
}

export interface BackoffDefaults extends BackoffRange {
  /** Takes the place of `baseMs` after the origin said that it is too busy: see throttle.ts. */
  readonly throttlingBaseMs: number;
}

/** The numbers of Smithy's standard retry mode (AWS SDKs). */
export const backoffDefaults: BackoffDefaults = { baseMs: 100, throttlingBaseMs: 500, maxMs: 20_000 };

/**
 * A wait in whole milliseconds, from 0 up to but not including min(maxMs, baseMs × 2^(retry-1)).
 *
 * @param retry which retry this is: 1 for the second attempt of a call
 * @param random gives a number in [0, 1)
 */
export function fullJitterMs(retry: number, { baseMs, maxMs }: BackoffRange, random: () => number): number {
  return Math.floor(random() * Math.min(maxMs, baseMs * 2 ** (retry - 1)));
}
