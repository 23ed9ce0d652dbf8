/**
 * Reads that others may share, in order: an entry in memory; one flight for all who ask for the same; within it
 * the shared store, then the origin. What did not come may be stood in for by what is kept.
 */

import type { Deadlines } from '../deadline.ts';
import { CircuitOpenError, ConnectionError, LimitError, NotCachedError, TimeoutError } from '../errors.ts';
import { endingOf } from '../failure.ts';
import type { Turn } from '../fleet/turn.ts';
import { snapshotOf } from '../kept-reply.ts';
import type { Journey, Landing } from '../origin.ts';
import type { Prepared } from '../outgoing.ts';
import { isRescuable, mayRescue, reuseOf } from '../policy/reuse.ts';
import { isSelected, selectingBy, selectingOf } from '../policy/vary.ts';
import type { Principals } from '../principals.ts';
import { policyOf } from '../resilience/call-policy.ts';
import type { Settings } from '../settings.ts';
import { type FlightControl, SingleFlight } from '../single-flight.ts';
import type { Entry } from '../store/entry.ts';
import type { Tiers } from '../store/tiers.ts';
import { inBackground, type Wish } from '../wish.ts';
import { conditionsFor, dressed, validated } from './revalidation.ts';
import { type Answered, type Served, servedByOrigin, servedFrom } from './served.ts';
import type { Terms } from './terms.ts';
import {
  flightKey,
  forwardFor,
  hasVariants,
  isFor,
  selectingFor,
  tagsOf,
  type Visit,
  variantKey,
  variantOf,
  visitOf,
  whoseOf,
} from './visit.ts';

export interface ReadPorts {
  readonly settings: Settings;
  readonly tiers: Tiers | undefined;
  readonly principals: Principals;
  readonly deadlines: Deadlines;
  /** The origin. */
  readonly ask: (journey: Journey) => Promise<Landing>;
}

/** How a flight ends. It never rejects: nobody may be left to hear of it. */
type Flown =
  | { readonly kind: 'answered'; readonly answered: Answered; readonly spare: Entry | undefined }
  | { readonly kind: 'found'; readonly entry: Entry }
  | { readonly kind: 'failed'; readonly error: unknown; readonly spare: Entry | undefined };

export class Reads {
  readonly #ports: ReadPorts;
  readonly #flights = new SingleFlight<Flown>();

  constructor(ports: ReadPorts) {
    this.#ports = ports;
  }

  /** A fresh entry of memory, at once; `undefined` leaves everything else to `read`. */
  take(wish: Wish, terms: Terms, credential: string | Promise<string>): Served | undefined {
    const { tiers, principals } = this.#ports;
    const whose = whoseOf(wish, terms, credential);
    const principal = typeof whose === 'string' ? principals.peek(whose) : undefined;
    const entry = principal && this.#peek(principal.partition + wish.key, wish, terms);
    if (!entry) return undefined;
    const nowMs = this.#now();
    const isAtHand = nowMs < entry.refreshAt && tiers?.isTrusted(entry);
    if (!isAtHand || !isFor(entry, wish) || reuseOf(entry.snapshot, terms.wants, nowMs) !== 'fresh')
      return undefined;
    return servedFrom(entry, 'memory', 'hit', nowMs);
  }

  /** @param key of the wish */
  async read(wish: Wish, key: string, credential: string, terms: Terms | undefined): Promise<Served> {
    const { tiers } = this.#ports;
    const visit = await this.#visit(wish, key, credential, terms);
    const entry = terms && this.#peek(visit.entryKey, wish, terms);
    const isTrusted = entry && tiers?.isTrusted(entry);
    const served = isTrusted && this.#serve(visit, entry, 'memory');
    return served || this.#fly(visit, entry, terms?.asksOrigin ?? false);
  }

