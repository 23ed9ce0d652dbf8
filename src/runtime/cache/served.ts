/** An answer, and what the cache did to give it. */

import { ownReply, replyOf } from '../kept-reply.ts';
import type { Landing } from '../origin.ts';
import type { CacheHandling, Forwarded } from '../policy/cache-status.ts';
import type { Selecting } from '../policy/vary.ts';
import type { CacheVerdict, Source } from '../result.ts';
import type { Entry } from '../store/entry.ts';

export interface Served extends Landing {
  readonly cache: CacheVerdict;
  readonly handling: CacheHandling;
  /** When it was there: milliseconds since the epoch. */
  readonly endedAt: number;
  /** Milliseconds since an entry was the origin's answer, where one answered. */
  readonly ageMs?: number;
}

/** An answer of the origin, on its way to all who wait for it. */
export interface Answered {
  readonly landing: Landing;
  readonly forward: Forwarded;
  readonly wasValidated: boolean;
  /** What of the request chose it, where those who wait may have asked otherwise. */
  readonly selecting: Selecting;
  /** What was kept of it. */
  readonly kept: Entry | undefined;
}

/** An entry, as it is. */
export function servedFrom(
  entry: Entry,
  source: Source,
  cache: 'hit' | 'stale' | 'rescued',
  nowMs: number,
): Served {
  const ttlSeconds = (entry.snapshot.freshUntil - nowMs) / 1_000;
  const handling: CacheHandling =
    cache === 'rescued' ? { ttlSeconds, detail: 'stale-if-error' } : { ttlSeconds };
  const ageMs = Math.max(0, nowMs - entry.snapshot.bornAt);
  return { reply: replyOf(entry, nowMs), source, attempts: 0, cache, handling, endedAt: nowMs, ageMs };
}

/** What the origin answered, for one of those who waited. */
export function servedByOrigin(
  { landing, forward, wasValidated, kept }: Answered,
  joined: boolean,
  nowMs: number,
): Served {
  const { reply, attempts } = landing;
  const cache = forward === 'bypass' ? 'bypass' : wasValidated ? 'revalidated' : 'miss';
  const handling: CacheHandling = {
    forward,
    ...(wasValidated && { forwardStatus: 304 }),
    ...(kept && { ttlSeconds: (kept.snapshot.freshUntil - nowMs) / 1_000, isStored: true }),
    isCollapsed: joined,
  };
  return {
    reply: ownReply(reply),
    source: joined ? 'flight' : 'network',
    attempts,
    cache,
    handling,
    endedAt: nowMs,
  };
}
