/** Bearer tokens that somebody else looks after: RFC 6750. */

import { AuthError, OptionsError } from '../errors.ts';
import { isFieldValue } from '../field.ts';
import type { Credential } from './credential.ts';

/**
 * Signs every request with a token, or with what a callback returns at that moment.
 *
 * A callback is asked at each call, so that tokens of different users never share a cached answer.
 *
 * @throws {OptionsError} The token is empty, or holds what no header can.
 */
export function bearer(token: string | (() => string | Promise<string>)): Credential {
  if (typeof token === 'string' && !isToken(token)) {
    throw new OptionsError(
      'auth: bearer(token)',
      'a token that a header can carry, or a function',
      'another string',
    );
  }
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
  if (!isToken(token)) throw new AuthError('The bearer callback returned no token that a header can carry.');
  return token;
}

function isToken(token: unknown): boolean {
  return typeof token === 'string' && token !== '' && isFieldValue(token);
}

async function answerOf(callback: () => string | Promise<string>): Promise<string> {
  try {
    return await callback();
  } catch (cause) {
    throw new AuthError('The bearer callback failed, so there is no token to send.', { cause });
  }
}