  /** A fresh entry of memory or of the shared store; the origin is not asked. */
  async find(wish: Wish, key: string, credential: string, terms: Terms): Promise<Served | undefined> {
    const { tiers } = this.#ports;
    const visit = await this.#visit(wish, key, credential, terms);
    const served = this.take(wish, terms, credential);
    if (served || !tiers?.isShared) return served;
    const entry = await this.#fetch(visit, terms);
    const isFresh =
      entry && isFor(entry, wish) && reuseOf(entry.snapshot, terms.wants, this.#now()) === 'fresh';
    return isFresh ? servedFrom(entry, 'store', 'hit', this.#now()) : undefined;
  }

  /** Keeps an answer that did not come from the origin. */
  async prime(wish: Wish, key: string, credential: string, terms: Terms, landing: Landing): Promise<void> {
    const visit = await this.#visit(wish, key, credential, terms);
    const { tiers } = this.#ports;
    await tiers?.note(visit.place);
    const requestedAt = tiers?.clock.now() ?? 0;
    await this.#keep(visit, terms, landing, wish.prepare(), requestedAt);
  }

  /** No later reader joins what began before. */
  detach(tags: readonly string[]): void {
    this.#flights.detach(tags);
  }

  async #visit(wish: Wish, key: string, credential: string, terms: Terms | undefined): Promise<Visit> {
    const { principals } = this.#ports;
    const whose = await whoseOf(wish, terms, credential);
    const principal = principals.peek(whose) ?? (await principals.of(whose));
    return visitOf(wish, key, credential, terms, principal);
  }

  /** What memory has of it: the variant that was asked for, or else another one, which is good for nothing but its fields. */
  #peek(entryKey: string, wish: Wish, terms: Terms): Entry | undefined {
    const { tiers } = this.#ports;
    const newest = tiers?.peek(entryKey);
    if (!newest || isFor(newest, wish)) return newest;
    const selecting = selectingFor(newest, wish, terms);
    return (selecting && tiers?.peek(variantKey(entryKey, selecting))) ?? newest;
  }

