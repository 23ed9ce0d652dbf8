/**
 * Where a flight gets what it is for: an entry that another instance has shared, or else the origin, whose reply is
 * kept for the next.
 */

import type { Deadlines } from '../deadline.ts';
import { CircuitOpenError, ConnectionError, LimitError, NotCachedError, TimeoutError } from '../errors.ts';
import type { Turn } from '../fleet/turn.ts';
import { snapshotOf } from '../kept-reply.ts';
import type { Journey, Landing } from '../origin.ts';
import type { Prepared } from '../outgoing.ts';
import { isRescuable, reuseOf } from '../policy/reuse.ts';
import { selectingOf } from '../policy/vary.ts';
import { policyOf } from '../resilience/call-policy.ts';
import type { Settings } from '../settings.ts';
import type { FlightControl } from '../single-flight.ts';
import type { Entry } from '../store/entry.ts';
import type { Asked, Tiers } from '../store/tiers.ts';
import type { Wish } from '../wish.ts';
import { conditionsFor, dressed, validated } from './revalidation.ts';
import type { Answered } from './served.ts';
import type { Terms } from './terms.ts';
import { forwardFor, hasVariants, isFor, selectingFor, tagsOf, type Visit, variantOf } from './visit.ts';

export interface SupplyPorts {
  readonly settings: Settings;
  readonly tiers: Tiers | undefined;
  readonly deadlines: Deadlines;
  /** The origin. */
  readonly ask: (journey: Journey) => Promise<Landing>;
}

/** How a flight ends. It never rejects: nobody may be left to hear of it. */
export type Flown =
  | { readonly kind: 'answered'; readonly answered: Answered; readonly spare: Entry | undefined }
  | { readonly kind: 'found'; readonly entry: Entry }
  | { readonly kind: 'failed'; readonly error: unknown; readonly spare: Entry | undefined };

/** What a flight is for. */
export interface Errand {
  readonly visit: Visit;
  /** What may stand in for an answer that does not come. */
  readonly spare: Entry | undefined;
  /** Whether what is kept is not enough. */
  readonly mustAsk: boolean;
  /** Whether nobody waits for it, and a newer entry that another instance has got will do. */
  readonly isAhead?: boolean;
  /** The flight that it takes, where that is not the one of its entry. */
  readonly flight?: string;
}

export class Supply {
  readonly #ports: SupplyPorts;

  constructor(ports: SupplyPorts) {
    this.#ports = ports;
  }

