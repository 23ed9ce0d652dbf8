/** The cache of one client, for those who look after it by hand. */

import { isUsable } from '../call.ts';
import { documentedReply } from '../due.ts';
import { InvalidRequestError } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { Operation } from '../operation.ts';
import type { CallOptions } from '../options.ts';
import type { Path } from '../path.ts';
import { responseFrom } from '../received.ts';
import { codecOf, type Reply } from '../reply.ts';
import type { Settings } from '../settings.ts';
import type { Evictions } from '../store/memory.ts';
import type { StoreState } from '../store/shared-store.ts';
import type { Tiers } from '../store/tiers.ts';
import { type Wish, wishFor } from '../wish.ts';

/**
 * A generated function, `portfolio.get`. It is asked itself what it calls, with a client that only listens.
 * `never` fits whatever client it declares.
 */
export type Endpoint<Args extends object, Data> = (client: never, args: Args) => PromiseLike<Data>;

/** One read, by the function that makes it. */
export interface CachedRead<Args extends object> {
  readonly operation: Endpoint<Args, unknown>;
  readonly args: Args;
}

/** What to outdate, spelled out. */
export type Outdated<Resource extends string, Args extends object> =
  | { readonly resource: Resource }
  | { readonly tag: string }
  | { readonly all: true }
  | CachedRead<Args>;

export interface CacheStats {
  /** In memory. */
  readonly entries: number;
  /** In memory, estimated. */
  readonly sizeBytes: number;
  /** Whether entries are shared with other instances. */
  readonly isShared: boolean;
  /** How it stands with the shared store; `undefined` without one. */
  readonly storeState: StoreState | undefined;
  /** Invalidations that the shared store has not confirmed, and that are sent again until it does. */
  readonly unconfirmed: number;
  /** Reads that another instance of the fleet asked the origin for. */
  readonly spared: number;
  /** Answers from a fresh entry. */
  readonly hits: number;
  /** Answers of the origin that could have come from an entry. */
  readonly misses: number;
  /** Answers from an entry that was no longer fresh. */
  readonly stale: number;
  /** Answers from an entry in place of one that did not come. */
  readonly rescued: number;
  /** Answers that the origin had found to hold still. */
  readonly revalidated: number;
  /** What memory let go of, and why. */
  readonly evictions: Evictions;
}

/** What a client's cache has whatever its resources: apart, so that no compiler works it out for each API anew. */
interface CacheOfAnyClient {
  /** A fresh answer, from memory or the shared store; `undefined` where there is none. Nothing is sent. */
  get<Args extends object, Data>(operation: Endpoint<Args, Data>, args: Args): Promise<Data | undefined>;
  /**
   * Keeps an answer as if the API had just given it, for as long as the resource's TTL or `options.ttl` says.
   *
   * @throws {InvalidRequestError} It is never cached, or is no plain JSON.
   */
  set<Args extends object, Data>(
    operation: Endpoint<Args, Data>,
    args: Args,
    data: NoInfer<Data>,
    options?: { readonly ttl?: number },
  ): Promise<void>;
  stats(): CacheStats;
}

export interface ClientCache<Resource extends string = string> extends CacheOfAnyClient {
  /**
   * Outdates what was asked for until now: in memory, in flight, and in a shared store. A read by its
   * function and arguments is outdated for everybody, not only for whom the client is signed.
   */
  invalidate(resource: Resource): Promise<void>;
  invalidate<Args extends object>(what: Outdated<Resource, Args>): Promise<void>;
}

export class CacheByHand<Resource extends string> {
  readonly #resources: readonly Resource[];
  readonly #settings: Settings;
  readonly #path: Path;
  readonly #tiers: Tiers | undefined;

  constructor(resources: readonly Resource[], settings: Settings, path: Path, tiers: Tiers | undefined) {
    this.#resources = resources;
    this.#settings = settings;
    this.#path = path;
    this.#tiers = tiers;
  }