  /** The same from the shared store. */
  async #fetch(visit: Visit, terms: Terms): Promise<Entry | undefined> {
    const { tiers } = this.#ports;
    const { eagerRefresh } = terms.policy;
    const newest = await tiers?.fetch(visit.place, eagerRefresh);
    if (!newest || isFor(newest, visit.wish)) return newest;
    const selecting = selectingFor(newest, visit.wish, terms);
    return (selecting && (await tiers?.fetch(variantOf(visit, selecting).place, eagerRefresh))) ?? newest;
  }

  /** The entry as far as it may be used as it is; whatever else is due for it is seen to. */
  #serve(visit: Visit, entry: Entry, source: 'memory' | 'store'): Served | undefined {
    const { terms, wish } = visit;
    if (!terms || !isFor(entry, wish)) return undefined;
    const nowMs = this.#now();
    const isResting = nowMs < entry.restsUntil;
    const reuse = reuseOf(entry.snapshot, terms.wants, nowMs);
    if (reuse === 'fresh') {
      if (nowMs >= entry.refreshAt && !isResting) this.#refresh(visit, entry);
      return servedFrom(entry, source, 'hit', nowMs);
    }
    if (reuse === 'stale' && !isResting) this.#refresh(visit, entry);
    if (reuse !== 'no') return servedFrom(entry, source, 'stale', nowMs);
    return isResting ? this.#rescue(visit, entry, source) : undefined;
  }

  /** Asks the origin behind everybody's back, once for all. */
  #refresh(visit: Visit, entry: Entry): void {
    const key = flightKey(visit, true);
    if (this.#flights.has(key)) return;
    const wish = inBackground(visit.wish);
    // It never rejects; what failed is told by the attempts that did, and the entry rests.
    this.#board({ ...visit, wish }, entry, key, true);
  }

  async #fly(visit: Visit, spare: Entry | undefined, mustAsk: boolean): Promise<Served> {
    const { wish } = visit;
    const { options, operation } = wish;
    const waiter = options.timeoutMs === undefined ? undefined : this.#waiter(wish);
    try {
      const isRefreshing = this.#flights.has(flightKey(visit, true));
      const key = flightKey(visit, mustAsk || isRefreshing);
      const signal = waiter?.cancellation.signal ?? options.signal;
      const { value, joined } = this.#board(visit, spare, key, mustAsk, signal);
      return await this.#landed(visit, await this.#patiently(value, visit, spare), spare, joined);
    } catch (error) {
      const ending = waiter?.hasEnded ? endingOf(waiter, operation.id, 0) : error;
      const rescued = maySpare(ending) && this.#rescue(visit, spare, 'memory');
      if (rescued) return rescued;
      throw ending;
    } finally {
      if (waiter) this.#ports.deadlines.end(waiter);
    }
  }

  async #landed(visit: Visit, flown: Flown, own: Entry | undefined, joined: boolean): Promise<Served> {
    if (flown.kind === 'found') {
      // What another reader may have, this one may not: it wants something younger, or another variant.
      return this.#serve(visit, flown.entry, 'store') ?? this.#fly(visit, flown.entry, true);
    }
    // Written only where replies may differ: most of those who join are a thousand at a time.
    if (flown.kind === 'answered' && joined && flown.answered.selecting.length > 0) {
      const { selecting } = flown.answered;
      const { headers } = visit.wish.prepare();
      if (!isSelected(selecting, headers)) {
        // The same URL, and another variant of it: whoever wants that one goes there together.
        const entryKey = variantKey(visit.entryKey, selectingBy(selecting, headers));
        return this.#fly({ ...visit, entryKey }, flown.spare, true);
      }
    }
    const spare = flown.spare ?? own;
    if (flown.kind === 'failed') {
      const rescued = maySpare(flown.error) && this.#rescue(visit, spare, 'memory');
      if (rescued) return rescued;
      throw flown.error;
    }
    const { status } = flown.answered.landing.reply;
    const rescued = isRescuable(status) && this.#rescue(visit, spare, 'memory');
    return rescued || servedByOrigin(flown.answered, joined, this.#now());
  }

  #rescue(visit: Visit, spare: Entry | undefined, source: 'memory' | 'store'): Served | undefined {
    const nowMs = this.#now();
    const { terms, wish } = visit;
    if (!terms || !spare || !isFor(spare, wish) || !mayRescue(spare.snapshot, terms.wants, nowMs))
      return undefined;
    // A write may have outdated it meanwhile.
    return this.#ports.tiers?.isCurrent(spare) ? servedFrom(spare, source, 'rescued', nowMs) : undefined;
  }

  /** The flight's end, or, when the caller has waited for as long as it will, a failure; the flight goes on. */
  async #patiently(value: Promise<Flown>, { terms, wish }: Visit, spare: Entry | undefined): Promise<Flown> {
    if (!terms) return value;
    const { softTimeoutMs, hardTimeoutMs } = terms.policy;
    const hasSpare = spare && mayRescue(spare.snapshot, terms.wants, this.#now());
    const limitMs = (hasSpare ? softTimeoutMs : undefined) ?? hardTimeoutMs;
    if (limitMs === undefined) return value;
    const message = `${wish.operation.id} was not answered within the ${limitMs} ms that its cache policy waits.`;
    const error = new TimeoutError(message, { operation: wish.operation.id, limit: 'total' });
    return withLimit(value, limitMs, { kind: 'failed', error, spare });
  }

  #board(visit: Visit, spare: Entry | undefined, key: string, mustAsk: boolean, signal?: AbortSignal) {
    const { wish, terms } = visit;
    const tags = [wish.operation.resource, ...(terms?.tags ?? [])];
    const { priority } = wish.options;
    return this.#flights.board(key, tags, (control) => this.#work(visit, spare, mustAsk, control), {
      signal,
      priority,
    });
  }

  /** An entry that another instance has shared, or else the origin; its reply is kept for the next. */
  async #work(
    visit: Visit,
    given: Entry | undefined,
    mustAsk: boolean,
    control: FlightControl,
  ): Promise<Flown> {
    const { wish, terms, place } = visit;
    const { tiers, settings, deadlines } = this.#ports;
    // Never shorter than the resource's: those who join later have not chosen this caller's limit.
    const { totalMs } = policyOf(settings.resilience, wish.operation.resource, {}).timeout;
    const longestMs = Math.max(totalMs, wish.options.timeoutMs ?? 0);
    const deadline = deadlines.start(longestMs);
    control.onCancel((reason) => deadline.abort(reason));
    let spare = given;
    let turn: Turn<Entry> | undefined;
    try {
      if (terms && tiers?.isShared && !mustAsk) {
        const entry = await this.#fetch(visit, terms);
        if (entry && this.#isOfUse(visit, entry)) return { kind: 'found', entry };
        spare = entry ?? given;
      }
      if (terms?.wants.onlyIfCached) throw new NotCachedError(wish.operation.id);
      if (terms && mustAsk) await tiers?.note(place);
      // One of a fleet asks; who waits for it no longer than half of the time has the rest to ask itself.
      turn =
        terms && tiers?.isShared && !mustAsk
          ? await tiers.turn(place, wish.operation.resource, longestMs / 2, async () => {
              const entry = await this.#fetch(visit, terms);
              return entry && this.#isOfUse(visit, entry) ? entry : undefined;
            })
          : undefined;
      if (turn?.found) return { kind: 'found', entry: turn.found };
      const { urgency } = control;
      const answered = await this.#askOrigin(visit, spare, (dressedWish) =>
        this.#ports.ask({
          wish: dressedWish,
          credential: visit.credential,
          deadline,
          wanted: { demand: 'data' },
          urgency,
        }),
      );
      if (isRescuable(answered.landing.reply.status)) this.#rest(visit, spare);
      return { kind: 'answered', answered, spare };
    } catch (error) {
      if (maySpare(error)) this.#rest(visit, spare);
      return { kind: 'failed', error, spare };
    } finally {
      // What nobody else can find, nobody else waits for; who was called off leaves its turn to another.
      await turn?.end(place.fate || deadline.isAbandoned ? 'look' : 'go');
      deadlines.end(deadline);
    }
  }

  /** 4: the origin, with what is known of the last answer. */
  async #askOrigin(
    visit: Visit,
    spare: Entry | undefined,
    ask: (wish: Wish) => Promise<Landing>,
  ): Promise<Answered> {
    const { wish, terms } = visit;
    const requestedAt = this.#ports.tiers?.clock.now() ?? 0;
    const validating = terms && spare && isFor(spare, wish) ? spare : undefined;
    const conditions = validating ? conditionsFor(validating, this.#now()) : [];
    const written: { prepared?: Prepared } = {};
    const landing = await ask(
      dressed(wish, terms, conditions, (prepared) => {
        written.prepared = prepared;
      }),
    );
    const forward = forwardFor(terms, spare, validating);
    const { prepared } = written;
    const mayDiffer = prepared && terms && hasVariants(terms);
    const selecting = mayDiffer ? selectingOf(landing.reply.headers, prepared.headers) : [];
    if (validating && conditions.length > 0 && landing.reply.status === 304) {
      const reply = validated(validating, landing.reply, this.#now());
      // RFC 9111 §4.3.3: it is about another response, so this one is asked for as a whole.
      if (!reply) return this.#askOrigin(visit, undefined, ask);
      const kept =
        terms && prepared && (await this.#keep(visit, terms, { ...landing, reply }, prepared, requestedAt));
      return { landing: { ...landing, reply }, forward, wasValidated: true, kept, selecting };
    }
    const kept = terms && prepared && (await this.#keep(visit, terms, landing, prepared, requestedAt));
    return { landing, forward, wasValidated: false, kept, selecting };
  }

  async #keep(
    visit: Visit,
    terms: Terms,
    { reply }: Landing,
    prepared: Prepared,
    requestedAt: number,
  ): Promise<Entry | undefined> {
    const { tiers, settings } = this.#ports;
    if (!tiers || !settings.cache) return undefined;
    const asking = {
      headers: prepared.headers,
      isAuthorized: visit.credential !== '' || prepared.headers.has('authorization'),
      tags: tagsOf(visit.wish, prepared, terms),
      requestedAt,
      respondedAt: this.#now(),
      jitter: settings.cache.ttlJitterRatio * settings.random(),
      targetedFields: settings.cache.targetedFields,
    };
    const snapshot = snapshotOf(reply, asking, terms);
    if (!snapshot) return undefined;
    const { eagerRefresh } = terms.policy;
    if (hasVariants(terms) && snapshot.vary.length > 0)
      await tiers.keep(variantOf(visit, snapshot.vary).place, snapshot, eagerRefresh);
    return tiers.keep(visit.place, snapshot, eagerRefresh);
  }

  /** Whether a reader on these terms may have the entry as it is. */
  #isOfUse({ terms, wish }: Visit, entry: Entry): boolean {
    return (
      terms !== undefined && isFor(entry, wish) && reuseOf(entry.snapshot, terms.wants, this.#now()) !== 'no'
    );
  }

  /** The origin has just failed: what may stand in does so for a while, and the origin is left alone. */
  #rest({ terms }: Visit, spare: Entry | undefined): void {
    if (terms && spare) spare.restsUntil = this.#now() + terms.policy.restAfterError * 1_000;
  }

  #waiter({ operation, options }: Wish) {
    const { totalMs } = policyOf(this.#ports.settings.resilience, operation.resource, options).timeout;
    return this.#ports.deadlines.start(totalMs, options.signal);
  }

  #now(): number {
    return this.#ports.settings.clock.wall();
  }
}

/** No answer, one that came too late, or one that was refused here: RFC 5861 §4 and what is like it. */
function maySpare(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof TimeoutError ||
    error instanceof CircuitOpenError ||
    error instanceof LimitError
  );
}

async function withLimit<Value>(work: Promise<Value>, limitMs: number, otherwise: Value): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
