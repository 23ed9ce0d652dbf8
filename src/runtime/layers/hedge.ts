/**
 * Sends a read again when it takes longer than such reads do, and takes whichever answer comes first;
 * the other is cancelled. The tail of the latencies is cut at the price of a few more requests, which
 * the origin's budget limits.
 *
 * After Dean and Barroso, "The Tail at Scale", CACM 2013; the delay from a moving quantile as in
 * failsafe-go. Only what is safe to repeat and is taken as a whole: never a stream.
 */

import type { Observers } from '../events.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import type { Outgoing } from '../outgoing.ts';
import { Latencies } from '../policy/latencies.ts';
import { isRetryable } from '../policy/throttle.ts';
import type { Clock } from '../ports.ts';
import { discard, type Received } from '../received.ts';
import type { Budgets } from '../resilience/budgets.ts';
import type { HedgingOptions } from '../resilience/options.ts';

/** Why a request was given up: another of the same attempt was answered. Never held against the origin. */
export class Superseded extends Error {
  constructor() {
    super('another request of the same attempt was answered first');
    this.name = 'Superseded';
  }
}

/** Whether the request was given up because another won. */
export function isSuperseded({ cancellation }: Outgoing): boolean {
  return cancellation.reason instanceof Superseded;
}

/** Samples before a quantile is believed: the p95 of fewer is but their maximum. */
const enoughSamples = 20;

export class Hedges {
  /** By operation and origin: a search and a look-up do not take the same time. */
  readonly #latencies = new Map<string, Latencies>();
  readonly #budgets: Budgets;
  readonly #clock: Clock;
  readonly #observers: Observers;

  constructor(budgets: Budgets, clock: Clock, observers: Observers) {
    this.#budgets = budgets;
    this.#clock = clock;
    this.#observers = observers;
  }

  layer(): Layer {
    return {
      name: 'hedge',
      attempt: (outgoing, exchange, next) => {
        const { hedging } = exchange.policy;
        // Where nobody waits, nobody gains.
        const isHedged = exchange.isWholeRead && exchange.priority === 'user';
        if (!hedging || !isHedged) return next(outgoing);
        return this.#race(outgoing, exchange, next, hedging);
      },
    };
  }

  async #race(
    outgoing: Outgoing,
    exchange: Exchange,
    next: Send,
    hedging: Required<HedgingOptions>,
  ): Promise<Received> {
    const latencies = this.#latenciesOf(exchange);
    const delayMs = delayFrom(latencies, hedging);
    const startedMs = this.#clock.monotonic();
    const received = await new Promise<Received>((resolve, reject) => {
      const race = new Race({ resolve, reject });
      let hedges = 0;
      const arm = (): ReturnType<typeof setTimeout> =>
        setTimeout(() => {
          if (exchange.deadline.hasEnded || !this.#budgets.tryExtra(exchange, false)) return;
          hedges += 1;
          this.#tell(exchange, delayMs);
          race.enter(exchange.outgoing(), next);
          if (hedges < hedging.maxHedges) race.timer = arm();
        }, delayMs);
      race.timer = arm();
      race.enter(outgoing, next);
    });
    latencies.record(this.#clock.monotonic() - startedMs);
    return received;
  }

  #latenciesOf({ operation, origin }: Exchange): Latencies {
    const key = `${operation.id}\n${origin}`;
    const known = this.#latencies.get(key);
    if (known) return known;
    const latencies = new Latencies();
    this.#latencies.set(key, latencies);
    return latencies;
  }

  #tell({ operation, origin }: Exchange, delayMs: number): void {
    if (!this.#observers.attached) return;
    this.#observers.emit({ type: 'hedge', operation: operation.id, origin, delayMs });
  }
}

function delayFrom(
  latencies: Latencies,
  { quantile, minDelayMs, maxDelayMs }: Required<HedgingOptions>,
): number {
  if (latencies.count < enoughSamples) return maxDelayMs;
  return Math.min(maxDelayMs, Math.max(minDelayMs, latencies.quantile(quantile) ?? maxDelayMs));
}

interface Finish {
  readonly resolve: (received: Received) => void;
  readonly reject: (error: unknown) => void;
}

/** The first good answer wins; a bad one counts once nobody else is under way. */
class Race {
  readonly #finish: Finish;
  readonly #running = new Set<Outgoing>();
  #isOver = false;
  timer: ReturnType<typeof setTimeout> | undefined;

  constructor(finish: Finish) {
    this.#finish = finish;
  }

  enter(outgoing: Outgoing, next: Send): void {
    this.#running.add(outgoing);
    next(outgoing).then(
      (received) => {
        this.#running.delete(outgoing);
        const mayWait = this.#running.size > 0 && !isGood(received);
        if (this.#isOver || mayWait) discard(received);
        else this.#end(() => this.#finish.resolve(received));
      },
      (error: unknown) => {
        this.#running.delete(outgoing);
        if (!this.#isOver && this.#running.size === 0) this.#end(() => this.#finish.reject(error));
      },
    );
  }

  #end(finish: () => void): void {
    this.#isOver = true;
    clearTimeout(this.timer);
    finish();
    for (const loser of this.#running) loser.cancellation.cancel(new Superseded());
  }
}

/** A refused credential is not final either: the other request may be on its way with a newer one. */
function isGood(received: Received): boolean {
  return received.status !== 401 && !isRetryable(received);
}
