/**
 * Holds requests back: while the origin has asked to be left alone, and to keep a rate. Each request is
 * held, retries, replays and hedges included, and what would have to wait too long is refused at once.
 *
 * Who is left alone: a 503 speaks for the whole origin, a 429 for the credential it came to, and an
 * exhausted policy (`RateLimit: "name";r=0`) for the operations that were last seen under its name.
 */

import { CircuitOpenError, LimitError } from '../errors.ts';
import type { LimitEvent, Observers } from '../events.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import type { Outgoing } from '../outgoing.ts';
import { CoolDowns } from '../policy/cool-down.ts';
import type { Pace } from '../policy/pace.ts';
import { Paces } from '../policy/paces.ts';
import { exhaustedPolicies, policyNames } from '../policy/rate-limit-fields.ts';
import { waitHintMs } from '../policy/wait-hint.ts';
import type { Clock, Random } from '../ports.ts';
import type { Received } from '../received.ts';
import type { RateLimitSettings, Scoped } from '../resilience/policy.ts';
import { sleep } from '../sleep.ts';

/** An origin that asks for longer than an hour is asked again after one: MSAL's bound. */
const longestHoldMs = 3_600_000;

/** Share of a wait by which those who were held back come later at random, so as not to come together. */
const spread = 0.1;

export class Limits {
  readonly #coolDowns = new CoolDowns();
  /** By resource where it has its own, and by origin and credential. */
  readonly #paces = new Paces();
  /** Names of the origin's policies, by the operation they were last seen on. */
  readonly #policiesOf = new Map<string, readonly string[]>();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #observers: Observers;

  constructor(clock: Clock, random: Random, observers: Observers) {
    this.#clock = clock;
    this.#random = random;
    this.#observers = observers;
  }

  /** Milliseconds that the origin still wants to be left alone by this call; 0 mostly. */
  coolDownMs(exchange: Exchange): number {
    if (this.#coolDowns.isEmpty || !exchange.policy.coolDown) return 0;
    const nowMs = this.#clock.monotonic();
    const policies = this.#policiesOf.get(exchange.operation.id) ?? [];
    const keys = [
      exchange.origin,
      credentialKey(exchange),
      ...policies.map((name) => policyKey(exchange, name)),
    ];
    return Math.max(...keys.map((key) => this.#coolDowns.remainingMs(key, nowMs)));
  }

  layer(): Layer {
    return {
      name: 'limit',
      attempt: (outgoing, exchange, next) => {
        const { coolDown, rateLimit } = exchange.policy;
        if (rateLimit || this.coolDownMs(exchange) > 0) return this.#held(outgoing, exchange, next);
        return coolDown ? next(outgoing).then((received) => this.#heard(received, exchange)) : next(outgoing);
      },
    };
  }

  async #held(outgoing: Outgoing, exchange: Exchange, next: Send): Promise<Received> {
    const { coolDown, rateLimit } = exchange.policy;
    const waitMs = this.coolDownMs(exchange);
    if (coolDown && waitMs > 0) await this.#coolDown(waitMs, coolDown.maxWaitMs, outgoing, exchange);
    const pace = rateLimit && (await this.#keepPace(rateLimit, outgoing, exchange));
    try {
      const received = await next(outgoing);
      return coolDown ? this.#heard(received, exchange) : received;
    } catch (error) {
      // It never left: its place is the next one's.
      if (error instanceof CircuitOpenError) pace?.giveBack();
      throw error;
    }
  }

  async #coolDown(firstMs: number, maxWaitMs: number, outgoing: Outgoing, exchange: Exchange): Promise<void> {
    let leftMs = Math.min(maxWaitMs, exchange.deadline.remainingMs());
    // Asked again after each wait: meanwhile the origin may have asked for more.
    for (let waitMs = firstMs; waitMs > 0; waitMs = this.coolDownMs(exchange)) {
      if (waitMs > leftMs) this.#refuse('cool-down', waitMs, exchange);
      const spreadMs = Math.min(leftMs, waitMs * (1 + spread * this.#random()));
      this.#tell('cool-down', 'held', spreadMs, exchange);
      await sleep(spreadMs, outgoing.cancellation);
      leftMs -= spreadMs;
    }
  }

  async #keepPace(
    { options, scope }: Scoped<RateLimitSettings>,
    outgoing: Outgoing,
    exchange: Exchange,
  ): Promise<Pace> {
    const nowMs = this.#clock.monotonic();
    const pace = this.#paces.of(`${scope}\n${credentialKey(exchange)}`, options, nowMs);
    const waitMs = pace.reserve(nowMs, Math.min(options.maxWaitMs, exchange.deadline.remainingMs()));
    if (waitMs === undefined) this.#refuse('rate-limit', pace.waitMs(nowMs), exchange);
    if (waitMs === 0) return pace;
    this.#tell('rate-limit', 'held', waitMs, exchange);
    try {
      await sleep(waitMs, outgoing.cancellation);
    } catch (reason) {
      pace.giveBack();
      throw reason;
    }
    return pace;
  }

  /** Hears what the reply says of when, and whether, to come again. */
  #heard(received: Received, exchange: Exchange): Received {
    const { status, headers } = received;
    if (status === 429 || status === 503) {
      const hintMs = waitHintMs(received, this.#clock.wall());
      if (hintMs) this.#hold(status === 429 ? credentialKey(exchange) : exchange.origin, hintMs, exchange);
    }
    if (!headers.has('ratelimit')) return received;
    this.#policiesOf.set(exchange.operation.id, policyNames(headers));
    for (const { name, waitMs } of exhaustedPolicies(headers)) {
      this.#hold(policyKey(exchange, name), waitMs, exchange);
    }
    return received;
  }

  #hold(key: string, hintMs: number, exchange: Exchange): void {
    const holdMs = Math.min(hintMs, longestHoldMs);
    this.#coolDowns.hold(key, this.#clock.monotonic() + holdMs);
    this.#tell('cool-down', 'began', holdMs, exchange);
  }

  #refuse(limit: 'cool-down' | 'rate-limit', waitMs: number, exchange: Exchange): never {
    const { operation, origin, attempts } = exchange;
    this.#tell(limit, 'refused', waitMs, exchange);
    const why =
      limit === 'cool-down' ? `${origin} asked to be left alone` : `the rate for ${origin} is used up`;
    const message = `${operation.id} was not sent: ${why}; try again in ${(waitMs / 1_000).toFixed(1)} s.`;
    throw new LimitError(message, { operation: operation.id, attempts, limit, retryAfterMs: waitMs });
  }

  #tell(
    limit: LimitEvent['limit'],
    action: LimitEvent['action'],
    waitMs: number,
    { operation, origin }: Exchange,
  ): void {
    if (!this.#observers.attached) return;
    this.#observers.emit({ type: 'limit', limit, action, operation: operation.id, origin, waitMs });
  }
}

function credentialKey({ origin, principal }: Exchange): string {
  return `${origin}\n${principal}`;
}

function policyKey(exchange: Exchange, name: string): string {
  return `${credentialKey(exchange)}\n${name}`;
}
