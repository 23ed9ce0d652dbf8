/** For how long a response is fresh, if the origin says so or leaves room to guess: RFC 9111 §4.2. */

import { dateOf, type FieldReader } from './age.ts';
import type { ResponseDirectives } from './cache-control.ts';
import { httpDateMs } from './http-date.ts';

/** RFC 9110 §15.1: what of these says nothing of its freshness may be given one. */
const heuristicallyCacheable: ReadonlySet<number> = new Set([
  200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501,
]);

/** RFC 9111 §4.2.2: of the time since it last changed, "a typical setting" is a tenth. */
const heuristicShare = 0.1;

/** RFC 9111 §4.2.2 leaves the limit open; RFC 7234 §4.2.2 had guesses beyond a day warned of, and here there are none. */
const longestGuessMs = 24 * 60 * 60_000;

export interface Answered {
  readonly status: number;
  readonly fields: FieldReader;
  readonly respondedAt: number;
}

/** What is asked of a response, and by what kind of cache. */
export interface Rules {
  readonly directives: ResponseDirectives;
  /** Whether the entry is for more than one principal. */
  readonly isShared: boolean;
  /** RFC 9213 §2.1: `Expires` counts for nothing beside a targeted field. */
  readonly isTargeted: boolean;
}

/** Milliseconds the origin gave it; `undefined` where it said nothing: RFC 9111 §4.2.1, in its order. */
export function explicitLifetimeMs(
  { fields, respondedAt }: Answered,
  { directives, isShared, isTargeted }: Rules,
): number | undefined {
  if (isShared && directives.sharedMaxAge !== undefined) return directives.sharedMaxAge * 1_000;
  if (directives.maxAge !== undefined) return directives.maxAge * 1_000;
  const expires = isTargeted ? null : fields.get('expires');
  if (expires === null) return undefined;
  // RFC 9111 §5.3: what is no date, "0" above all, is a time in the past.
  const expiresAt = httpDateMs(expires, respondedAt);
  return expiresAt === undefined ? 0 : Math.max(0, expiresAt - dateOf(fields, respondedAt));
}

/** Milliseconds to guess; 0 where nothing may be guessed: RFC 9111 §4.2.2. */
export function heuristicLifetimeMs(
  { status, fields, respondedAt }: Answered,
  { directives }: Rules,
): number {
  if (!heuristicallyCacheable.has(status) && !directives.public) return 0;
  const modifiedAt = httpDateMs(fields.get('last-modified') ?? '', respondedAt);
  if (modifiedAt === undefined) return 0;
  const unchangedMs = dateOf(fields, respondedAt) - modifiedAt;
  return Math.min(longestGuessMs, Math.max(0, unchangedMs * heuristicShare));
}

/** Whether something may be kept of a response with this status that says nothing of its freshness. */
export function mayGuess(status: number): boolean {
  return heuristicallyCacheable.has(status);
}
