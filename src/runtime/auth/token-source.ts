/**
 * An access token that is got once for all who need it.
 *
 * However many callers wait, one renewal is under way. Well before expiry it begins in the background
 * while the old token still serves; only a token that has really expired, or was refused, makes callers
 * wait. A renewal that failed is not repeated at once: until its cool-down is over, callers go on with
 * a token that still holds, or fail at once with what the last renewal failed with.
 */

import { AuthError } from '../errors.ts';
import type { Clock, Random } from '../ports.ts';
import type { TokenState } from './credential.ts';
import type { Issued, Tokens } from './tokens.ts';

/**
 * Gets new tokens. `current` are those that are to be replaced, `undefined` at first; `isNeeded` says whether they
 * still serve, at the moment it is asked.
 */
export type Renewal = (current: Tokens | undefined, isNeeded: () => boolean) => Promise<Issued>;

/** A renewal ahead of need is not worth its risk now. Nobody's failure: what is held serves on. */
export class RenewalPutOff extends Error {
  constructor() {
    super('the renewal is put off');
    this.name = 'RenewalPutOff';
  }
}

interface Held {
  readonly tokens: Tokens;
  readonly renewAtMs: number;
  readonly expiresAtMs: number;
}

/** Why there is no renewal before `untilMs`. */
interface CoolDown {
  readonly error: AuthError;
  readonly untilMs: number;
}

/** MSAL renews five minutes early; short-lived tokens at a fifth of their life, thirty seconds at least. */
const earliestRenewalMs = 5 * 60_000;
const latestRenewalMs = 30_000;
const renewalShare = 0.2;

/** A token is not sent in its last seconds: the server's clock, and the way there, may have used them up. */
const skewMs = 5_000;
const skewShare = 0.1;

/** After a failure: one second, doubling, never more than a minute unless the endpoint asks for it. */
const firstCoolDownMs = 1_000;
const longestCoolDownMs = 60_000;

export class TokenSource {
  readonly #renewal: Renewal;
  readonly #clock: Clock;
  readonly #random: Random;
  #held: Held | undefined;
  /** The held token was refused by the origin. It serves on only while there is no way to a newer one. */
  #isRefused = false;
  #flight: Promise<string> | undefined;
  #coolDown: CoolDown | undefined;
  #failures = 0;
  /** Renewals that were put off, in a row; and when the next is worth a try. */
  #putOffs = 0;
  #aheadAgainAtMs = 0;
  /** Replays with a renewed token that were refused as well, in a row; and when the next renewal is worth it. */
  #vainRenewals = 0;
  #refusalsAgainAtMs = 0;

  constructor(renewal: Renewal, clock: Clock, random: Random) {
    this.#renewal = renewal;
    this.#clock = clock;
    this.#random = random;
  }

