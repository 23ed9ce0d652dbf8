/**
 * The path of a call, top to bottom: a fresh entry in memory; then what may be shared, in cache/reads.ts:
 * another caller's flight, the shared store, the origin; then what it outdates, and what is told of it.
 */

import { Reads } from './cache/reads.ts';
import type { Served } from './cache/served.ts';
import { AllTerms, type Terms } from './cache/terms.ts';
import type { Outcome } from './call.ts';
import { eventOf, failureEvent, reproducible } from './call-event.ts';
import { untilCancelled } from './cancellation.ts';
import { type Deadline, Deadlines } from './deadline.ts';
import { BreakwaterError, ClientClosedError, InvalidRequestError } from './errors.ts';
import type { Observers } from './events.ts';
import { endingOf, named } from './failure.ts';
import type { Operation } from './operation.ts';
import { type Journey, type Landing, Origin, type OriginPorts } from './origin.ts';
import { cacheStatus } from './policy/cache-status.ts';
import { Principals } from './principals.ts';
import { revivedReply } from './reply.ts';
import { policyOf } from './resilience/call-policy.ts';
import type { CacheVerdict } from './result.ts';
import type { Security } from './security.ts';
import { checkCall } from './settings.ts';
import type { Tiers } from './store/tiers.ts';
import { isUrlTag, urlTag } from './store/url-tag.ts';
import { Urgency } from './urgency.ts';
import type { Wish } from './wish.ts';

/** The parts of a client that a call passes. */
export interface Stations extends OriginPorts {
  readonly observers: Observers;
  readonly security: Security | undefined;
  readonly tiers: Tiers | undefined;
}

/** RFC 9110 §9.2.1: these ask for nothing to change. */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY']);

/** How often the cache gave which answer. */
export type Verdicts = Readonly<Record<CacheVerdict, number>>;

export class Path {
  readonly #stations: Stations;
  readonly #reads: Reads;
  readonly #terms: AllTerms | undefined;
  readonly #deadlines: Deadlines;
  readonly #origin: Origin;
  readonly #verdicts = { hit: 0, stale: 0, rescued: 0, revalidated: 0, miss: 0, bypass: 0 };
  #isClosed = false;

  constructor(stations: Stations) {
    this.#stations = stations;
    const { settings, tiers } = stations;
    const { baseUrl, ownBaseUrls, headers, clock, cache } = settings;
    const places = [baseUrl, ...ownBaseUrls];
    const principals = new Principals(JSON.stringify([places, Object.entries(headers).sort()]));
    const deadlines = new Deadlines(clock);
    const ask = (journey: Journey): Promise<Landing> => this.#ask(journey);
    this.#terms = cache && new AllTerms(cache);
    this.#reads = new Reads({ settings, tiers, principals, deadlines, ask });
    if (tiers) tiers.onHeard = (tags) => this.#reads.heard(tags);
    this.#deadlines = deadlines;
    this.#origin = new Origin(stations, deadlines);
  }

