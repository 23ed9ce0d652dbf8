/**
 * The path of a call, top to bottom: a fresh entry in memory, another caller's flight, the shared
 * store, the origin; then the reply, kept and told of.
 */

import type { Outcome } from './call.ts';
import { eventOf, failureEvent } from './call-event.ts';
import { untilCancelled } from './cancellation.ts';
import { type Deadline, Deadlines } from './deadline.ts';
import { BreakwaterError, ClientClosedError } from './errors.ts';
import type { Observers } from './events.ts';
import { endingOf, named } from './failure.ts';
import { mayKeep, ownReply, replyOf, snapshotOf } from './kept-reply.ts';
import type { Operation } from './operation.ts';
import { type Journey, type Landing, Origin, type OriginPorts } from './origin.ts';
import { Principals } from './principals.ts';
import { revivedReply, type Wanted } from './reply.ts';
import { policyOf } from './resilience/call-policy.ts';
import type { CacheVerdict } from './result.ts';
import type { Security } from './security.ts';
import { checkCall } from './settings.ts';
import { type FlightControl, SingleFlight } from './single-flight.ts';
import type { Snapshot } from './store/snapshot.ts';
import type { Place, Tiers } from './store/tiers.ts';
import { Urgency } from './urgency.ts';
import type { Wish } from './wish.ts';

/** The parts of a client that a call passes. */
export interface Stations extends OriginPorts {
  readonly observers: Observers;
  readonly security: Security | undefined;
  readonly tiers: Tiers | undefined;
}

/** Who shares an answer takes it as the spec has it. */
const decoded: Wanted = { demand: 'data' };

/** RFC 9110 §9.2.1: these ask for nothing to change. */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY']);

export class Path {
  readonly #stations: Stations;
  readonly #flights = new SingleFlight<Landing>();
  readonly #principals: Principals;
  readonly #deadlines: Deadlines;
  readonly #origin: Origin;
  #isClosed = false;

  constructor(stations: Stations) {
    this.#stations = stations;
    const { baseUrl, ownBaseUrls, headers, clock } = stations.settings;
    const places = [baseUrl, ...ownBaseUrls];
    this.#principals = new Principals(JSON.stringify([places, Object.entries(headers).sort()]));
    this.#deadlines = new Deadlines(clock);
    this.#origin = new Origin(stations, this.#deadlines);
  }

  /** 1: an answer that is there already, before any Request, Headers or URL exists. */
  take(wish: Wish): Promise<Outcome> {
    if (this.#isClosed) return Promise.reject(new ClientClosedError(wish.operation.id));
    try {
      const ttl = this.#ttlOf(wish);
      const startedMs = this.#stations.settings.clock.monotonic();
      const credential = this.#credentialOf(wish);
      const snapshot = ttl > 0 ? this.#peek(wish, credential) : undefined;
      if (!snapshot) return this.#walk(wish, credential, ttl, startedMs);
      const landing: Landing = { reply: replyOf(snapshot), source: 'memory', attempts: 0 };
      return Promise.resolve(this.#end(wish, landing, 'hit', startedMs));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Everything of the resource that was asked for until now is outdated, here and elsewhere. */
  async invalidate(resource: string, cause: string): Promise<void> {
    this.#flights.detach(resource);
    await this.#stations.tiers?.invalidate(resource);
    this.#stations.observers.emit({ type: 'invalidation', resource, cause });
  }

  /** Ends every call that is under way; those that come later are refused. */
  close(): void {
    this.#isClosed = true;
    this.#deadlines.closeAll();
  }

  async #walk(wish: Wish, given: string | Promise<string>, ttl: number, startedMs: number): Promise<Outcome> {
    const { operation, key, options } = wish;
    try {
      // Nobody waits for it any more: not even a token is asked for.
      options.signal?.throwIfAborted();
      const credential = typeof given === 'string' ? given : await this.#inTime(given, wish);
      const landing =
        key === undefined
          ? await this.#alone(wish, credential)
          : await this.#together(wish, key, credential, ttl);
      if (mayHaveWritten(operation, landing.reply.status)) {
        await this.invalidate(operation.resource, operation.id);
      }
      return this.#end(wish, landing, verdictOf(landing, ttl), startedMs);
    } catch (thrown) {
      const error = named(thrown, operation.id, 0);
      if (mightHaveWritten(operation, error)) await this.invalidate(operation.resource, operation.id);
      this.#tellFailure(operation, error, ttl, startedMs);
      throw error;
    }
  }

  /** 2: one flight for all who ask for the same; each gets a body of its own. */
  async #together(wish: Wish, key: string, credential: string, ttl: number): Promise<Landing> {
    const { operation, options } = wish;
    const principal = this.#principals.peek(credential) ?? (await this.#principals.of(credential));
    const place: Place = { principal, key, resource: operation.resource };
    // While this caller waited for its principal, another may have landed.
    const snapshot = ttl > 0 ? this.#stations.tiers?.peek(place) : undefined;
    if (snapshot) return { reply: replyOf(snapshot), source: 'memory', attempts: 0 };
    const fly = (control: FlightControl): Promise<Landing> =>
      this.#lookUp(wish, place, credential, ttl, control);
    const waiter = options.timeoutMs === undefined ? undefined : this.#deadlineFor(wish);
    try {
      const signal = waiter?.cancellation.signal ?? options.signal;
      const { priority } = options;
      const { value, joined } = this.#flights.board(principal.partition + key, operation.resource, fly, {
        signal,
        priority,
      });
      const { reply, source, attempts } = await value;
      return { reply: ownReply(reply), source: joined ? 'flight' : source, attempts };
    } catch (error) {
      throw waiter?.hasEnded ? endingOf(waiter, operation.id, 0) : error;
    } finally {
      if (waiter) this.#deadlines.end(waiter);
    }
  }

