/**
 * From events to numbers: what each event adds to, in one table. Nothing here knows Prometheus.
 */

import type { AttemptEvent, BreakwaterEvent, CallEvent, LimitEvent } from '../runtime/index.ts';
import { Distribution } from './distribution.ts';
import { families } from './families.ts';
import { other, type Sample } from './family.ts';
import { Tally } from './tally.ts';

/** What only listening can tell; what can be read is in readings.ts. */
export class Recorder {
  readonly #requests = new Tally(families.requests);
  readonly #duration = new Distribution(families.duration);
  readonly #attempts = new Distribution(families.attempts);
  readonly #retries = new Tally(families.retries);
  readonly #hedges = new Tally(families.hedges);
  readonly #limits = new Tally(families.limits);
  readonly #limitWait = new Distribution(families.limitWait);
  readonly #transitions = new Tally(families.transitions);
  readonly #cacheRequests = new Tally(families.cacheRequests);
  readonly #invalidations = new Tally(families.invalidations);
  readonly #coalesced = new Tally(families.coalesced);
  readonly #refreshes = new Tally(families.refreshes);
  readonly #store = new Tally(families.store);
  readonly #violations = new Tally(families.violations);
  readonly #budgetExhausted = new Tally(families.budgetExhausted);
  readonly #circuitRejected = new Tally(families.circuitRejected);
  readonly #bulkheadWait = new Distribution(families.bulkheadWait);
  readonly #storeDuration = new Distribution(families.storeDuration);
  readonly #actions = new Tally(families.actions);

  /** By name of their family. */
  readonly samples: Readonly<Record<string, () => Sample[]>> = {
    [families.requests.name]: () => this.#requests.samples(),
    [families.duration.name]: () => this.#duration.samples(),
    [families.attempts.name]: () => this.#attempts.samples(),
    [families.retries.name]: () => this.#retries.samples(),
    [families.hedges.name]: () => this.#hedges.samples(),
    [families.limits.name]: () => this.#limits.samples(),
    [families.limitWait.name]: () => this.#limitWait.samples(),
    [families.transitions.name]: () => this.#transitions.samples(),
    [families.cacheRequests.name]: () => this.#cacheRequests.samples(),
    [families.invalidations.name]: () => this.#invalidations.samples(),
    [families.coalesced.name]: () => this.#coalesced.samples(),
    [families.refreshes.name]: () => this.#refreshes.samples(),
    [families.budgetExhausted.name]: () => this.#budgetExhausted.samples(),
    [families.circuitRejected.name]: () => this.#circuitRejected.samples(),
    [families.bulkheadWait.name]: () => this.#bulkheadWait.samples(),
    [families.storeDuration.name]: () => this.#storeDuration.samples(),
    [families.actions.name]: () => this.#actions.samples(),
    [families.store.name]: () => this.#store.samples(),
    [families.violations.name]: () => this.#violations.samples(),
  };

  record(client: string, event: BreakwaterEvent): void {
    switch (event.type) {
      case 'call':
        this.#call(client, event);
        break;
      case 'attempt':
        this.#attempt(client, event);
        break;
      case 'retry':
        this.#retries.add([client, event.origin, event.operation, word(event.reason)]);
        break;
      case 'hedge':
        this.#hedges.add([client, event.origin, event.operation]);
        break;
      case 'limit':
        this.#limit(client, event);
        break;
      case 'circuit':
        // One that came to be has changed from nothing.
        if (event.from !== event.to)
          this.#transitions.add([client, event.origin, event.resource ?? '', event.from, event.to]);
        break;
      case 'token':
        this.#refreshes.add([client, event.scheme, event.outcome]);
        break;
      case 'invalidation':
        this.#invalidations.add([client, event.resource, event.cause]);
        break;
      case 'store':
        if (event.outcome !== 'ready') this.#store.add([client, event.action, event.outcome]);
        break;
      case 'store-answer':
        this.#store.add([client, event.action, 'ok']);
        this.#storeDuration.observe([client, event.action], event.durationMs / 1_000);
        break;
      case 'action':
        this.#actions.add([client, event.action, event.outcome]);
        break;
      case 'violation':
        this.#violations.add([client, event.operation, event.direction]);
        break;
      default:
      // What a newer client tells, this counts nowhere.
    }
  }

  #call(client: string, event: CallEvent): void {
    const { operation, resource, source, cache } = event;
    const failure = event.outcome === 'ok' ? '' : String(event.status ?? event.code ?? other);
    this.#requests.add([client, operation, resource, outcomeOf(event), failure]);
    this.#duration.observe([client, operation, resource], event.durationMs / 1_000);
    this.#cacheRequests.add([client, resource, results[cache], source]);
    if (source === 'flight') this.#coalesced.add([client, resource, 'local']);
  }

  #attempt(client: string, event: AttemptEvent): void {
    const { origin, operation, status } = event;
    const labels = [client, origin, operation, status === undefined ? '' : String(status), errorType(event)];
    this.#attempts.observe(labels, event.durationMs / 1_000);
  }

  #limit(client: string, { origin, operation, limit, action, waitMs }: LimitEvent): void {
    // Of these there are metrics of their own.
    if (limit === 'circuit') this.#circuitRejected.add([client, origin, operation]);
    else if (limit === 'retry-budget') this.#budgetExhausted.add([client, origin, operation]);
    else this.#limits.add([client, origin, operation, limit, action]);
    if (action === 'entered' && waitMs !== undefined)
      this.#bulkheadWait.observe([client, origin], waitMs / 1_000);
    if (action === 'held' && waitMs !== undefined)
      this.#limitWait.observe([client, origin, limit], waitMs / 1_000);
  }
}

/** The words of the cache in those of metrics. */
const results: Readonly<Record<CallEvent['cache'], string>> = {
  hit: 'fresh',
  stale: 'stale_revalidate',
  rescued: 'stale_error',
  revalidated: 'revalidated',
  miss: 'miss',
  bypass: 'bypass',
};

function outcomeOf({ outcome, code, cache }: CallEvent): string {
  if (outcome === 'ok') return cache === 'rescued' ? 'stale' : 'ok';
  if (code === 'CIRCUIT_OPEN' || code === 'LIMITED') return 'rejected';
  return code === 'ABORTED' || code === 'CLIENT_CLOSED' ? 'aborted' : 'error';
}

/** OpenTelemetry's `error.type`: the status of a failure, or what failed. */
function errorType({ status, failure }: AttemptEvent): string {
  if (failure !== undefined) return word(failure);
  return status !== undefined && status >= 400 ? String(status) : '';
}

/** A code as systems give them; any other text may be anything. */
function word(code: string): string {
  return /^(?:\d{3}|[A-Z][A-Z0-9_]{1,40})$/.test(code) ? code : other;
}
