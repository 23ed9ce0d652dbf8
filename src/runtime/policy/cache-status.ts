/** What a cache did with a request, as RFC 9211 writes it. */

/** Why it went forward: RFC 9211 §2.2. */
export type Forwarded = 'bypass' | 'uri-miss' | 'vary-miss' | 'request' | 'stale';

export interface CacheHandling {
  /** Why the request went forward; left out for a hit. */
  readonly forward?: Forwarded | undefined;
  /** Status of the origin, where it differs from the answer's. */
  readonly forwardStatus?: number | undefined;
  /** Seconds of freshness left, negative where stale. */
  readonly ttlSeconds?: number | undefined;
  readonly isStored?: boolean | undefined;
  /** Whether it went with another caller's request. */
  readonly isCollapsed?: boolean | undefined;
  /** What the standard has no word for. */
  readonly detail?: string | undefined;
}

/** The member of `Cache-Status` for a cache of this name. By hand: whoever listens to calls has one for each. */
export function cacheStatus(name: string, handling: CacheHandling): string {
  const { forward, forwardStatus, ttlSeconds, isStored, isCollapsed, detail } = handling;
  let member = itemOf(name) + (forward === undefined ? '; hit' : `; fwd=${forward}`);
  if (forwardStatus !== undefined) member += `; fwd-status=${forwardStatus}`;
  if (ttlSeconds !== undefined) member += `; ttl=${Math.trunc(ttlSeconds)}`;
  if (isStored) member += '; stored';
  if (isCollapsed) member += '; collapsed';
  if (detail !== undefined) member += `; detail=${itemOf(detail)}`;
  return member;
}

/** As `item`; names and details are few, and each is looked at once. */
function itemOf(text: string): string {
  const known = items.get(text);
  if (known !== undefined) return known;
  const made = item(text);
  if (items.size < mostItems) items.set(text, made);
  return made;
}

const items = new Map<string, string>();
const mostItems = 100;

/** RFC 9651 §3.3.3 and §3.3.4: a token where it is one, else a string; what neither can hold is left out. */
function item(text: string): string {
  if (/^[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*$/.test(text)) return text;
  return `"${text.replace(/[^\x20-\x7e]/g, '').replace(/["\\]/g, '\\$&')}"`;
}
