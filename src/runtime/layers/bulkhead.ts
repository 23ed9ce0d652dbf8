/**
 * How many calls may be under way to one origin. Room is taken for the whole call, retries and the
 * reading of its reply included, and given back exactly once; only those who must queue get a timer.
 *
 * Where the limit finds itself, each attempt tells it how long it took and whether it was too much.
 */

import { LimitError } from '../errors.ts';
import type { Observers } from '../events.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import type { Outgoing } from '../outgoing.ts';
import { Bulkhead, type Waiter } from '../policy/bulkhead.ts';
import { Gradient } from '../policy/gradient.ts';
import { isThrottle } from '../policy/throttle.ts';
import type { Clock } from '../ports.ts';
import type { Received } from '../received.ts';
import type { BulkheadSettings } from '../resilience/policy.ts';
import { AttemptTimeout } from './patience.ts';

/** Where an adaptive limit begins: failsafe-go, and Netflix's Gradient2. */
const initialLimit = 20;

/** Gives back the room. Once; again does nothing. */
export type Leave = () => void;

interface Room {
  readonly bulkhead: Bulkhead;
  readonly gradient: Gradient | undefined;
}

/** What a health page shows of a bulkhead. */
export interface BulkheadState {
  readonly inside: number;
  readonly queued: number;
  readonly limit: number;
}

export class Bulkheads {
  readonly #rooms = new Map<string, Room>();
  readonly #clock: Clock;
  readonly #observers: Observers;

  constructor(clock: Clock, observers: Observers) {
    this.#clock = clock;
    this.#observers = observers;
  }

  /** Room for the call, now or once there is some. @throws {LimitError} There is none, nor a place to wait. */
  enter(exchange: Exchange): Leave | Promise<Leave> {
    const settings = exchange.policy.bulkhead;
    if (!settings) return doNothing;
    const { bulkhead } = this.#roomFor(exchange, settings.options, settings.scope);
    return bulkhead.tryEnter() ? leaveOnce(bulkhead) : this.#queue(bulkhead, settings.options, exchange);
  }

  states(): Readonly<Record<string, BulkheadState>> {
    return Object.fromEntries(
      [...this.#rooms].map(
        ([
          name,
          {
            bulkhead: { inside, queued, limit },
          },
        ]) => [name, { inside, queued, limit }],
      ),
    );
  }

  /** Measures for limits that find themselves. */
  layer(): Layer {
    return {
      name: 'bulkhead',
      attempt: (outgoing, exchange, next) => {
        const settings = exchange.policy.bulkhead;
        if (!settings?.options.adaptive) return next(outgoing);
        return this.#measure(
          this.#roomFor(exchange, settings.options, settings.scope),
          outgoing,
          exchange,
          next,
        );
      },
    };
  }

  #queue(bulkhead: Bulkhead, { queueMs }: BulkheadSettings, exchange: Exchange): Promise<Leave> {
    const { cancellation } = exchange.deadline;
    const startedMs = this.#clock.monotonic();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        cancellation.remove(giveUp);
        exchange.urgency.remove(promote);
      };
      const promote = (): void => bulkhead.promote(waiter);
      const refuse = (why: string): void => {
        settle();
        reject(this.#refusal(why, exchange));
      };
      const waiter: Waiter = {
        enter: () => {
          settle();
          if (this.#observers.attached) this.#tell('entered', exchange, this.#clock.monotonic() - startedMs);
          resolve(leaveOnce(bulkhead));
        },
        giveWay: () => refuse('gave its place in the queue to a call that somebody waits for'),
      };
      const giveUp = (reason: unknown): void => {
        settle();
        bulkhead.forget(waiter);
        reject(reason);
      };
      const timer = setTimeout(() => {
        bulkhead.forget(waiter);
        refuse(`waited ${queueMs} ms for room`);
      }, queueMs);
      if (queueMs > 0 && bulkhead.queue(waiter, exchange.priority)) {
        cancellation.add(giveUp);
        exchange.urgency.add(promote);
        if (this.#observers.attached) this.#tell('held', exchange);
      } else refuse(`found ${bulkhead.inside} calls under way and ${bulkhead.queued} waiting`);
    });
  }

  #roomFor(
    { origin }: Exchange,
    { maxConcurrent, maxQueued, adaptive }: BulkheadSettings,
    scope: string,
  ): Room {
    const name = scope === '' ? origin : `${origin} ${scope}`;
    const known = this.#rooms.get(name);
    if (known) return known;
    const initial = Math.min(initialLimit, maxConcurrent);
    const gradient = adaptive ? new Gradient({ initial, min: 1, max: maxConcurrent }) : undefined;
    const room: Room = { bulkhead: new Bulkhead(gradient ? initial : maxConcurrent, maxQueued), gradient };
    this.#rooms.set(name, room);
    return room;
  }

  async #measure(
    { bulkhead, gradient }: Room,
    outgoing: Outgoing,
    exchange: Exchange,
    next: Send,
  ): Promise<Received> {
    const startedMs = this.#clock.monotonic();
    const { inside } = bulkhead;
    try {
      const received = await next(outgoing);
      if (received.status === 503 || isThrottle(received)) gradient?.refused();
      else gradient?.answered(this.#clock.monotonic() - startedMs, inside);
      return received;
    } catch (error) {
      if (error instanceof AttemptTimeout || exchange.deadline.isReached) gradient?.refused();
      throw error;
    } finally {
      if (gradient) bulkhead.setLimit(gradient.limit);
    }
  }

  #refusal(why: string, exchange: Exchange): LimitError {
    const { operation, origin } = exchange;
    if (this.#observers.attached) this.#tell('refused', exchange);
    const message = `${operation.id} was not sent: at the bulkhead of ${origin} it ${why}.`;
    return new LimitError(message, {
      operation: operation.id,
      limit: 'bulkhead',
      retryAfterMs: crowdedRetryMs,
    });
  }

  #tell(action: 'held' | 'entered' | 'refused', { operation, origin }: Exchange, waitedMs?: number): void {
    const wait = waitedMs === undefined ? {} : { waitMs: waitedMs };
    this.#observers.emit({
      type: 'limit',
      limit: 'bulkhead',
      action,
      operation: operation.id,
      origin,
      ...wait,
    });
  }
}

/** Room is made by whoever ends next, which nobody can foretell: the shortest Retry-After there is. */
const crowdedRetryMs = 1_000;

const doNothing: Leave = () => {};

function leaveOnce(bulkhead: Bulkhead): Leave {
  let isInside = true;
  return () => {
    if (isInside) bulkhead.leave();
    isInside = false;
  };
}