  /** The current token: at once where there is one, else when it comes. */
  token(): string | Promise<string> {
    const held = this.#held;
    const now = this.#clock.monotonic();
    const cooling = this.#coolDown && now < this.#coolDown.untilMs ? this.#coolDown : undefined;
    if (!held || now >= held.expiresAtMs)
      return cooling ? Promise.reject(remembered(cooling, now)) : this.#needed();
    const { accessToken } = held.tokens;
    if (cooling) return accessToken;
    if (this.#isRefused) return this.#needed();
    if (now >= held.renewAtMs && now >= this.#aheadAgainAtMs) {
      // Its failure is an event, and remembered; the old token still serves.
      this.#renew().catch(() => {});
    }
    return accessToken;
  }

  /**
   * A newer token than the one that was refused. Nothing is renewed that has been renewed since that
   * was sent, and nothing while renewals are known to be in vain.
   *
   * @returns whether there is one
   * @throws {AuthError} It could not be got.
   */
  async renew(refused: string): Promise<boolean> {
    const now = this.#clock.monotonic();
    if (this.#held?.tokens.accessToken === refused) {
      if (now < this.#refusalsAgainAtMs) return false;
      if (this.#coolDown && now < this.#coolDown.untilMs) throw remembered(this.#coolDown, now);
      this.#isRefused = true;
    }
    const isNewer = (await this.token()) !== refused;
    // A server that issues the refused token once more is as good as one whose tokens are refused.
    if (!isNewer) this.renewed(false);
    return isNewer;
  }

  /** A newer token, though the one at hand may hold. */
  async refresh(): Promise<void> {
    await this.#needed();
  }

  state(): TokenState {
    const now = this.#clock.monotonic();
    const coolsMs = (this.#coolDown?.untilMs ?? 0) - now;
    const retry = coolsMs > 0 ? { retryAfterMs: Math.ceil(coolsMs) } : {};
    if (!this.#held) return { status: 'none', ...retry };
    const expiresInMs = this.#held.expiresAtMs - now;
    if (expiresInMs <= 0) return { status: 'over', ...retry };
    const status = this.#isRefused ? 'refused' : 'held';
    return { status, ...(Number.isFinite(expiresInMs) && { expiresInMs }), ...retry };
  }

  /** What the origin said to a replay with the renewed token. */
  renewed(isAccepted: boolean): void {
    this.#vainRenewals = isAccepted ? 0 : this.#vainRenewals + 1;
    this.#refusalsAgainAtMs = isAccepted ? 0 : this.#clock.monotonic() + this.#backoffMs(this.#vainRenewals);
  }

  /** Whoever waits has joined a renewal ahead of need, perhaps, that was put off as they came. */
  #needed(): Promise<string> {
    return this.#renew().catch((error: unknown) => {
      if (error instanceof RenewalPutOff) return this.#renew();
      throw error;
    });
  }

  #isNeeded(): boolean {
    return !this.#held || this.#isRefused || this.#clock.monotonic() >= this.#held.expiresAtMs;
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
    try {
      const { tokens, lifetimeMs } = await this.#renewal(this.#held?.tokens, () => this.#isNeeded());
      this.#hold(tokens, lifetimeMs ?? Number.POSITIVE_INFINITY, askedAtMs);
      return tokens.accessToken;
    } catch (error) {
      this.#remember(error);
      throw error;
    }
  }

  #hold(tokens: Tokens, lifetimeMs: number, sinceMs: number): void {
    const margin = Math.min(earliestRenewalMs, Math.max(latestRenewalMs, lifetimeMs * renewalShare));
    const endsAtMs = sinceMs + lifetimeMs;
    this.#held = {
      tokens,
      expiresAtMs: endsAtMs - Math.min(skewMs, lifetimeMs * skewShare),
      renewAtMs: Math.max(endsAtMs - margin, sinceMs + lifetimeMs / 2),
    };
    this.#isRefused = false;
    this.#coolDown = undefined;
    this.#failures = 0;
    this.#putOffs = 0;
  }

  #remember(error: unknown): void {
    if (error instanceof RenewalPutOff) {
      this.#putOffs += 1;
      this.#aheadAgainAtMs = this.#clock.monotonic() + this.#backoffMs(this.#putOffs);
    }
    if (!(error instanceof AuthError)) return;
    this.#failures += 1;
    const waitMs = Math.max(this.#backoffMs(this.#failures), error.retryAfterMs ?? 0);
    this.#coolDown = { error, untilMs: this.#clock.monotonic() + waitMs };
  }

  /** Jittered by a fifth, so that a fleet does not come back in step. */
  #backoffMs(count: number): number {
    const fullMs = Math.min(longestCoolDownMs, firstCoolDownMs * 2 ** (count - 1));
    return fullMs * (0.8 + 0.4 * this.#random());
  }
}

/** The failure again, as of now. */
function remembered({ error, untilMs }: CoolDown, now: number): AuthError {
  const { message, oauthError, cause } = error;
  return new AuthError(message, {
    cause,
    retryAfterMs: Math.ceil(untilMs - now),
    ...(oauthError !== undefined && { oauthError }),
  });
}