  /** Never rejects. */
  async get(errand: Errand, control: FlightControl): Promise<Flown> {
    const { visit, spare, isAhead } = errand;
    const { terms } = visit;
    const beganMs = this.#ports.settings.clock.monotonic();
    if (!terms || !this.#mayShare(errand)) return this.#ask(errand, control, beganMs);
    try {
      const entry = await this.fetch(visit, terms);
      if (entry && this.#isOfUse(errand, entry)) return { kind: 'found', entry };
      return this.#ask(entry && !isAhead ? { ...errand, spare: entry } : errand, control, beganMs);
    } catch (error) {
      // A request that cannot be written.
      return { kind: 'failed', error, spare };
    }
  }

  /** What the shared store has: the variant that was asked for, or else another one, which is good for nothing but its fields. */
  fetch(visit: Visit, terms: Terms): Promise<Entry | undefined> {
    const { tiers } = this.#ports;
    if (!tiers) return Promise.resolve(undefined);
    const newest = tiers.fetch(visit, terms.policy.eagerRefresh);
    return hasVariants(terms) ? newest.then((entry) => this.#variant(visit, terms, entry)) : newest;
  }

  async #variant(visit: Visit, terms: Terms, newest: Entry | undefined): Promise<Entry | undefined> {
    const selecting = newest && !isFor(newest, visit.wish) && selectingFor(newest, visit.wish, terms);
    if (!selecting) return newest;
    return (await this.#ports.tiers?.fetch(variantOf(visit, selecting), terms.policy.eagerRefresh)) ?? newest;
  }

  /** Keeps a reply for the next who asks. */
  async keep(
    visit: Visit,
    terms: Terms,
    { reply }: Landing,
    prepared: Prepared,
    asked: Asked | undefined,
  ): Promise<Entry | undefined> {
    const { tiers, settings } = this.#ports;
    if (!tiers || !settings.cache || !asked) return undefined;
    const asking = {
      headers: prepared.headers,
      isAuthorized: visit.credential !== '' || prepared.headers.has('authorization'),
      tags: tagsOf(visit.wish, prepared, terms),
      requestedAt: asked.requestedAt,
      respondedAt: this.#now(),
      jitter: settings.cache.ttlJitterRatio * settings.random(),
      targetedFields: settings.cache.targetedFields,
    };
    const snapshot = snapshotOf(reply, asking, terms);
    if (!snapshot) return undefined;
    const { eagerRefresh } = terms.policy;
    if (hasVariants(terms) && snapshot.vary.length > 0)
      await tiers.keep(variantOf(visit, snapshot.vary), snapshot, eagerRefresh, asked.since);
    return tiers.keep(visit, snapshot, eagerRefresh, asked.since);
  }

  /** The origin, within what is left of the time since the flight began. */
  async #ask(errand: Errand, control: FlightControl, beganMs: number): Promise<Flown> {
    const { visit, spare } = errand;
    const { wish, terms } = visit;
    const { tiers, settings, deadlines } = this.#ports;
    const { resource } = wish.operation;
    // Never shorter than the resource's: those who join later have not chosen this caller's limit.
    const { totalMs } = policyOf(settings.resilience, resource, {}).timeout;
    const longestMs = Math.max(totalMs, wish.options.timeoutMs ?? 0);
    const deadline = deadlines.start(Math.max(0, longestMs - (settings.clock.monotonic() - beganMs)));
    control.onCancel((reason) => deadline.abort(reason));
    let turn: Turn<Entry> | undefined;
    try {
      if (terms?.wants.onlyIfCached) throw new NotCachedError(wish.operation.id);
      if (terms && this.#mayShare(errand)) {
        // One of a fleet asks; who waits for it no longer than half of the time has the rest to ask itself.
        turn = await tiers?.turn(visit, resource, longestMs / 2, () => this.#fetchOfUse(errand, terms));
      } else if (terms && errand.mustAsk) await tiers?.note(visit);
      if (turn?.found) return { kind: 'found', entry: turn.found };
      const { credential } = visit;
      const { urgency } = control;
      const answered = await this.#askOrigin(visit, spare, (dressedWish) =>
        this.#ports.ask({ wish: dressedWish, credential, deadline, wanted: { demand: 'data' }, urgency }),
      );
      if (isRescuable(answered.landing.reply.status)) this.#rest(visit, spare);
      return { kind: 'answered', answered, spare };
    } catch (error) {
      if (maySpare(error)) this.#rest(visit, spare);
      return { kind: 'failed', error, spare };
    } finally {
      // What nobody else can find, nobody else waits for; who was called off leaves its turn to another.
      await turn?.end(visit.fate || deadline.isAbandoned ? 'look' : 'go');
      deadlines.end(deadline);
    }
  }

  /** Whether what another instance has got, or gets now, may be enough. */
  #mayShare({ mustAsk, isAhead }: Errand): boolean {
    return this.#ports.tiers?.isShared === true && (!mustAsk || isAhead === true);
  }

  async #fetchOfUse(errand: Errand, terms: Terms): Promise<Entry | undefined> {
    const entry = await this.fetch(errand.visit, terms);
    return entry && this.#isOfUse(errand, entry) ? entry : undefined;
  }

  /** 4: the origin, with what is known of the last answer. */
  async #askOrigin(
    visit: Visit,
    spare: Entry | undefined,
    ask: (wish: Wish) => Promise<Landing>,
  ): Promise<Answered> {
    const { wish, terms } = visit;
    const asked = this.#ports.tiers?.asking();
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
        terms && prepared && (await this.keep(visit, terms, { ...landing, reply }, prepared, asked));
      return { landing: { ...landing, reply }, forward, wasValidated: true, kept, selecting };
    }
    const kept = terms && prepared && (await this.keep(visit, terms, landing, prepared, asked));
    return { landing, forward, wasValidated: false, kept, selecting };
  }

  /** Whether a reader on these terms may have the entry as it is. */
  #isOfUse({ visit: { terms, wish }, spare, isAhead }: Errand, entry: Entry): boolean {
    if (!terms || !isFor(entry, wish)) return false;
    const reuse = reuseOf(entry.snapshot, terms.wants, this.#now());
    if (!isAhead) return reuse !== 'no';
    return reuse === 'fresh' && entry.snapshot.freshUntil > (spare?.snapshot.freshUntil ?? 0);
  }

  /** The origin has just failed: what may stand in does so for a while, and the origin is left alone. */
  #rest({ terms, entryKey }: Visit, spare: Entry | undefined): void {
    if (!terms || !spare) return;
    // Looked for in the shared store meanwhile, it is another object in memory.
    for (const entry of [spare, this.#ports.tiers?.peek(entryKey)])
      if (entry) entry.restsUntil = this.#now() + terms.policy.restAfterError * 1_000;
  }

  #now(): number {
    return this.#ports.settings.clock.wall();
  }
}

/** No answer, one that came too late, or one that was refused here: RFC 5861 §4 and what is like it. */
export function maySpare(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof TimeoutError ||
    error instanceof CircuitOpenError ||
    error instanceof LimitError
  );
}
