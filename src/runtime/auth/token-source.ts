/**
 * An access token that is fetched once for all who need it.
 *
 * However many callers wait, one request is under way. Well before expiry it is renewed in the
 * background while the old token still serves; only a token that is really expired makes callers
 * wait. A failure reaches all who waited, is not kept, and the next caller may try again.
 */

import type { Clock } from '../ports.ts';

export interface AccessToken {
  readonly value: string;
  /** Lifetime from the moment it was asked for; `undefined` where the server did not say. */
  readonly lifetimeMs: number | undefined;
}

interface Held {
  readonly value: string;
  readonly renewAtMs: number;
  readonly expiresAtMs: number;
}

/** MSAL renews five minutes early; short-lived tokens at a fifth of their life, thirty seconds at least. */
const earliestRenewalMs = 5 * 60_000;
const latestRenewalMs = 30_000;
const renewalShare = 0.2;

export class TokenSource {
  readonly #fetch: () => Promise<AccessToken>;
  readonly #clock: Clock;
  #held: Held | undefined;
  #flight: Promise<string> | undefined;

  constructor(fetch: () => Promise<AccessToken>, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** The current token; asks for one only when there is none that still holds. */
  async token(): Promise<string> {
    const held = this.#held;
    const now = this.#clock.monotonic();
    if (!held || now >= held.expiresAtMs) return this.#renew();
    if (now >= held.renewAtMs) {
      // Its failure is an event already; the old token still serves, and the next call tries again.
      this.#renew().catch(() => {});
    }
    return held.value;
  }

  /** Forgets the token, if it is still the one that was refused: another caller may have renewed it since. */
  discard(refused: string): void {
    if (this.#held?.value === refused) this.#held = undefined;
  }

  #renew(): Promise<string> {
    this.#flight ??= this.#ask().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #ask(): Promise<string> {
    // Counted from before the request: the server's clock started somewhere in between.
    const askedAtMs = this.#clock.monotonic();
    const { value, lifetimeMs = Number.POSITIVE_INFINITY } = await this.#fetch();
    const margin = Math.min(earliestRenewalMs, Math.max(latestRenewalMs, lifetimeMs * renewalShare));
    const expiresAtMs = askedAtMs + lifetimeMs;
    this.#held = {
      value,
      expiresAtMs,
      renewAtMs: Math.max(expiresAtMs - margin, askedAtMs + lifetimeMs / 2),
    };
    return value;
  }
}
