/** Basic authentication: RFC 7617. */

import { OptionsError } from '../errors.ts';
import type { Credential } from './credential.ts';

/**
 * Signs every request with a user and a password, in UTF-8 as RFC 7617 §2.1 recommends.
 *
 * @throws {OptionsError} The user name contains a colon, which RFC 7617 §2 forbids.
 */
export function basic(user: string, password: string): Credential<'basic'> {
  if (user.includes(':'))
    throw new OptionsError('auth: basic(user)', 'a user name without a colon', 'one with a colon');
  const header = basicHeader(user, password);
  return {
    kind: 'basic',
    open: () => ({
      principal: () => header,
      sign: (outgoing) => {
        outgoing.headers.set('authorization', header);
        return outgoing;
      },
    }),
  };
}

export function basicHeader(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
