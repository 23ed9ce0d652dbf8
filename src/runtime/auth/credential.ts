/**
 * How requests are signed. A `Credential` is what a user writes into the options: inert, and usable
 * by any number of clients. A `Signer` is what one client makes of it: it holds the state.
 */

import type { Observers } from '../events.ts';
import type { Clock, Transport } from '../ports.ts';

/** What a signer may use of its client. */
export interface SignerPorts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly observers: Observers;
}

export interface Credential {
  /** For messages and events: `oauth2 client credentials`, `apiKey`, … */
  readonly scheme: string;
  open(ports: SignerPorts): Signer;
}

export interface Signer {
  /**
   * Whose requests these are, secret included: it separates cache entries and is only ever used as
   * the key of an HMAC. A promise where it must be asked for anew at each call.
   */
  principal(): string | Promise<string>;
  /**
   * The request with the credential on it: the same one, or a new one where its URL had to change.
   * `principal` is what `principal()` said when the call began: what is sent and what the answer is
   * kept under are the same caller's, even if a callback would name another by now.
   *
   * @throws {AuthError} There is no credential to be had.
   */
  sign(request: Request, principal: string): Request | Promise<Request>;
  /**
   * Called after the origin answered 401 to `request`. True when signing again will send something
   * newer than what was refused.
   *
   * @throws {AuthError} There is no newer credential to be had.
   */
  renew?(request: Request): Promise<boolean>;
}
