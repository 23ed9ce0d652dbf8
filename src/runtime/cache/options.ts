/** What may be said of caching, for a client, a resource or one call. Whoever says nothing gets the default. */

import type { Keyv, KeyvStoreAdapter } from 'keyv';
import type { FleetOptions } from '../fleet/options.ts';

/** Who decides how long something is fresh: the configuration, or the origin's own fields as RFC 9111 has them. */
export type CacheMode = 'ttl' | 'http';

/** For everything, and again by resource. Durations in seconds unless they say otherwise. */
export interface CachePolicyOptions {
  /**
   * `ttl`: the configuration's TTL counts, whatever the reply says; only where nobody named one for the
   * resource, `no-store` is heeded. `http`: RFC 9111, and RFC 5861 for staleness. @default 'ttl'
   */
  readonly mode?: CacheMode;
  /** Documented 404 and 410 replies are kept for so long. Of no meaning in `http` mode. @default 0 */
  readonly negativeTtl?: number;
  /**
   * An entry that is no longer fresh is served for so long, while it is asked for again behind the caller's
   * back. In `http` mode what the reply says counts first. RFC 5861 §3. @default 0
   */
  readonly staleWhileRevalidate?: number;
  /**
   * For so long after it was fresh an entry stands in for 500, 502, 503 and 504, for no answer, and for an
   * answer that was refused here or came too late. Never for a 4xx. RFC 5861 §4. @default 0
   */
  readonly staleIfError?: number;
  /** Seconds after a failure in which an entry that may stand in does so without the origin being asked. @default 30 */
  readonly restAfterError?: number;
  /** Seconds that an entry is kept when it is no longer fresh, to ask with its `ETag` whether it still holds. @default 3_600 */
  readonly keepStale?: number;
  /** Share of its freshness, in (0, 1), after which the next reader has an entry asked for again, ahead of need. @default never */
  readonly eagerRefresh?: number;
  /** Milliseconds after which a caller gets an entry that may stand in, while the origin goes on being waited for. @default never */
  readonly softTimeoutMs?: number;
  /** Milliseconds after which a caller waits no longer; the answer is kept for the next all the same. @default never */
  readonly hardTimeoutMs?: number;
  /** Whether one entry answers everybody, whatever their credentials. In `http` mode it then follows the rules for shared caches. @default false */
  readonly shared?: boolean;
  /**
   * Headers of a call that make it another read, whatever the reply says: those named, or `all` but a few that
   * say nothing of what is asked for, such as `Cache-Control` and `traceparent`. With names, the reply's `Vary`
   * decides the rest: RFC 9111 §4.1. Name whatever says whose the answer is, unless the API's `Vary` does. @default 'all'
   */
  readonly keyHeaders?: 'all' | readonly string[];
  /** Whether a call with an `Authorization` or `Cookie` header of its own has entries, its own. @default false */
  readonly ownCredentials?: boolean;
}

/** Of one resource. */
export interface ResourceCacheOptions<Resource extends string = string> extends CachePolicyOptions {
  /** Resources and other tags that a write to this resource outdates besides its own. */
  readonly invalidates?: readonly (Resource | (string & {}))[];
}

export interface CacheOptions<Resource extends string = string> extends CachePolicyOptions {
  /**
   * Where entries are shared between instances: a `redis://` or `rediss://` URL (needs
   * `@keyv/redis`), a `Keyv`, or any Keyv storage adapter. @default this process's memory alone
   */
  readonly store?: string | Keyv | KeyvStoreAdapter;
  /** Milliseconds that a command of the store may take, before calls go on without it: 1 to 60,000. @default 50 */
  readonly storeTimeoutMs?: number;
  /** What instances settle among themselves, where the store is a Redis. */
  readonly fleet?: FleetOptions<Resource>;
  /**
   * Seconds an answer stays fresh, by resource tag; `0` means never cached. What is named here wins
   * over the spec's `x-cache-ttl`. @default what the spec says
   */
  readonly ttl?: { readonly [Tag in Resource]?: number };
  /** Seconds for a resource that neither `ttl` nor the spec names. @default 300 */
  readonly defaultTtl?: number;
  /** What differs from the rest, by resource tag. */
  readonly byResource?: { readonly [Tag in Resource]?: ResourceCacheOptions<Resource> };
  /** Fields that stand in for `Cache-Control` in `http` mode, the most specific first: RFC 9213. @default none */
  readonly targetedFields?: readonly string[];
  /** Share of a TTL, in [0, 1), by which entries expire early at random, so that they do not expire together. @default 0.1 */
  readonly ttlJitterRatio?: number;
  /** Entries kept in memory; the least recently used go first. @default 10_000 */
  readonly maxEntries?: number;
  /** Estimated bytes kept in memory. @default 67_108_864 (64 MiB) */
  readonly maxBytes?: number;
  /** Longest body that is cached, in bytes of text. @default 1_048_576 (1 MiB) */
  readonly maxEntryBytes?: number;
  /** Milliseconds between sweeps of expired entries. @default 300_000 */
  readonly sweepIntervalMs?: number;
}

/** Of one call. The last five are the request directives of RFC 9111 §5.2.1, and are sent as such. */
export interface CallCacheOptions {
  /** Seconds for this answer, whatever its resource says. */
  readonly ttl?: number;
  /** Who decides how long this answer is fresh. @default as for its resource */
  readonly mode?: CacheMode;
  /** Words of your own that outdate this answer when they are invalidated. */
  readonly tags?: readonly string[];
  /** Only what the origin has said to be valid now. */
  readonly noCache?: boolean;
  /** Only what is kept; else the call fails with `NotCachedError`. Nothing is sent. */
  readonly onlyIfCached?: boolean;
  /** Nothing that is older, in seconds. */
  readonly maxAge?: number;
  /** Also what has not been fresh for so many seconds; `Infinity` for whatever there is. */
  readonly maxStale?: number;
  /** Only what will be fresh for so many seconds more. */
  readonly minFresh?: number;
}

export const cacheDefaults = {
  storeTimeoutMs: 50,
  defaultTtl: 300,
  targetedFields: [],
  ttlJitterRatio: 0.1,
  maxEntries: 10_000,
  maxBytes: 64 * 1024 * 1024,
  maxEntryBytes: 1024 * 1024,
  sweepIntervalMs: 5 * 60_000,
} as const;
