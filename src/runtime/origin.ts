/**
 * The last station of a call: the origin. Here the wish becomes a request, waits for its turn, is sent, and what
 * comes back is read.
 */

import { untilCancelled } from './cancellation.ts';
import type { Deadline, Deadlines } from './deadline.ts';
import { Exchange } from './exchange.ts';
import { endingOf, failureOf, interruptionOf } from './failure.ts';
import type { Bulkheads, Leave } from './layers/bulkhead.ts';
import { discard } from './received.ts';
import { reconnectionFor } from './reconnection.ts';
import { openReply, type Reading, type Reply, readReply, type Wanted } from './reply.ts';
import { policyOf } from './resilience/call-policy.ts';
import type { Source } from './result.ts';
import type { Sender } from './send.ts';
import type { Settings } from './settings.ts';
import type { Urgency } from './urgency.ts';
import type { Validator } from './validation/validator.ts';
import type { Wish } from './wish.ts';

/** How a reply came to be; several callers may share it. */
export interface Landing {
  readonly reply: Reply;
  readonly source: Source;
  readonly attempts: number;
}

/** The parts of a client that a request passes. */
export interface OriginPorts {
  readonly settings: Settings;
  readonly bulkheads: Bulkheads;
  readonly send: Sender;
  readonly validation: Validator | undefined;
}

/** A call with its time, and with whose it is. */
export interface Journey {
  readonly wish: Wish;
  readonly credential: string;
  readonly deadline: Deadline;
  readonly wanted: Wanted;
  readonly urgency: Urgency;
}

export class Origin {
  readonly #ports: OriginPorts;
  readonly #deadlines: Deadlines;
  readonly #inFlight = new Map<string, number>();

  /** @param deadlines of the client, for streams that outlive their first connection */
  constructor(ports: OriginPorts, deadlines: Deadlines) {
    this.#ports = ports;
    this.#deadlines = deadlines;
  }

  async ask(journey: Journey): Promise<Landing> {
    const { wish, credential, deadline, urgency } = journey;
    const { operation, options, args } = wish;
    const { settings, validation } = this.#ports;
    if (validation && args) await inTime(validation.ofRequest(operation, args), deadline, operation.id);
    const policy = policyOf(settings.resilience, operation.resource, options);
    const terms = { deadline, principal: credential, policy, urgency, trace: wish.trace };
    const exchange = new Exchange(operation, wish.prepare(), terms);
    const leave = policy.bulkhead && (await this.#enter(exchange));
    const { origin } = exchange;
    this.#count(origin, 1);
    try {
      return await this.#send(journey, exchange);
    } finally {
      this.#count(origin, -1);
      leave?.();
    }
  }

  /** Calls on their way, by origin: those that wait for room at a bulkhead are not, yet. */
  inFlight(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#inFlight);
  }

  #count(origin: string, change: 1 | -1): void {
    this.#inFlight.set(origin, (this.#inFlight.get(origin) ?? 0) + change);
  }

  /** Room at the bulkhead, as part of the call's time. */
  async #enter(exchange: Exchange): Promise<Leave> {
    try {
      return await this.#ports.bulkheads.enter(exchange);
    } catch (error) {
      throw failureOf(error, exchange);
    }
  }

  async #send({ wish, wanted, deadline }: Journey, exchange: Exchange): Promise<Landing> {
    const { operation, policy } = exchange;
    const { settings, send, validation } = this.#ports;
    const received = await send(exchange);
    const reading: Reading = {
      // Asked for only by those who read piece by piece.
      get signal() {
        return deadline.signal;
      },
      idleMs: policy.timeout.idleMs,
      totalMs: policy.timeout.totalMs,
      explain: (error) => interruptionOf(error, exchange, received),
      maxBytes: settings.maxResponseBytes,
      demand: wanted.demand,
      accept: wish.options.accept,
      reconnection: reconnectionFor(wish, exchange, { settings, send, deadlines: this.#deadlines }),
    };
    try {
      const read = wish.isRaw
        ? openReply(received, reading)
        : await untilCancelled(readReply(operation, received, reading), deadline.cancellation);
      const reply = validation
        ? await untilCancelled(validation.ofReply(operation, read, exchange.attempts), deadline.cancellation)
        : read;
      return { reply, source: 'network', attempts: exchange.attempts };
    } catch (error) {
      discard(received);
      throw failureOf(error, exchange);
    }
  }
}

/** A validator may wait for something, and the call all the same ends in time. */
async function inTime(verdict: Promise<void>, deadline: Deadline, operation: string): Promise<void> {
  try {
    await untilCancelled(verdict, deadline.cancellation);
  } catch (error) {
    throw deadline.hasEnded ? endingOf(deadline, operation, 0) : error;
  }
}
