/**
 * When a stream of events that lost its connection gets another: WHATWG HTML §9.2.3, and the backoff
 * that it allows. Every wait is at least the reconnection time; what grows and jitters comes on top,
 * so that a server that restarts does not meet all its readers at once.
 */

import { longestTimerMs } from './range.ts';

export interface ReconnectLimits {
  /** Connections in a row that bring no event, after which the stream is given up. */
  readonly maxAttempts: number;
  /** Reconnection time until the server sets one by `retry:`, in milliseconds. */
  readonly delayMs: number;
  /** A wait does not grow beyond this, in milliseconds, unless the server asks for more. */
  readonly maxDelayMs: number;
}

/** The specification asks for "a few seconds"; Chromium waits three. The rest are house rules. */
export const reconnectDefaults: ReconnectLimits = { maxAttempts: 5, delayMs: 3_000, maxDelayMs: 30_000 };

/**
 * Milliseconds to wait before the next connection.
 *
 * @param failures connections in a row that brought nothing, 0 after one that did
 * @param timeMs the reconnection time, in milliseconds
 * @param random gives a number in [0, 1)
 */
export function reconnectDelayMs(
  failures: number,
  timeMs: number,
  { maxDelayMs }: Pick<ReconnectLimits, 'maxDelayMs'>,
  random: () => number,
): number {
  const grownMs = Math.max(timeMs, Math.min(timeMs * 2 ** failures, maxDelayMs));
  return Math.min(Math.floor(grownMs * (1 + random() / 2)), longestTimerMs);
}

/**
 * Milliseconds that a server's `retry` means at least. Waiting for longer is allowed (§9.2.3); 0 would be as fast as
 * the network is, and never grow.
 */
export const leastRetryMs = 100;

/** A reply that says that the server is not ready, and may be later; any other ends the stream for good. */
export function mayComeBack(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}
