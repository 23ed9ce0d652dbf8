/** Bearer tokens that somebody else looks after: RFC 6750. */

import { AuthError, OptionsError } from '../errors.ts';
import type { Credential } from './credential.ts';

/**
 * Signs every request with a token, or with what a callback returns at that moment.
 *
 * A callback is asked at each call, so that tokens of different users never share a cached answer.
 *
 * @throws {OptionsError} The token is empty.
 */
export function bearer(token: string | (() => string | Promise<string>)): Credential {
  if (token === '') throw new OptionsError('auth: bearer(token)', 'a non-empty string or a function', token);
  return {
    scheme: 'bearer',
    open: () => ({
      principal: () => (typeof token === 'string' ? token : ask(token)),
      sign: (request, current) => {
        request.headers.set('authorization', `Bearer ${current}`);
        return request;
      },
    }),
  };
}

async function ask(callback: () => string | Promise<string>): Promise<string> {
  const token = await answerOf(callback);
  if (!token) throw new AuthError('The bearer callback returned no token.');
  return token;
}

async function answerOf(callback: () => string | Promise<string>): Promise<string> {
  try {
    return await callback();
  } catch (cause) {
    throw new AuthError('The bearer callback failed, so there is no token to send.', { cause });
  }
}
