/**
 * One circuit per origin. An attempt that the circuit refuses never leaves; whatever else happens to
 * it, its permit is ended exactly once.
 *
 * What counts as failure: a reply of 5xx, a connection that failed, an attempt that ran out of time.
 * What does not: 4xx, which tells of the request and not of the origin, and a caller that gave up.
 */

import { CircuitOpenError } from '../errors.ts';
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

/** The circuits of one client, by origin. */
export class Circuits {
  readonly #circuits = new Map<string, Circuit>();
  readonly #options: CircuitOptions;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #observers: Observers;

  constructor(options: CircuitOptions, clock: Clock, random: Random, observers: Observers) {
    this.#options = options;
    this.#clock = clock;
    this.#random = random;
    this.#observers = observers;
  }

  /** The origin's circuit; closed from the first moment it is asked for. */
  of(origin: string): Circuit {
    const known = this.#circuits.get(origin);
    if (known) return known;
    const circuit = new Circuit(this.#options, {
      random: this.#random,
      onTransition: ({ from, to, reason }) => {
        this.#observers.emit({ type: 'circuit', origin, from, to, reason });
      },
    });
    this.#circuits.set(origin, circuit);
    return circuit;
  }

  /** State by origin, now. */
  states(): Readonly<Record<string, CircuitState>> {
    const now = this.#clock.monotonic();
    return Object.fromEntries([...this.#circuits].map(([origin, circuit]) => [origin, circuit.state(now)]));
  }

  /** Milliseconds until the origin's circuit may admit anything; 0 when it does now. */
  waitMs(origin: string): number {
    const now = this.#clock.monotonic();
    const state = this.of(origin).state(now);
    if (state.status === 'isolated') return Number.POSITIVE_INFINITY;
    return state.status === 'open' ? Math.max(0, state.untilMs - now) : 0;
  }
}

export function breaker(circuits: Circuits, clock: Clock): Layer {
  async function attempt(outgoing: Outgoing, exchange: Exchange, next: Send): Promise<Received> {
    const circuit = circuits.of(exchange.origin);
    const admission = circuit.request(clock.monotonic());
    if (!admission.admitted)
      throw refusal(exchange, circuit.state(clock.monotonic()), admission.retryAfterMs);
    const { permit } = admission;
    try {
      const received = await next(outgoing);
      if (received.status >= 500) permit.failed(clock.monotonic(), 'other');
      else permit.succeeded(clock.monotonic());
      return received;
    } catch (error) {
      if (!exchange.deadline.isAbandoned)
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
      ? `is open after ${state.failures} of ${state.attempts} attempts failed`
      : 'is recovering and already has all the trials it allows';
  const next = `next trial in ${(retryAfterMs / 1_000).toFixed(1)} s`;
  const message = `${operation.id} was not sent: the circuit for ${origin} ${why}; ${next}.`;
  return new CircuitOpenError(message, { ...circumstances, retryAfterMs });
}
