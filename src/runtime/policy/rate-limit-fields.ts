/**
 * What an origin says of the quota it has for us: the RateLimit field of
 * draft-ietf-httpapi-ratelimit-headers-11, and what its forerunners left in use.
 *
 * The structured field means the same everywhere, so it is believed on any reply. `X-RateLimit-Reset`
 * is a moment here and a delay there, so it is read only where a refusal came with it, and only by what
 * its size leaves no doubt about.
 */

import { structuredList } from './structured-list.ts';

interface Fields {
  get(name: string): string | null;
}

/** One policy of the origin whose quota is used up. */
export interface ExhaustedPolicy {
  /** The name that the origin gave it. */
  readonly name: string;
  /** When there is quota again, in milliseconds from now. Positive. */
  readonly waitMs: number;
}

/** Longest wait believed, in milliseconds: a day, the longest quota in common use. */
const longestWaitMs = 24 * 60 * 60 * 1_000;

/** Longest name kept: it becomes a key in a map of ours. */
const longestName = 64;

const noPolicies: readonly ExhaustedPolicy[] = [];

/**
 * The policies of a reply with nothing left (`r=0`) and a time until there is (`t`). Parameters: `r`
 * remaining quota, `t` seconds until it is renewed.
 */
export function exhaustedPolicies(headers: Fields): readonly ExhaustedPolicy[] {
  const field = headers.get('ratelimit');
  if (field === null) return noPolicies;
  return (structuredList(field) ?? []).flatMap(({ name, params }) => {
    const waitMs = secondsOf(params.get('t'));
    if (params.get('r') !== 0 || waitMs === undefined || waitMs === 0) return [];
    return name.length > longestName ? [] : [{ name, waitMs }];
  });
}

/** The names of all policies that a reply is under, exhausted or not. */
export function policyNames(headers: Fields): readonly string[] {
  const field = headers.get('ratelimit');
  if (field === null) return [];
  return (structuredList(field) ?? []).map(({ name }) => name).filter(({ length }) => length <= longestName);
}

/**
 * How long a refusal asks to wait by its quota fields, in milliseconds; undefined when they do not say. To be
 * asked of refusals alone, for these fields come with every reply, and only where `Retry-After` says nothing,
 * for that one wins: RateLimit draft §5.
 */
export function quotaWaitMs(headers: Fields, wallNowMs: number): number | undefined {
  const exhausted = exhaustedPolicies(headers);
  if (exhausted.length > 0) return Math.max(...exhausted.map(({ waitMs }) => waitMs));
  return remainderOf(headers, 'ratelimit', undefined) ?? remainderOf(headers, 'x-ratelimit', wallNowMs);
}

/**
 * Drafts 00 to 06 (`RateLimit-Remaining`, `RateLimit-Reset` in seconds), and `X-RateLimit-*`, whose
 * reset may be a moment too.
 */
function remainderOf(headers: Fields, family: string, wallNowMs: number | undefined): number | undefined {
  const remaining = headers.get(`${family}-remaining`)?.trim();
  const reset = headers.get(`${family}-reset`)?.trim() ?? '';
  // A refusal for another reason (a second quota, say) may leave some: its reset is then not ours.
  if (remaining !== undefined && Number(remaining) !== 0) return undefined;
  if (!/^\d{1,13}(?:\.\d{1,9})?$/.test(reset)) return undefined;
  const value = Number(reset);
  const delay = secondsOf(value);
  if (delay !== undefined || wallNowMs === undefined) return delay;
  // A day in seconds has five digits, the epoch ten in seconds and thirteen in milliseconds.
  const momentMs = value > 1e11 ? value : value * 1_000;
  const waitMs = momentMs - wallNowMs;
  if (Math.abs(waitMs) > longestWaitMs) return undefined;
  return Math.max(0, waitMs);
}

function secondsOf(value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return undefined;
  return value * 1_000 <= longestWaitMs ? value * 1_000 : undefined;
}
