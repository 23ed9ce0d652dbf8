/**
 * Origins that asked to be left alone, and by whom.
 *
 * A 503 speaks for the whole origin, a throttled reply (429, see policy/throttle.ts) for the credential it came
 * to, and an exhausted policy (`RateLimit: "name";r=0`) for the operations that were last seen under its name.
 */

import type { Exchange } from '../exchange.ts';
import { CoolDowns } from '../policy/cool-down.ts';
import { exhaustedPolicies, policyNames } from '../policy/rate-limit-fields.ts';
import { isThrottle } from '../policy/throttle.ts';
import { waitHintMs } from '../policy/wait-hint.ts';
import type { Clock } from '../ports.ts';
import type { Received } from '../received.ts';

/** An origin that asks for longer than an hour is asked again after one: MSAL's bound. */
const longestHoldMs = 3_600_000;

/** What is left alone: an origin, a credential at it, or one of the origin's policies for that credential. */
export interface LeftAlone {
  readonly origin: string;
  /** See `Signer.principal`: it may be the secret itself. '' for everybody at the origin. */
  readonly principal: string;
  /** Name that the origin gave its policy; '' for all of them. */
  readonly policy: string;
}

/** Cool-downs that other instances were told of. */
export interface SharedCoolDowns {
  /** True while nobody was told anything; nothing more is asked then. */
  readonly isEmpty: boolean;
  /** Milliseconds that it is still to be left alone; 0 mostly. Asked for each request, so it answers from memory. */
  remainingMs(what: LeftAlone): number;
  /** This client was told so, just now. */
  began(what: LeftAlone, holdMs: number): void;
}

/** Hears of a cool-down that begins. */
export type OnHold = (holdMs: number, exchange: Exchange) => void;

export class OriginCoolDowns {
  readonly #own = new CoolDowns();
  /** Names of the origin's policies, by the operation they were last seen on. */
  readonly #policiesOf = new Map<string, readonly string[]>();
  readonly #clock: Clock;
  readonly #onHold: OnHold;
  readonly #shared: SharedCoolDowns | undefined;

  constructor(clock: Clock, onHold: OnHold, shared?: SharedCoolDowns) {
    this.#clock = clock;
    this.#onHold = onHold;
    this.#shared = shared;
  }

  /** Milliseconds that this call is still to stay away; 0 mostly. */
  remainingMs(exchange: Exchange): number {
    const shared = this.#shared?.isEmpty === false ? this.#shared : undefined;
    if (this.#own.isEmpty && !shared) return 0;
    const nowMs = this.#clock.monotonic();
    const { origin, principal, operation } = exchange;
    const policies = this.#policiesOf.get(operation.id) ?? [];
    const places: LeftAlone[] = [
      { origin, principal: '', policy: '' },
      { origin, principal, policy: '' },
      ...policies.map((policy) => ({ origin, principal, policy })),
    ];
    return Math.max(
      ...places.map((place) =>
        Math.max(this.#own.remainingMs(keyOf(place), nowMs), shared?.remainingMs(place) ?? 0),
      ),
    );
  }

  /** Hears what the reply says of when, and whether, to come again. */
  heard(received: Received, exchange: Exchange): void {
    const { status, headers } = received;
    const { origin, principal, operation } = exchange;
    const isThrottled = isThrottle(received);
    if (isThrottled || status === 503) {
      const hintMs = waitHintMs(received, this.#clock.wall());
      const who = isThrottled ? principal : '';
      if (hintMs) this.#hold({ origin, principal: who, policy: '' }, hintMs, exchange);
    }
    if (!headers.has('ratelimit')) return;
    this.#policiesOf.set(operation.id, policyNames(headers));
    for (const { name, waitMs } of exhaustedPolicies(headers)) {
      this.#hold({ origin, principal, policy: name }, waitMs, exchange);
    }
  }

  /** Milliseconds left by origin, the longest of each; origins that may be asked are not among them. */
  states(): Readonly<Record<string, number>> {
    const states: Record<string, number> = {};
    for (const [key, remainingMs] of this.#own.entries(this.#clock.monotonic())) {
      const [origin = ''] = key.split('\n', 1);
      states[origin] = Math.max(states[origin] ?? 0, remainingMs);
    }
    return states;
  }

  #hold(what: LeftAlone, hintMs: number, exchange: Exchange): void {
    const holdMs = Math.min(hintMs, longestHoldMs);
    this.#own.hold(keyOf(what), this.#clock.monotonic() + holdMs);
    this.#shared?.began(what, holdMs);
    this.#onHold(holdMs, exchange);
  }
}

/** Apart, as no origin holds a line break; the principal is last, for it may hold anything. */
function keyOf({ origin, principal, policy }: LeftAlone): string {
  return `${origin}\n${policy.length}:${policy}\n${principal}`;
}
