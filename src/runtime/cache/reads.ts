/**
 * Reads that others may share, in order: an entry in memory; one flight for all who ask for the same, which gets it
 * where supply.ts says. What did not come may be stood in for by what is kept.
 */

import type { Deadlines } from '../deadline.ts';
import { TimeoutError } from '../errors.ts';
import { endingOf } from '../failure.ts';
import type { Landing } from '../origin.ts';
import { isRescuable, mayRescue, reuseOf } from '../policy/reuse.ts';
import { isSelected, selectingBy } from '../policy/vary.ts';
import type { Principals } from '../principals.ts';
import { policyOf } from '../resilience/call-policy.ts';
import { type Boarding, SingleFlight } from '../single-flight.ts';
import type { Entry } from '../store/entry.ts';
import { everything } from '../store/pending.ts';
import { isUrlTag } from '../store/url-tag.ts';
import { inBackground, type Wish } from '../wish.ts';
import { type Served, servedByOrigin, servedFrom } from './served.ts';
import { type Errand, type Flown, maySpare, Supply, type SupplyPorts } from './supply.ts';
import type { Terms } from './terms.ts';
import { flightKey, isFor, selectingFor, Visit, variantKey, whoseOf } from './visit.ts';

export interface ReadPorts extends SupplyPorts {
  readonly principals: Principals;
  readonly deadlines: Deadlines;
}

export class Reads {
  readonly #ports: ReadPorts;
  readonly #supply: Supply;
  readonly #flights = new SingleFlight<Flown>();
  /** Of those for whom what is kept is not enough, by the same keys. */
  readonly #asking = new SingleFlight<Flown>();

  constructor(ports: ReadPorts) {
    this.#ports = ports;
    this.#supply = new Supply(ports);
  }

  /** A fresh entry of memory, at once; `undefined` leaves everything else to `read`. */
  take(wish: Wish, terms: Terms, credential: string | Promise<string>): Served | undefined {
    const { tiers, principals } = this.#ports;
    const whose = whoseOf(wish, terms, credential);
    if (typeof whose !== 'string') return undefined;
    wish.entryKey ??= principals.of(whose).partition + wish.key;
    const entry = this.#peek(wish.entryKey, wish, terms);
    if (!entry) return undefined;
    const nowMs = this.#now();
    const isAtHand = nowMs < entry.refreshAt && tiers?.isTrusted(entry);
    if (!isAtHand || !isFor(entry, wish) || reuseOf(entry.snapshot, terms.wants, nowMs) !== 'fresh')
      return undefined;
    return servedFrom(entry, 'memory', 'hit', nowMs);
  }

  /** @param key of the wish */
  read(wish: Wish, key: string, credential: string, terms: Terms | undefined): Promise<Served> {
    const visit = this.#visit(wish, key, credential, terms);
    const entry = terms && this.#peek(visit.entryKey, wish, terms);
    const isTrusted = entry && this.#ports.tiers?.isTrusted(entry);
    const served = isTrusted && this.#serve(visit, entry, 'memory');
    if (served) return Promise.resolve(served);
    return this.#fly({ visit, spare: entry, mustAsk: terms?.asksOrigin ?? false });
  }