  face(): ClientCache<Resource> {
    return {
      invalidate: <Args extends object>(what: Resource | Outdated<Resource, Args>) => this.#invalidate(what),
      get: (operation, args) => this.#get(operation, args),
      set: (operation, args, data, options) => this.#set(operation, args, data, options),
      stats: () => this.#stats(),
    };
  }

  async #invalidate<Args extends object>(what: Resource | Outdated<Resource, Args>): Promise<void> {
    if (typeof what === 'string') return this.#path.invalidate([what], 'manual');
    if ('operation' in what) return this.#path.invalidateRead(this.#wish(what.operation, what.args));
    // Reads of paths that nobody described have no resource.
    if ('all' in what) return this.#path.invalidate([...this.#resources, ''], 'manual');
    return this.#path.invalidate(['tag' in what ? what.tag : what.resource], 'manual');
  }

  async #get<Args extends object, Data>(
    endpoint: Endpoint<Args, Data>,
    args: Args,
  ): Promise<Data | undefined> {
    const outcome = await this.#path.find(this.#wish(endpoint, args));
    return outcome && isUsable(outcome.reply) ? asDocumented<Data>(outcome.reply.body) : undefined;
  }

  async #set<Args extends object, Data>(
    endpoint: Endpoint<Args, Data>,
    args: Args,
    data: Data,
    options: { readonly ttl?: number } = {},
  ): Promise<void> {
    const wish = this.#wish(endpoint, args, options.ttl === undefined ? {} : { cache: { ttl: options.ttl } });
    const reply = replyWith(wish.operation, data, wish.prepare().url);
    await this.#path.prime(wish, { reply, source: 'memory', attempts: 0 });
  }

  #stats(): CacheStats {
    const holdings = this.#tiers?.holdings() ?? {
      entries: 0,
      sizeBytes: 0,
      isShared: false,
      storeState: undefined,
      unconfirmed: 0,
      spared: 0,
      evictions: { entries: 0, bytes: 0, expired: 0 },
    };
    const { hit, miss, stale, rescued, revalidated } = this.#path.verdicts();
    return { ...holdings, hits: hit, misses: miss, stale, rescued, revalidated };
  }

  #wish<Args extends object>(endpoint: Endpoint<Args, unknown>, args: Args, options: CallOptions = {}): Wish {
    return wishFor(operationOf(endpoint, args), args, options, this.#settings);
  }
}

/** What the function calls, heard by a client that only listens. */
function operationOf<Args extends object>(endpoint: Endpoint<Args, unknown>, args: Args): Operation {
  const heard: Operation[] = [];
  const listener = { call: (operation: Operation) => heard.push(operation) };
  asked(endpoint)(listener, args);
  const [operation] = heard;
  if (operation) return operation;
  throw new InvalidRequestError(
    'What is cached is named by its function: `portfolio.get`, with its arguments.',
  );
}

/** The one place where a function is called with less than it declares. */
function asked(endpoint: object): (listener: object, args: object) => unknown {
  return endpoint as (listener: object, args: object) => unknown;
}

/** The one place where what is kept takes on the type that the spec gives it. */
function asDocumented<Documented>(body: unknown): Documented {
  return body as Documented;
}

/** A success with this body, as the first that the spec documents. */
function replyWith(operation: Operation, data: unknown, url: string): Reply {
  const status = Number(Object.keys(operation.replies).find((place) => /^2\d\d$/.test(place)) ?? 200);
  const [contentType = 'application/json'] = [documentedReply(operation, status) ?? []].flat();
  const isPlain = /[/+]json\b/.test(contentType) && codecOf(operation, status) === undefined;
  if (!isPlain)
    throw new InvalidRequestError(`${operation.id} is no plain JSON, so it cannot be put into the cache.`);
  const text = JSON.stringify(data);
  const headers = new Fields([['content-type', contentType]]);
  return {
    status,
    url,
    headers,
    isDocumented: true,
    contentType,
    text,
    flaw: undefined,
    body: JSON.parse(text),
    response: () => responseFrom({ status, statusText: '', url, headers }, text),
  };
}
