/**
 * One circuit per origin, or per resource at it. An attempt that the circuit refuses never leaves; whatever else happens to
 * it, its permit is ended exactly once.
 *
 * What counts as failure: a reply of 5xx, a connection that failed, an attempt that ran out of time.
 * What does not: 4xx, which tells of the request and not of the origin, and a caller that gave up,
 * or a request that another of the same attempt has made superfluous.
 */

import { CircuitOpenError, InvalidRequestError } from '../errors.ts';
import type { Observers } from '../events.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import type { Outgoing } from '../outgoing.ts';
import { Circuit } from '../policy/circuit.ts';
import type { CircuitOptions } from '../policy/circuit-options.ts';
import type { CircuitState } from '../policy/circuit-state.ts';
import { connectFailure } from '../policy/retryable.ts';
import type { Clock, Random } from '../ports.ts';
import type { Received } from '../received.ts';
import type { Scoped } from '../resilience/policy.ts';
import { unreadableIn } from '../unreadable-body.ts';
import { isSuperseded } from './hedge.ts';

/** The circuits of one client: one for each origin, and one for each resource that has its own there. */
export class Circuits {
  readonly #circuits = new Map<string, Circuit>();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #observers: Observers;

  constructor(clock: Clock, random: Random, observers: Observers) {
    this.#clock = clock;
    this.#random = random;
    this.#observers = observers;
  }

  /** The circuit, made when it is first asked for, and told of from then on. */
  of(origin: string, { options, scope }: Scoped<CircuitOptions>): Circuit {
    const name = scope === '' ? origin : `${origin} ${scope}`;
    const known = this.#circuits.get(name);
    if (known) return known;
    const place = { origin, ...(scope !== '' && { resource: scope }) };
    const circuit = new Circuit(options, {
      random: this.#random,
      onTransition: ({ from, to, reason }) => {
        this.#observers.emit({ type: 'circuit', ...place, from, to, reason });
      },
    });
    this.#circuits.set(name, circuit);
    this.#observers.emit({ type: 'circuit', ...place, from: 'closed', to: 'closed', reason: 'created' });
    return circuit;
  }

  /** State by name, now: the origin, or the origin and a resource (`https://api.example.com reports`). */
  states(): Readonly<Record<string, CircuitState>> {
    const now = this.#clock.monotonic();
    return Object.fromEntries([...this.#circuits].map(([name, circuit]) => [name, circuit.state(now)]));
  }

  /** Milliseconds until a call's circuit may admit anything; 0 when it does now. */
  waitMs({ origin, policy }: Exchange): number {
    if (!policy.circuit) return 0;
    const now = this.#clock.monotonic();
    const state = this.of(origin, policy.circuit).state(now);
    if (state.status === 'isolated') return Number.POSITIVE_INFINITY;
    return state.status === 'open' ? Math.max(0, state.untilMs - now) : 0;
  }

  /** Tells that a call was not let through. */
  refused({ operation, origin }: Exchange, retryAfterMs: number | null): void {
    if (!this.#observers.attached) return;
    const wait = retryAfterMs === null ? {} : { waitMs: retryAfterMs };
    this.#observers.emit({
      ...{ type: 'limit', limit: 'circuit', action: 'refused', operation: operation.id, origin },
      ...wait,
    });
  }

  /** Refuses everything until `close` or `reset`. */
  isolate(name: string): void {
    this.#named(name).isolate(this.#clock.monotonic());
  }

  /** Lets requests through again, a few at first. */
  close(name: string): void {
    this.#named(name).close(this.#clock.monotonic());
  }

  /** As if nothing had ever happened. */
  reset(name: string): void {
    const now = this.#clock.monotonic();
    const circuit = this.#named(name);
    const { status } = circuit.state(now);
    circuit.reset(now);
    // A closed one changes nothing by it, but what somebody did by hand is told.
    if (status === 'closed') this.#tell(name, 'reset-by-hand');
  }

  /** What happened to a circuit that was closed, and is. */
  #tell(name: string, reason: string): void {
    const [origin = '', ...scope] = name.split(' ');
    const place = { origin, ...(scope.length > 0 && { resource: scope.join(' ') }) };
    this.#observers.emit({ type: 'circuit', ...place, from: 'closed', to: 'closed', reason });
  }

  #named(name: string): Circuit {
    const circuit = this.#circuits.get(name);
    if (circuit) return circuit;
    const known = [...this.#circuits.keys()].join(', ');
    throw new InvalidRequestError(`There is no circuit named ${JSON.stringify(name)}. There are: ${known}.`);
  }
}

export function breaker(circuits: Circuits, clock: Clock): Layer {
  function attempt(outgoing: Outgoing, exchange: Exchange, next: Send): Promise<Received> {
    const { origin, policy } = exchange;
    return policy.circuit
      ? guarded(circuits.of(origin, policy.circuit), outgoing, exchange, next)
      : next(outgoing);
  }

  async function guarded(
    circuit: Circuit,
    outgoing: Outgoing,
    exchange: Exchange,
    next: Send,
  ): Promise<Received> {
    const admission = circuit.request(clock.monotonic());
    if (!admission.admitted) {
      circuits.refused(exchange, admission.retryAfterMs);
      throw refusal(exchange, circuit.state(clock.monotonic()), admission.retryAfterMs);
    }
    const { permit } = admission;
    try {
      const received = await next(outgoing);
      if (received.status >= 500) permit.failed(clock.monotonic(), 'other');
      else permit.succeeded(clock.monotonic());
      return received;
    } catch (error) {
      if (!exchange.deadline.isAbandoned && !isSuperseded(outgoing) && !unreadableIn(error))
        permit.failed(clock.monotonic(), connectFailure(error) ? 'connect' : 'other');
      throw error;
    } finally {
      // Without effect where it has ended above; without it, an abandoned attempt would hold its permit.
      permit.abandoned(clock.monotonic());
    }
  }

  return { name: 'breaker', attempt };
}

function refusal(exchange: Exchange, state: CircuitState, retryAfterMs: number | null): CircuitOpenError {
  const { operation, origin, attempts } = exchange;
  const circumstances = { operation: operation.id, attempts };
  if (retryAfterMs === null) {
    const message = `${operation.id} was not sent: the circuit for ${origin} is isolated until somebody closes it.`;
    return new CircuitOpenError(message, circumstances);
  }
  const why =
    state.status === 'open'
      ? `is open after ${state.failures} of ${state.attempts} attempts failed${slowOnes(state.slow)}`
      : 'is recovering and already has all the trials it allows';
  const next = `next trial in ${(retryAfterMs / 1_000).toFixed(1)} s`;
  const message = `${operation.id} was not sent: the circuit for ${origin} ${why}; ${next}.`;
  return new CircuitOpenError(message, { ...circumstances, retryAfterMs });
}

function slowOnes(count: number): string {
  return count === 0 ? '' : ` and ${count} were slow`;
}