  /** A fresh entry of memory or of the shared store; the origin is not asked. */
  async find(wish: Wish, key: string, credential: string, terms: Terms): Promise<Served | undefined> {
    const { tiers } = this.#ports;
    const visit = this.#visit(wish, key, credential, terms);
    const served = this.take(wish, terms, credential);
    if (served || !tiers?.isShared) return served;
    const entry = await this.#supply.fetch(visit, terms);
    const isFresh =
      entry && isFor(entry, wish) && reuseOf(entry.snapshot, terms.wants, this.#now()) === 'fresh';
    return isFresh ? servedFrom(entry, 'store', 'hit', this.#now()) : undefined;
  }

  /** Keeps an answer that did not come from the origin. */
  async prime(wish: Wish, key: string, credential: string, terms: Terms, landing: Landing): Promise<void> {
    const visit = this.#visit(wish, key, credential, terms);
    const { tiers } = this.#ports;
    await tiers?.note(visit);
    await this.#supply.keep(visit, terms, landing, wish.prepare(), tiers?.asking());
  }

  /** The same where another instance has told of it, whose tags may be of a URL: which flight that is, nobody knows yet. */
  heard(tags: readonly string[]): void {
    const isBroad = tags.some((tag) => tag === everything || isUrlTag(tag));
    for (const flights of [this.#flights, this.#asking]) {
      if (isBroad) flights.detachAll();
      else flights.detach(tags);
    }
  }

  /** No later reader joins what began before. */
  detach(tags: readonly string[]): void {
    this.#flights.detach(tags);
    this.#asking.detach(tags);
  }

  #visit(wish: Wish, key: string, credential: string, terms: Terms | undefined): Visit {
    const principal = this.#ports.principals.of(whoseOf(wish, terms, credential));
    wish.entryKey ??= principal.partition + key;
    return new Visit({ wish, credential, terms, principal, key, entryKey: wish.entryKey });
  }

  /** What memory has of it: the variant that was asked for, or else another one, which is good for nothing but its fields. */
  #peek(entryKey: string, wish: Wish, terms: Terms): Entry | undefined {
    const { tiers } = this.#ports;
    const newest = tiers?.peek(entryKey);
    if (!newest || isFor(newest, wish)) return newest;
    const selecting = selectingFor(newest, wish, terms);
    return (selecting && tiers?.peek(variantKey(entryKey, selecting))) ?? newest;
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

  /** Asks the origin behind everybody's back, once for all, the instances of a fleet included. */
  #refresh(visit: Visit, spare: Entry): void {
    if (this.#asking.has(flightKey(visit))) return;
    const wish = inBackground(visit.wish);
    // It never rejects; what failed is told by the attempts that did, and the entry rests.
    this.#board({ visit: visit.but({ wish }), spare, mustAsk: true, isAhead: true });
  }

  async #fly(errand: Errand): Promise<Served> {
    const { visit, spare } = errand;
    const { options, operation } = visit.wish;
    const waiter = options.timeoutMs === undefined ? undefined : this.#waiter(visit.wish);
    try {
      const signal = waiter?.cancellation.signal ?? options.signal;
      const { value, joined } = this.#board(errand, signal);
      const served = this.#landed(visit, await this.#patiently(value, visit, spare), spare, joined);
      return served instanceof Promise ? await served : served;
    } catch (error) {
      const ending = waiter?.hasEnded ? endingOf(waiter, operation.id, 0) : error;
      const rescued = maySpare(ending) && this.#rescue(visit, spare, 'memory');
      if (rescued) return rescued;
      throw ending;
    } finally {
      if (waiter) this.#ports.deadlines.end(waiter);
    }
  }

  /** What a flight has brought, as far as it is for this reader. */
  #landed(visit: Visit, flown: Flown, own: Entry | undefined, joined: boolean): Served | Promise<Served> {
    if (flown.kind === 'found') {
      // What another reader may have, this one may not: it wants something younger, or another variant.
      const served = this.#serve(visit, flown.entry, 'store');
      return served ?? this.#fly({ visit, spare: flown.entry, mustAsk: true });
    }
    // Written only where replies may differ: most of those who join are a thousand at a time.
    if (flown.kind === 'answered' && joined && flown.answered.selecting.length > 0) {
      const { selecting } = flown.answered;
      const { headers } = visit.wish.prepare();
      if (!isSelected(selecting, headers)) {
        // The same URL, and another variant of it: whoever wants that one goes there together.
        const flight = variantKey(visit.entryKey, selectingBy(selecting, headers));
        return this.#fly({ visit, spare: flown.spare, mustAsk: true, flight });
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
  #patiently(value: Promise<Flown>, { terms, wish }: Visit, spare: Entry | undefined): Promise<Flown> {
    if (!terms) return value;
    const { softTimeoutMs, hardTimeoutMs } = terms.policy;
    const hasSpare = spare && mayRescue(spare.snapshot, terms.wants, this.#now());
    const limitMs = (hasSpare ? softTimeoutMs : undefined) ?? hardTimeoutMs;
    if (limitMs === undefined) return value;
    const message = `${wish.operation.id} was not answered within the ${limitMs} ms that its cache policy waits.`;
    const error = new TimeoutError(message, { operation: wish.operation.id, limit: 'total' });
    return withLimit(value, limitMs, { kind: 'failed', error, spare });
  }

  /** Joins the flight for the same, one that asks the origin if there is one. */
  #board(errand: Errand, signal?: AbortSignal): Boarding<Flown> {
    const { visit, mustAsk } = errand;
    const { wish, terms } = visit;
    const key = errand.flight ?? flightKey(visit);
    const flights = mustAsk || this.#asking.has(key) ? this.#asking : this.#flights;
    const tags = terms?.tags.length ? [wish.operation.resource, ...terms.tags] : [wish.operation.resource];
    const { priority } = wish.options;
    return flights.board(key, tags, (control) => this.#supply.get(errand, control), { signal, priority });
  }

  #waiter({ operation, options }: Wish) {
    const { totalMs } = policyOf(this.#ports.settings.resilience, operation.resource, options).timeout;
    return this.#ports.deadlines.start(totalMs, options.signal);
  }

  #now(): number {
    return this.#ports.settings.clock.wall();
  }
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
