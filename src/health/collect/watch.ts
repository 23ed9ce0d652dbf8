/**
 * What is known of one client: everything that its events have told, by origin and by resource.
 *
 * Bounded: as many rows as the ledger of the page has room for, and names of operations up to a limit.
 */

import type {
  ActionEvent,
  AttemptEvent,
  BreakwaterEvent,
  CallEvent,
  CircuitEvent,
  InvalidationEvent,
  StoreEvent,
  TokenEvent,
} from '../../runtime/events.ts';
import { Latencies } from '../../runtime/policy/latencies.ts';
import type { Clock } from '../../runtime/ports.ts';
import type { Source } from '../source.ts';
import type { FailureView, TokenView, TransitionView } from '../view.ts';
import { failureSentence, transitionSentence } from './explain.ts';
import { Meter } from './meter.ts';
import { outcomeOfAttempt, outcomeOfCall } from './outcome.ts';
import type { Recent, RecentKinds } from './recent.ts';
import { Seconds } from './seconds.ts';

/** Far beyond any description's; names of operations come from code, never from the wire. */
const mostOperations = 5_000;

export type CacheKind = 'fresh' | 'stale' | 'miss' | 'bypass';

/** Ages of the entries that answered, summed, and how many they were. */
export type AgeKind = 'freshMs' | 'freshCount' | 'staleMs' | 'staleCount';

export interface ResourceRow {
  readonly meter: Meter;
  readonly cache: Seconds<CacheKind>;
  readonly ages: Seconds<AgeKind>;
  /** Where an operation of it was last sent. */
  origin: string;
  invalidatedAt: number | null;
}

/** Room for rows, shared by all clients of a page. */
export interface Room {
  /** Whether there is room for one more; it is taken if so. */
  take(): boolean;
}

export interface Ledger {
  readonly room: Room;
  readonly transitions: Recent<TransitionView>;
  readonly failures: RecentKinds<Pick<FailureView, 'client' | 'operation' | 'reason' | 'why'>>;
}

export class Watch {
  /** Unique among the clients of a page. */
  readonly id: string;
  readonly source: Source;
  readonly origins = new Map<string, Meter>();
  readonly resources = new Map<string, ResourceRow>();
  readonly tokens = new Map<string, Pick<TokenView, 'refreshedAt' | 'outcome' | 'failingSince'>>();
  storeTrouble: { readonly atMs: number; readonly what: string; readonly isOver: boolean } | undefined;
  /** Milliseconds in which the shared store answered. */
  readonly storeLatencies = new Latencies();
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #originOf = new Map<string, string>();
  readonly #home: string;
  readonly #leave: () => void;

  constructor(id: string, source: Source, ledger: Ledger, clock: Clock) {
    this.id = id;
    this.source = source;
    this.#ledger = ledger;
    this.#clock = clock;
    // The origin alone: a base URL may have a user's name and password in it.
    this.#home = new URL(source.baseUrl).origin;
    this.#origin(this.#home);
    this.#leave = source.on((event) => this.#hear(event));
  }

  stop(): void {
    this.#leave();
  }

