/** On what terms one call uses the cache: its resource's policy, and what the call itself says. */

import { directivesOf, type RequestDirectives, requestDirectives } from '../policy/cache-control.ts';
import type { CallCacheOptions } from './options.ts';
import type { CachePolicy, CacheSettings } from './settle.ts';

export interface Terms {
  readonly policy: CachePolicy;
  /** What the caller accepts: RFC 9111 §5.2.1. */
  readonly wants: RequestDirectives;
  /** The caller's own words for it. */
  readonly tags: readonly string[];
  /** Whether what is kept can be enough; if not, the origin has to be asked. */
  readonly asksOrigin: boolean;
}

/** What of a call its terms depend on. */
interface Said {
  readonly cache?: CallCacheOptions | false | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const wantsAnything: RequestDirectives = {};

/** Fields of a caller that does its own asking whether something is valid, or wants a part of it. */
const conditional: ReadonlySet<string> = new Set([
  'if-none-match',
  'if-modified-since',
  'if-match',
  'if-unmodified-since',
  'if-range',
  'range',
]);

export class AllTerms {
  readonly #settings: CacheSettings;
  /** Of calls that say nothing themselves; `undefined` where nothing is kept. */
  readonly #usual = new Map<string, Terms | undefined>();

  constructor(settings: CacheSettings) {
    this.#settings = settings;
    for (const [resource, policy] of settings.policies) this.#usual.set(resource, termsBy(policy));
  }

  /** `undefined` for a call that the cache has nothing to do with. */
  of(resource: string, { cache, headers }: Said): Terms | undefined {
    if (cache === false) return undefined;
    if (cache === undefined && headers === undefined) return this.#usualOf(resource);
    const fields = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
    if (fields.some(([name]) => conditional.has(name))) return undefined;
    const field = (wanted: string): string | null => fields.find(([name]) => name === wanted)?.[1] ?? null;
    const wants = { ...ownWants(field), ...wantsOf(cache ?? {}) };
    if (wants.noStore) return undefined;
    const policy = this.#settings.policies.get(resource) ?? this.#settings.common;
    return termsBy(cache ? overridden(policy, cache) : policy, wants, cache?.tags);
  }

  #usualOf(resource: string): Terms | undefined {
    if (this.#usual.has(resource)) return this.#usual.get(resource);
    return termsBy(this.#settings.common);
  }
}

function termsBy(
  policy: CachePolicy,
  wants: RequestDirectives = wantsAnything,
  tags: readonly string[] = [],
): Terms | undefined {
  if (policy.mode === 'ttl' && policy.ttl === 0) return undefined;
  const asksOrigin = wants.noCache === true || wants.maxAge !== undefined || wants.minFresh !== undefined;
  return { policy, wants, tags, asksOrigin };
}

function overridden(policy: CachePolicy, { ttl, mode }: CallCacheOptions): CachePolicy {
  const said = ttl === undefined ? {} : { ttl, isTtlNamed: true };
  return { ...policy, ...said, ...(mode !== undefined && { mode }) };
}

function wantsOf({ noCache, onlyIfCached, maxAge, maxStale, minFresh }: CallCacheOptions): RequestDirectives {
  const wants = { noCache, onlyIfCached, maxAge, maxStale, minFresh };
  return Object.fromEntries(Object.entries(wants).filter(([, value]) => value !== undefined));
}

/** RFC 9111 §5.4: `Pragma: no-cache` counts where there is no `Cache-Control`. */
function ownWants(field: (name: string) => string | null): RequestDirectives {
  const written = field('cache-control');
  if (written !== null) return requestDirectives(directivesOf(written));
  return directivesOf(field('pragma')).has('no-cache') ? { noCache: true } : wantsAnything;
}
