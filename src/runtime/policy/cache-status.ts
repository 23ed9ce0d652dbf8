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

/** The member of `Cache-Status` for a cache of this name. */
export function cacheStatus(name: string, handling: CacheHandling): string {
  const { forward, forwardStatus, ttlSeconds, isStored, isCollapsed, detail } = handling;
  return [
    item(name),
    forward === undefined ? 'hit' : `fwd=${forward}`,
    ...(forwardStatus === undefined ? [] : [`fwd-status=${forwardStatus}`]),
    ...(ttlSeconds === undefined ? [] : [`ttl=${Math.trunc(ttlSeconds)}`]),
    ...(isStored ? ['stored'] : []),
    ...(isCollapsed ? ['collapsed'] : []),
    ...(detail === undefined ? [] : [`detail=${item(detail)}`]),
  ].join('; ');
}

/** RFC 9651 §3.3.3 and §3.3.4: a token where it is one, else a string; what neither can hold is left out. */
function item(text: string): string {
  if (/^[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*$/.test(text)) return text;
  return `"${text.replace(/[^\x20-\x7e]/g, '').replace(/["\\]/g, '\\$&')}"`;
}