  #hear(event: BreakwaterEvent): void {
    switch (event.type) {
      case 'call':
        this.#call(event);
        break;
      case 'attempt':
        this.#attempt(event);
        break;
      case 'circuit':
        this.#circuit(event);
        break;
      case 'token':
        this.#token(event);
        break;
      case 'invalidation':
        this.#invalidation(event);
        break;
      case 'store':
        this.#store(event);
        break;
      case 'store-answer':
        this.storeLatencies.record(event.durationMs);
        break;
      case 'action':
        this.#action(event);
        break;
    }
  }

  #attempt(event: AttemptEvent): void {
    this.#remember(event.operation, event.origin);
    const meter = this.#origin(event.origin);
    if (!meter) return;
    const nowMs = this.#clock.monotonic();
    meter.ended(nowMs, outcomeOfAttempt(event));
    meter.sent(nowMs, 1, event.attempt === 1 ? 1 : 0);
    if (event.status !== undefined) meter.answeredIn(event.durationMs);
  }

  #circuit({ origin, resource, from, to, reason }: CircuitEvent): void {
    if (reason === 'created') return;
    const subject = resource === undefined ? origin : `${origin} ${resource}`;
    this.#tell(subject, from, to, transitionSentence(reason));
  }

  #invalidation({ resource, cause }: InvalidationEvent): void {
    const row = this.#resource(resource);
    if (row) row.invalidatedAt = this.#clock.wall();
    if (cause === 'manual') this.#tell(resource, 'cached', 'invalidated', 'Somebody invalidated it.');
  }

  #call(event: CallEvent): void {
    const nowMs = this.#clock.monotonic();
    const { operation, resource, attempts } = event;
    const outcome = outcomeOfCall(event);
    const origin = this.#originOf.get(operation) ?? this.#home;
    const row = this.#resource(resource);
    if (row) {
      row.origin = origin;
      row.meter.ended(nowMs, outcome);
      const kind = cacheKind(event);
      row.cache.add(nowMs, kind);
      if (event.ageMs !== undefined && (kind === 'fresh' || kind === 'stale')) {
        row.ages.add(nowMs, `${kind}Ms`, event.ageMs);
        row.ages.add(nowMs, `${kind}Count`);
      }
      if (attempts > 0) row.meter.sent(nowMs, attempts, 1);
      if (event.source === 'network' && event.status !== undefined) row.meter.answeredIn(event.durationMs);
    }
    // What never left is told by no attempt.
    if (outcome === 'shortCircuited' || outcome === 'rejected') this.#origin(origin)?.ended(nowMs, outcome);
    if (event.outcome === 'ok' || outcome === 'aborted') return;
    const reason = event.status === undefined ? (event.code ?? 'UNKNOWN') : String(event.status);
    this.#ledger.failures.add(`${this.id}\n${operation}\n${reason}`, this.#clock.wall(), () => ({
      client: this.id,
      operation,
      reason,
      why: failureSentence(event.code, event.status),
    }));
  }

  #token({ scheme, outcome }: TokenEvent): void {
    const now = this.#clock.wall();
    const before = this.tokens.get(scheme);
    const failingSince = outcome === 'failed' ? (before?.failingSince ?? now) : null;
    this.tokens.set(scheme, { refreshedAt: now, outcome, failingSince });
    if (outcome === 'failed' && before?.outcome !== 'failed')
      this.#tell(scheme, 'token', 'failed', 'A renewal failed; the old token serves while it holds.');
  }

  /** What came of it is told by what it did; here is who did it. */
  #action({ action, target, by, outcome }: ActionEvent): void {
    const who = by ?? 'Somebody';
    const why = {
      done: `${who} did it on the health page.`,
      failed: `${who} tried it on the health page, and it failed.`,
      refused: 'Somebody tried it on the health page, and was refused.',
    } as const;
    this.#tell(target, 'by hand', action, why[outcome]);
  }

  #store({ action, outcome, reason }: StoreEvent): void {
    if (outcome === 'ready') {
      this.storeTrouble = this.storeTrouble && { ...this.storeTrouble, isOver: true };
      return;
    }
    const what = reason === undefined ? `${action}: ${outcome}` : `${action}: ${outcome}, ${reason}`;
    this.storeTrouble = { atMs: this.#clock.monotonic(), what, isOver: false };
  }

  #tell(subject: string, from: string, to: string, why: string): void {
    this.#ledger.transitions.add({ at: this.#clock.wall(), client: this.id, subject, from, to, why });
  }

  #remember(operation: string, origin: string): void {
    if (this.#originOf.size < mostOperations || this.#originOf.has(operation))
      this.#originOf.set(operation, origin);
  }

  #origin(origin: string): Meter | undefined {
    return rowOf(this.origins, origin, this.#ledger.room, () => new Meter());
  }

  #resource(resource: string): ResourceRow | undefined {
    return rowOf(this.resources, resource, this.#ledger.room, () => ({
      meter: new Meter(),
      cache: new Seconds<CacheKind>(['fresh', 'stale', 'miss', 'bypass']),
      ages: new Seconds<AgeKind>(['freshMs', 'freshCount', 'staleMs', 'staleCount']),
      origin: this.#home,
      invalidatedAt: null,
    }));
  }
}

function rowOf<Row>(rows: Map<string, Row>, name: string, room: Room, make: () => Row): Row | undefined {
  const known = rows.get(name);
  if (known || !room.take()) return known;
  const row = make();
  rows.set(name, row);
  return row;
}

/** Verdicts of an entry past its time that answered all the same. */
const staleVerdicts: ReadonlySet<string> = new Set(['stale', 'rescued']);

function cacheKind({ cache, source }: CallEvent): CacheKind {
  if (staleVerdicts.has(cache)) return 'stale';
  // One that the origin has confirmed cost a request: it is no more fresh than a new one.
  if (source !== 'network') return 'fresh';
  return cache === 'bypass' ? 'bypass' : 'miss';
}
