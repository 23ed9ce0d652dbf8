/** Bearer tokens that somebody else looks after: RFC 6750. And whatever else follows a word in `Authorization`. */

import type { Credential } from './credential.ts';
import { type Secret, secretSource } from './secret.ts';

/**
 * Signs every request with a token, or with what a callback returns at that moment.
 *
 * A callback is asked at each call, so that tokens of different users never share a cached answer.
 *
 * @throws {OptionsError} The token is empty, or holds what no header can.
 */
export function bearer(token: Secret): Credential<'bearer'> {
  return { kind: 'bearer', open: authorization('Bearer', token, 'bearer') };
}

/**
 * The same with another scheme of HTTP authentication: RFC 9110 §11.4.
 *
 * @param word as it is sent before the credentials
 */
export function authorization(word: string, secret: Secret, what: string): Credential['open'] {
  const principal = secretSource(secret, what);
  return () => ({
    principal,
    sign: (outgoing, current) => {
      outgoing.headers.set('authorization', `${word} ${current}`);
      return outgoing;
    },
  });
}