  /** 1: an answer that is there already, before any Request, Headers or URL exists. */
  take(wish: Wish): Promise<Outcome> {
    if (this.#isClosed) return Promise.reject(new ClientClosedError(wish.operation.id));
    try {
      const terms = this.#termsOf(wish);
      const startedMs = this.#stations.settings.clock.monotonic();
      const credential = this.#credentialOf(wish);
      const served = terms && this.#reads.take(wish, terms, credential);
      if (!served) return this.#walk(wish, credential, terms, startedMs);
      // Another process of ours may hold it all the same, but nobody waits for it here.
      if (typeof credential !== 'string') credential.catch(() => {});
      return Promise.resolve(this.#end(wish, served, startedMs));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** What is kept and fresh, for whoever asks on this wish's behalf; nothing is sent. */
  async find(wish: Wish): Promise<Outcome | undefined> {
    const { terms, key } = this.#cachedTerms(wish);
    const startedMs = this.#stations.settings.clock.monotonic();
    const served = await this.#reads.find(wish, key, await this.#credentialOf(wish), terms);
    return served && this.#end(wish, served, startedMs);
  }

  /** Keeps a reply as if the origin had just given it. */
  async prime(wish: Wish, landing: Landing): Promise<void> {
    const { terms, key } = this.#cachedTerms(wish);
    await this.#reads.prime(wish, key, await this.#credentialOf(wish), terms, landing);
  }

  /** Everything with one of the tags that was asked for until now is outdated, here and elsewhere. */
  async invalidate(tags: readonly string[], cause: string): Promise<void> {
    this.#reads.detach(tags);
    await this.#stations.tiers?.invalidate(tags);
    for (const resource of tags) {
      // A URL holds arguments, and those are nobody's business.
      if (!isUrlTag(resource)) this.#stations.observers.emit({ type: 'invalidation', resource, cause });
    }
  }

  /** What this wish would read is outdated, whoever reads it. */
  async invalidateRead(wish: Wish): Promise<void> {
    const tags = [urlTag(wish.prepare().url)];
    // Which of the resource's flights is for this URL, is not known before they have landed.
    this.#reads.detach([wish.operation.resource]);
    await this.invalidate(tags, 'manual');
  }

  /** Calls on their way to each origin that was called. */
  inFlight(): Readonly<Record<string, number>> {
    return this.#origin.inFlight();
  }

  verdicts(): Verdicts {
    return { ...this.#verdicts };
  }

  /** Whether no call is under way. */
  isIdle(): boolean {
    return this.#deadlines.isEmpty;
  }

  /** Ends every call that is under way; those that come later are refused. */
  close(): void {
    this.#isClosed = true;
    this.#deadlines.closeAll();
  }

  async #walk(
    wish: Wish,
    given: string | Promise<string>,
    terms: Terms | undefined,
    startedMs: number,
  ): Promise<Outcome> {
    const { operation, key, options } = wish;
    try {
      // Nobody waits for it any more: not even a token is asked for.
      options.signal?.throwIfAborted();
      const credential = typeof given === 'string' ? given : await this.#inTime(given, wish);
      const served =
        key === undefined
          ? await this.#alone(wish, credential)
          : await this.#reads.read(wish, key, credential, terms);
      if (mayHaveWritten(operation, served.reply.status)) {
        await this.invalidate(this.#outdatedBy(wish, served), operation.id);
      }
      return this.#end(wish, served, startedMs);
    } catch (thrown) {
      const error = named(thrown, operation.id, 0);
      if (mightHaveWritten(operation, error)) await this.invalidate(this.#outdatedBy(wish), operation.id);
      this.#tellFailure(wish, error, terms, startedMs);
      throw error;
    }
  }

  /** A call that is nobody else's: writes, files, streams, and reads with headers that tell who asks. */
  async #alone(wish: Wish, credential: string): Promise<Served> {
    const deadline = this.#deadlineFor(wish);
    let streamed: Promise<void> | undefined;
    try {
      const urgency = new Urgency(wish.options.priority);
      const landing = await this.#ask({ wish, credential, deadline, wanted: wish.wanted, urgency });
      streamed = landing.reply.streamed;
      return {
        ...landing,
        cache: 'bypass',
        handling: { forward: 'bypass' },
        endedAt: this.#stations.settings.clock.wall(),
      };
    } finally {
      // A stream is read for as long as it lasts, and its caller can stop it until then.
      deadline.lift();
      if (streamed) streamed.then(() => this.#deadlines.end(deadline));
      else this.#deadlines.end(deadline);
    }
  }

  /** The origin. */
  #ask(journey: Journey): Promise<Landing> {
    // It may have been closed while this call waited to learn whose it is.
    if (this.#isClosed) return Promise.reject(new ClientClosedError(journey.wish.operation.id));
    return this.#origin.ask(journey);
  }

  #end(wish: Wish, served: Served, startedMs: number): Outcome {
    const { clock } = this.#stations.settings;
    const { reply, source, attempts, cache, handling, endedAt, ageMs } = served;
    this.#verdicts[cache] += 1;
    const outcome: Outcome = {
      operation: wish.operation,
      source,
      attempts,
      cache,
      cacheStatus: () => cacheStatus('breakwater', handling),
      reply: revivedReply(wish.operation, reply),
      durationMs: clock.monotonic() - startedMs,
      ageMs,
      endedAt,
    };
    const { observers } = this.#stations;
    if (observers.attached) {
      const event = eventOf(outcome);
      observers.emit(event.outcome === 'ok' ? event : reproducible(event, wish));
    }
    return outcome;
  }

  #tellFailure(wish: Wish, error: unknown, terms: Terms | undefined, startedMs: number): void {
    const { observers, settings } = this.#stations;
    if (!observers.attached) return;
    const cache = terms ? 'miss' : 'bypass';
    const durationMs = settings.clock.monotonic() - startedMs;
    observers.emit(reproducible(failureEvent(wish.operation, error, { cache, durationMs }), wish));
  }

  /** `undefined` for whatever the cache has nothing to do with. */
  #termsOf({ operation, key, options }: Wish): Terms | undefined {
    checkCall(options);
    if (key === undefined || operation.method !== 'GET') return undefined;
    return this.#terms?.of(operation.resource, options);
  }

  /** @throws {InvalidRequestError} It is never cached. */
  #cachedTerms(wish: Wish): { readonly terms: Terms; readonly key: string } {
    const terms = this.#termsOf(wish);
    const { operation, key } = wish;
    if (terms && key !== undefined) return { terms, key };
    throw new InvalidRequestError(`${operation.id} is not cached: see its TTL, and the client's \`cache\`.`);
  }

  /** RFC 9111 §4.4, and what the spec and the configuration name besides. */
  #outdatedBy({ operation }: Wish, served?: Served): readonly string[] {
    const { cache } = this.#stations.settings;
    const { resource, invalidates = [] } = operation;
    const configured = cache?.policies.get(resource)?.invalidates ?? [];
    return [...new Set([resource, ...invalidates, ...configured, ...urlsNamedBy(served)])];
  }

  #deadlineFor({ operation, options }: Wish): Deadline {
    const { resilience } = this.#stations.settings;
    const { totalMs } = policyOf(resilience, operation.resource, options).timeout;
    return this.#deadlines.start(totalMs, options.signal);
  }

