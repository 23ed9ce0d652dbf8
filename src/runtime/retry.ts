/**
 * When another attempt is made, and after how long. ky owns the loop and asks before it sleeps;
 * everything it needs to know is decided here, in one place and in this order.
 */

import type { RetryOptions as KyRetryOptions } from 'ky';
import { BreakwaterError } from './errors.ts';
import type { Observers } from './events.ts';
import type { Exchange } from './exchange.ts';
import type { Circuits } from './layers/breaker.ts';
import type { RetryOptions } from './options.ts';
import { fullJitterMs } from './policy/backoff.ts';
import { RetryBudget } from './policy/budget.ts';
import { retryAfterMs } from './policy/retry-after.ts';
import { connectFailure, errorCode, isIdempotent, isThrottle } from './policy/retryable.ts';
import type { Clock, Random } from './ports.ts';
import { discard, type Received } from './received.ts';

/** A reply that tells of a passing trouble. It is thrown so that ky asks whether to try again. */
export class RetryableReply extends Error {
  readonly received: Received;

  constructor(received: Received) {
    super('retryable reply');
    this.received = received;
  }
}

export class Retries {
  readonly #options: Required<RetryOptions>;
  readonly #budgets = new Map<string, RetryBudget>();
  readonly #circuits: Circuits | undefined;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #observers: Observers;

  constructor(
    options: Required<RetryOptions>,
    circuits: Circuits | undefined,
    ports: { readonly clock: Clock; readonly random: Random },
    observers: Observers,
  ) {
    this.#options = options;
    this.#circuits = circuits;
    this.#clock = ports.clock;
    this.#random = ports.random;
    this.#observers = observers;
  }

  /** A call was made: it adds to what its origin's retries may be. */
  recordCall({ origin }: Exchange): void {
    this.#budgetOf(origin).recordCall(this.#clock.monotonic());
  }

  /** ky's retry options for one exchange. */
  optionsFor(exchange: Exchange): KyRetryOptions {
    let delayMs = 0;
    return {
      limit: this.#options.maxAttempts - 1,
      // ky asks for its own request, which is never sent; whether this call may be repeated is decided below.
      methods: ['get'],
      backoffLimit: Number.POSITIVE_INFINITY,
      shouldRetry: ({ error, retryCount }) => {
        const decided = this.#decide(error, retryCount, exchange);
        if (decided === undefined) return false;
        delayMs = decided;
        this.#begin(error, exchange, delayMs);
        return true;
      },
      delay: () => delayMs,
    };
  }

  /** Milliseconds to wait before the next attempt; `undefined` when there shall be none. */
  #decide(error: Error, retry: number, exchange: Exchange): number | undefined {
    // Our own refusals would be refused again, and a caller that gave up wants nothing more.
    if (error instanceof BreakwaterError || exchange.deadline.hasEnded) return undefined;
    if (!maySendTwice(error, exchange)) return undefined;
    const delayMs = this.#delayMs(error, retry);
    // Waiting for what can no longer be answered in time only makes the caller wait too: RFC 9110
    // §10.2.3 asks us not to come earlier than Retry-After says, so we do not come at all.
    if (delayMs >= exchange.deadline.remainingMs()) return undefined;
    if ((this.#circuits?.waitMs(exchange.origin) ?? 0) > delayMs) return undefined;
    return this.#budgetOf(exchange.origin).tryRetry(this.#clock.monotonic()) ? delayMs : undefined;
  }

  #delayMs(error: Error, retry: number): number {
    const { baseDelayMs, throttlingBaseDelayMs, maxDelayMs } = this.#options;
    const reply = error instanceof RetryableReply ? error.received : undefined;
    const baseMs = reply && isThrottle(reply.status) ? throttlingBaseDelayMs : baseDelayMs;
    const backoffMs = fullJitterMs(retry, { baseMs, maxMs: maxDelayMs }, this.#random);
    const askedMs = reply && retryAfterMs(reply.headers, this.#clock.wall());
    return Math.max(backoffMs, askedMs ?? 0);
  }

  #begin(error: Error, exchange: Exchange, delayMs: number): void {
    const reply = error instanceof RetryableReply ? error.received : undefined;
    // Nobody will read it: its connection is wanted for the next attempt.
    if (reply) discard(reply);
    if (!this.#observers.attached) return;
    const { operation, origin, attempts } = exchange;
    const reason = reply ? String(reply.status) : (errorCode(error) ?? error.name);
    this.#observers.emit({
      type: 'retry',
      operation: operation.id,
      origin,
      attempt: attempts,
      reason,
      delayMs,
    });
  }

  #budgetOf(origin: string): RetryBudget {
    const known = this.#budgets.get(origin);
    if (known) return known;
    const budget = new RetryBudget({ ratio: this.#options.budgetRatio });
    this.#budgets.set(origin, budget);
    return budget;
  }
}

/**
 * RFC 9110 §9.2.2: an idempotent method, or one made so by an Idempotency-Key, or a request that
 * provably never left.
 */
function maySendTwice(error: Error, { operation, prepared }: Exchange): boolean {
  return isIdempotent(operation.method) || prepared.headers.has('idempotency-key') || connectFailure(error);
}