  /** 3: an entry that another instance has shared, or else the origin; its reply is kept for the next. */
  async #lookUp(
    wish: Wish,
    place: Place,
    credential: string,
    ttl: number,
    control: FlightControl,
  ): Promise<Landing> {
    const { tiers, settings } = this.#stations;
    // Never shorter than the resource's: those who join later have not chosen this caller's limit.
    const { totalMs } = policyOf(settings.resilience, wish.operation.resource, {}).timeout;
    const deadline = this.#deadlines.start(Math.max(totalMs, wish.options.timeoutMs ?? 0));
    control.onCancel((reason) => deadline.abort(reason));
    try {
      const shared = ttl > 0 && tiers?.isShared ? await tiers.fetch(place) : undefined;
      if (shared) return { reply: replyOf(shared), source: 'store', attempts: 0 };
      const requestedAt = tiers?.clock.now() ?? 0;
      const { urgency } = control;
      const landing = await this.#ask({ wish, credential, deadline, wanted: decoded, urgency });
      if (ttl > 0 && tiers && mayKeep(landing.reply)) {
        const snapshot = snapshotOf(landing.reply, requestedAt, tiers.freshUntil(ttl));
        await tiers.keep(place, snapshot);
      }
      return landing;
    } finally {
      this.#deadlines.end(deadline);
    }
  }

  /** A call that is nobody else's: writes, files, streams, and reads with headers that tell who asks. */
  async #alone(wish: Wish, credential: string): Promise<Landing> {
    const deadline = this.#deadlineFor(wish);
    let streamed: Promise<void> | undefined;
    try {
      const urgency = new Urgency(wish.options.priority);
      const landing = await this.#ask({ wish, credential, deadline, wanted: wish.wanted, urgency });
      streamed = landing.reply.streamed;
      return landing;
    } finally {
      // A stream is read for as long as it lasts, and its caller can stop it until then.
      deadline.lift();
      if (streamed) streamed.then(() => this.#deadlines.end(deadline));
      else this.#deadlines.end(deadline);
    }
  }

  /** 4: the origin. */
  #ask(journey: Journey): Promise<Landing> {
    // It may have been closed while this call waited to learn whose it is.
    if (this.#isClosed) return Promise.reject(new ClientClosedError(journey.wish.operation.id));
    return this.#origin.ask(journey);
  }

  #end(wish: Wish, landing: Landing, cache: CacheVerdict, startedMs: number): Outcome {
    const { clock } = this.#stations.settings;
    const durationMs = clock.monotonic() - startedMs;
    const outcome: Outcome = {
      operation: wish.operation,
      ...landing,
      reply: revivedReply(wish.operation, landing.reply),
      cache,
      durationMs,
      endedAt: clock.wall(),
    };
    const { observers } = this.#stations;
    if (observers.attached) observers.emit(eventOf(outcome));
    return outcome;
  }

  #tellFailure(operation: Operation, error: unknown, ttl: number, startedMs: number): void {
    const { observers, settings } = this.#stations;
    if (!observers.attached) return;
    const cache = ttl > 0 ? 'miss' : 'bypass';
    const durationMs = settings.clock.monotonic() - startedMs;
    observers.emit(failureEvent(operation, error, { cache, durationMs }));
  }

  /** Seconds; 0 for whatever the cache has nothing to do with. */
  #ttlOf({ operation, key, options }: Wish): number {
    const { cache } = this.#stations.settings;
    checkCall(options);
    if (!cache || key === undefined || operation.method !== 'GET' || options.cache === false) return 0;
    return options.cache?.ttl ?? cache.ttl.get(operation.resource) ?? cache.defaultTtl;
  }

  /** Only where it is known without waiting who asks. */
  #peek({ operation, key }: Wish, credential: string | Promise<string>): Snapshot | undefined {
    const principal = typeof credential === 'string' ? this.#principals.peek(credential) : undefined;
    if (!principal || key === undefined) return undefined;
    return this.#stations.tiers?.peek({ principal, key, resource: operation.resource });
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

function verdictOf({ source }: Landing, ttl: number): CacheVerdict {
  if (source === 'memory' || source === 'store') return 'hit';
  return ttl > 0 ? 'miss' : 'bypass';
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
