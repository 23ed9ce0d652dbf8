/**
 * The moments in the life of an entry, settled when its response comes. From then on a look at the clock tells
 * what it is good for; no field is read again.
 */

import { type Exchanged, initialAgeMs } from './age.ts';
import { type Answered, explicitLifetimeMs, heuristicLifetimeMs, type Rules } from './freshness.ts';

/** Milliseconds since the epoch, each the first moment at which it no longer holds. */
export interface Lifetimes {
  /** When the response would have been made if it were not older than it says: its age is counted from here. */
  readonly bornAt: number;
  readonly freshUntil: number;
  /** Until then it may be served while it is asked for again. */
  readonly staleUntil: number;
  /** Until then it may stand in for an answer that did not come. */
  readonly rescueUntil: number;
  /** Until then it is kept: what is of no other use any more may still be found valid. */
  readonly keptUntil: number;
  /** Never served once it is stale, whoever would accept that: RFC 9111 §5.2.2.2. */
  readonly isStrict: boolean;
}

/** What the configuration says, in seconds. */
export interface Staleness {
  readonly staleWhileRevalidate: number;
  readonly staleIfError: number;
  /** For how long something is kept that is no longer fresh, to be validated. */
  readonly keepStale: number;
}

/** By the configuration: its TTL, counted from the moment the response came. */
export function lifetimesByConfig(
  { fields, respondedAt }: Answered,
  requestedAt: number,
  ttlMs: number,
  staleness: Staleness,
): Lifetimes {
  const bornAt = respondedAt - initialAgeMs(fields, { requestedAt, respondedAt });
  const hasValidator = fields.get('etag') !== null || fields.get('last-modified') !== null;
  const kept = hasValidator ? staleness : { ...staleness, keepStale: 0 };
  return settled(bornAt, respondedAt + ttlMs, kept, false);
}

/** By what the origin said: RFC 9111 §4.2, RFC 5861. Where it says nothing of staleness, the configuration does. */
export function lifetimesByHttp(
  answered: Answered,
  exchanged: Exchanged,
  rules: Rules,
  staleness: Staleness,
): Lifetimes {
  const { directives, isShared } = rules;
  const bornAt = exchanged.respondedAt - initialAgeMs(answered.fields, exchanged);
  const isNeverFresh = directives.noCache === true;
  const lifetimeMs = isNeverFresh
    ? 0
    : (explicitLifetimeMs(answered, rules) ?? heuristicLifetimeMs(answered, rules));
  // RFC 9111 §5.2.2.10: for a shared cache `s-maxage` says what `proxy-revalidate` does.
  const isStrictWhenShared = directives.proxyRevalidate || directives.sharedMaxAge !== undefined;
  const isStrict = isNeverFresh || directives.mustRevalidate || (isShared && isStrictWhenShared);
  const said: Staleness = {
    staleWhileRevalidate: directives.staleWhileRevalidate ?? staleness.staleWhileRevalidate,
    staleIfError: directives.staleIfError ?? staleness.staleIfError,
    keepStale: staleness.keepStale,
  };
  return settled(bornAt, bornAt + lifetimeMs, said, isStrict);
}

function settled(bornAt: number, freshUntil: number, staleness: Staleness, isStrict: boolean): Lifetimes {
  const after = (seconds: number): number => freshUntil + (isStrict ? 0 : seconds * 1_000);
  const staleUntil = after(staleness.staleWhileRevalidate);
  const rescueUntil = after(staleness.staleIfError);
  const keptUntil = Math.max(staleUntil, rescueUntil, freshUntil + staleness.keepStale * 1_000);
  return { bornAt, freshUntil, staleUntil, rescueUntil, keptUntil, isStrict };
}
