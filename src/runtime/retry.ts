/**
 * When another attempt is made, and after how long. ky owns the loop and asks before it sleeps;
 * everything it needs to know is decided here, in one place and in this order.
 */

import type { RetryOptions as KyRetryOptions } from 'ky';
import { BreakwaterError } from './errors.ts';
import type { Observers } from './events.ts';
import type { Exchange } from './exchange.ts';
import type { Circuits } from './layers/breaker.ts';
import type { Limits } from './layers/limit.ts';
import { AttemptTimeout } from './layers/patience.ts';
import { fullJitterMs } from './policy/backoff.ts';
import { connectFailure, errorCode, isIdempotent } from './policy/retryable.ts';
import { isThrottle } from './policy/throttle.ts';
import { waitHintMs } from './policy/wait-hint.ts';
import type { Clock, Random } from './ports.ts';
import { discard, type Received } from './received.ts';
import type { Budgets } from './resilience/budgets.ts';
import type { BackoffOptions } from './resilience/options.ts';
import { unreadableIn } from './unreadable-body.ts';

/** A reply that tells of a passing trouble. It is thrown so that ky asks whether to try again. */
export class RetryableReply extends Error {
  readonly received: Received;

  constructor(received: Received) {
    super('retryable reply');
    this.received = received;
  }
}

/** What a retry depends on besides the failure. */
export interface RetryPorts {
  readonly budgets: Budgets;
  readonly circuits: Circuits;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly random: Random;
  readonly observers: Observers;
}

export class Retries {
  readonly #ports: RetryPorts;

  constructor(ports: RetryPorts) {
    this.#ports = ports;
  }

  /** ky's retry options for one exchange. */
  optionsFor(exchange: Exchange, options: Required<BackoffOptions>): KyRetryOptions {
    let delayMs = 0;
    return {
      limit: options.maxAttempts - 1,
      // ky asks for its own request, which is never sent; whether this call may be repeated is decided below.
      methods: ['get'],
      backoffLimit: Number.POSITIVE_INFINITY,
      shouldRetry: ({ error, retryCount }) => {
        const decided = this.#decide(error, retryCount, exchange, options);
        if (decided === undefined) return false;
        delayMs = decided;
        this.#begin(error, exchange, delayMs);
        return true;
      },
      delay: () => delayMs,
    };
  }

  /** Milliseconds to wait before the next attempt; `undefined` when there shall be none. */
  #decide(
    error: Error,
    retry: number,
    exchange: Exchange,
    options: Required<BackoffOptions>,
  ): number | undefined {
    const { budgets, circuits, limits } = this.#ports;
    // Our own refusals would be refused again, and a caller that gave up wants nothing more.
    if (error instanceof BreakwaterError || exchange.deadline.hasEnded) return undefined;
    if (unreadableIn(error)) return undefined;
    if (!maySendTwice(error, exchange)) return undefined;
    const delayMs = Math.max(this.#delayMs(error, retry, options), limits.coolDownMs(exchange));
    // Waiting for what can no longer be answered in time only makes the caller wait too: RFC 9110
    // §10.2.3 asks us not to come earlier than Retry-After says, so we do not come at all.
    if (delayMs >= exchange.deadline.remainingMs()) return undefined;
    if (circuits.waitMs(exchange) > delayMs) return undefined;
    return budgets.tryExtra(exchange, error instanceof AttemptTimeout) ? delayMs : undefined;
  }

  #delayMs(error: Error, retry: number, options: Required<BackoffOptions>): number {
    const { clock, random } = this.#ports;
    const { baseDelayMs, throttlingBaseDelayMs, maxDelayMs } = options;
    const reply = error instanceof RetryableReply ? error.received : undefined;
    const baseMs = reply && isThrottle(reply) ? throttlingBaseDelayMs : baseDelayMs;
    const backoffMs = fullJitterMs(retry, { baseMs, maxMs: maxDelayMs }, random);
    return Math.max(backoffMs, (reply && waitHintMs(reply, clock.wall())) ?? 0);
  }

  #begin(error: Error, exchange: Exchange, delayMs: number): void {
    const reply = error instanceof RetryableReply ? error.received : undefined;
    // Nobody will read it: its connection is wanted for the next attempt.
    if (reply) discard(reply);
    const { observers } = this.#ports;
    if (!observers.attached) return;
    const { operation, origin, attempts } = exchange;
    const reason = reply ? String(reply.status) : (errorCode(error) ?? error.name);
    observers.emit({
      type: 'retry',
      operation: operation.id,
      origin,
      attempt: attempts,
      reason,
      delayMs,
    });
  }
}

/**
 * RFC 9110 §9.2.2: an idempotent method, or one made so by an Idempotency-Key, or a request that
 * provably never left.
 */
function maySendTwice(error: Error, { operation, prepared }: Exchange): boolean {
  return isIdempotent(operation.method) || prepared.headers.has('idempotency-key') || connectFailure(error);
}