  #credentialOf({ operation, isSigned }: Wish): string | Promise<string> {
    const { security } = this.#stations;
    return isSigned || !security ? '' : security.principalOf(operation);
  }

  /** Whoever is asked for a credential may never answer; the call ends all the same. */
  async #inTime(credential: Promise<string>, wish: Wish): Promise<string> {
    const deadline = this.#deadlineFor(wish);
    try {
      return await untilCancelled(credential, deadline.cancellation);
    } catch (error) {
      throw deadline.hasEnded ? endingOf(deadline, wish.operation.id, 0) : error;
    } finally {
      this.#deadlines.end(deadline);
    }
  }
}

/** What a write was sent to, and what of the same origin its reply says it is about: RFC 9111 §4.4. */
function urlsNamedBy(served: Served | undefined): readonly string[] {
  if (!served || served.reply.url === '') return [];
  const { url, headers } = served.reply;
  const { origin } = new URL(url);
  const named = ['location', 'content-location'].flatMap((name) => {
    const target = URL.parse(headers.get(name) ?? '', url);
    return target?.origin === origin ? [target.href] : [];
  });
  return [url, ...named].map(urlTag);
}

/** RFC 9111 §4.4, and 5xx besides: a server that failed may have written first. */
function mayHaveWritten({ method }: Operation, status: number): boolean {
  return !safeMethods.has(method) && (status < 400 || status >= 500);
}

/** The same where there was no reply, if anything left at all. */
function mightHaveWritten({ method }: Operation, error: unknown): boolean {
  if (safeMethods.has(method)) return false;
  return error instanceof BreakwaterError ? error.attempts > 0 : true;
}
