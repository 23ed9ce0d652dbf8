/**
 * Holds requests back: while the origin has asked to be left alone, and to keep a rate. Each request is
 * held, retries, replays and hedges included, and what would have to wait too long is refused at once.
 *
 * Work in the background lets those go first that somebody waits for.
 */

import { CircuitOpenError, LimitError } from '../errors.ts';
import type { LimitEvent, Observers } from '../events.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import type { Outgoing } from '../outgoing.ts';
import type { Pace } from '../policy/pace.ts';
import { Paces } from '../policy/paces.ts';
import type { Clock, Random } from '../ports.ts';
import type { Received } from '../received.ts';
import type { RateLimitSettings, Scoped } from '../resilience/policy.ts';
import { sleep } from '../sleep.ts';
import { OriginCoolDowns, type SharedCoolDowns } from './cool-downs.ts';

/** Share of a wait by which those who were held back come later at random, so as not to come together. */
const spread = 0.1;

export class Limits {
  readonly #coolDowns: OriginCoolDowns;
  /** By resource where it has its own, and by origin and credential. */
  readonly #paces = new Paces();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #observers: Observers;

  /** @param shared cool-downs of other instances, where there are any */
  constructor(clock: Clock, random: Random, observers: Observers, shared?: SharedCoolDowns) {
    this.#clock = clock;
    this.#random = random;
    this.#observers = observers;
    const tell = (holdMs: number, exchange: Exchange): void =>
      this.#tell('cool-down', 'began', holdMs, exchange);
    this.#coolDowns = new OriginCoolDowns(clock, tell, shared);
  }

  /** Milliseconds that the origin still wants to be left alone by this call; 0 mostly. */
  coolDownMs(exchange: Exchange): number {
    return exchange.policy.coolDown ? this.#coolDowns.remainingMs(exchange) : 0;
  }

  /** Milliseconds that origins still want to be left alone, by origin. */
  coolDowns(): Readonly<Record<string, number>> {
    return this.#coolDowns.states();
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
      // Users come back within a tenth of the wait, what nobody waits for within the next.
      const turn = exchange.priority === 'user' ? 0 : 1;
      const spreadMs = Math.min(leftMs, waitMs * (1 + spread * (turn + this.#random())));
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
    const pace = this.#paces.of(`${scope}\n${exchange.origin}\n${exchange.principal}`, options, nowMs);
    const mostMs = Math.min(options.maxWaitMs, exchange.deadline.remainingMs());
    if (exchange.priority === 'background') return this.#awaitGap(pace, mostMs, outgoing, exchange);
    const waitMs = pace.reserve(nowMs, mostMs);
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

  /** Without a place reserved: a user who comes meanwhile is not behind. */
  async #awaitGap(pace: Pace, mostMs: number, outgoing: Outgoing, exchange: Exchange): Promise<Pace> {
    let leftMs = mostMs;
    while (pace.reserve(this.#clock.monotonic(), 0) === undefined) {
      // Timers know whole milliseconds, and may be early by the rest.
      const waitMs = Math.ceil(pace.waitMs(this.#clock.monotonic()));
      if (waitMs > leftMs) this.#refuse('rate-limit', waitMs, exchange);
      this.#tell('rate-limit', 'held', waitMs, exchange);
      await sleep(waitMs, outgoing.cancellation);
      leftMs -= waitMs;
    }
    return pace;
  }

  #heard(received: Received, exchange: Exchange): Received {
    this.#coolDowns.heard(received, exchange);
    return received;
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
