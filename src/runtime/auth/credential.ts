/**
 * How requests are signed. A `Credential` is what a user writes into the options: inert, and usable
 * by any number of clients. A `Signer` is what one client makes of it: it holds the state.
 *
 * This is also the seam for whatever is not here: a request signature, or a vendor's own scheme, is a credential
 * of the kind `custom`; docs/examples has two to copy. For tokens that are bound to a key, see token-binding.ts.
 */

import type { Observers } from '../events.ts';
import type { Outgoing } from '../outgoing.ts';
import type { Clock, Random, Transport } from '../ports.ts';
import type { SecurityScheme } from './scheme.ts';

/** Which security schemes a credential is good for; a `custom` one is good for any. */
export type CredentialKind = 'apiKey' | 'basic' | 'bearer' | 'oauth2' | 'custom';

/** What a signer may use of its client, and what the spec says of the scheme it signs for. */
export interface SignerPorts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly observers: Pick<Observers, 'emit'>;
  readonly baseUrl: string;
  /** Name of the security scheme, for events and messages; the kind of credential where it stands for none. */
  readonly name: string;
  readonly scheme: SecurityScheme | undefined;
}

export interface Credential<Kind extends CredentialKind = CredentialKind> {
  readonly kind: Kind;
  /** @throws {OptionsError} Neither the credential nor the scheme says something that must be known. */
  open(ports: SignerPorts): Signer;
}

/** A reply, as far as signers hear of it. */
export interface Heard {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/** What another signature would bring. */
export type Renewed = boolean | 'challenged';

/** What a health page shows of a token. */
export interface TokenState {
  /** `refused`: by the origin; it serves on only while there is no way to a newer one. */
  readonly status: 'none' | 'held' | 'refused' | 'over';
  /** Milliseconds until it is no longer sent; left out where nobody said how long it lives, or there is none. */
  readonly expiresInMs?: number;
  /** Milliseconds until it may be asked for again, after a renewal that failed. */
  readonly retryAfterMs?: number;
}

export interface Signer {
  /**
   * Whose requests these are, secret included: it separates cache entries and is only ever used as
   * the key of an HMAC. A promise where it must be asked for anew at each call.
   */
  principal(): string | Promise<string>;
  /**
   * The request with the credential on it: its headers and its URL may be changed.
   * `principal` is what `principal()` said when the call began: what is sent and what the answer is
   * kept under are the same caller's, even if a callback would name another by now.
   *
   * @throws {AuthError} There is no credential to be had.
   */
  sign(outgoing: Outgoing, principal: string): Outgoing | Promise<Outgoing>;
  /**
   * Called after the origin answered 401 to `outgoing`, signed. True when signing again will send something
   * newer than what was refused. `'challenged'` when it will be the same credential, with what the refusal asked
   * for, a nonce for one; that, too, is tried once in a call.
   *
   * @throws {AuthError} There is no newer credential to be had.
   */
  renew?(outgoing: Outgoing, refusal: Heard): Promise<Renewed>;
  /** Called with every other reply: what it says may be needed for the next signature. */
  heard?(outgoing: Outgoing, reply: Heard): void;
  /**
   * Called with what came of the replay after `renew`: an origin that refuses what was just renewed
   * does not want a newer one, and the issuer need not be asked again at the rate of the traffic.
   */
  renewed?(isAccepted: boolean): void;
  /** How it stands with the token it signs with, where it has one that ends. */
  state?(): TokenState;
  /** Gets a newer token now, though the one at hand may hold. @throws {AuthError} There is none to be had. */
  refresh?(): Promise<void>;
  /** The query parameter it signs with: where a redirect leads to another origin, it stays behind. */
  readonly keyInQuery?: string;
  /** Ends what is under way. */
  close?(): void;
}
