/** What an entry is good for at a moment: RFC 9111 §4.2.4, RFC 5861, and what the request accepts (§5.2.1). */

import type { RequestDirectives } from './cache-control.ts';
import type { Lifetimes } from './lifetimes.ts';

/**
 * `fresh`: as it is. `accepted`: stale, and the request takes it. `stale`: as it is, while it is asked for again.
 * `no`: only once the origin has said that it is still valid.
 */
export type Reuse = 'fresh' | 'accepted' | 'stale' | 'no';

/** @param nowMs milliseconds since the epoch */
export function reuseOf(entry: Lifetimes, wants: RequestDirectives, nowMs: number): Reuse {
  const { maxAge, minFresh, maxStale, noCache } = wants;
  if (noCache) return 'no';
  // Whoever says 0 wants it validated, however young it is.
  if (maxAge !== undefined && (maxAge === 0 || nowMs - entry.bornAt > maxAge * 1_000)) return 'no';
  const leftMs = entry.freshUntil - nowMs;
  if (leftMs > 0) return leftMs >= (minFresh ?? 0) * 1_000 ? 'fresh' : 'no';
  if (entry.isStrict || minFresh !== undefined) return 'no';
  if (maxStale !== undefined && -leftMs <= maxStale * 1_000) return 'accepted';
  return nowMs < entry.staleUntil ? 'stale' : 'no';
}

/** Whether it may stand in for an answer that did not come. */
export function mayRescue(entry: Lifetimes, wants: RequestDirectives, nowMs: number): boolean {
  const { maxAge, minFresh, noCache } = wants;
  if (noCache || minFresh !== undefined || entry.isStrict) return false;
  if (maxAge !== undefined && nowMs - entry.bornAt > maxAge * 1_000) return false;
  return nowMs < entry.rescueUntil;
}

/**
 * Statuses that an entry may stand in for: RFC 5861 §4. No 4xx is among them: who is no longer allowed to see
 * something, and what is no longer there, is told so.
 */
export function isRescuable(status: number): boolean {
  return status === 500 || status === 502 || status === 503 || status === 504;
}
