/** A secret that somebody gives: as text, or from a callback at the moment it is needed. */

import { AuthError, OptionsError } from '../errors.ts';
import { isFieldValue } from '../field.ts';

/**
 * The secret itself, or a function that is asked for it at each call, so that answers to different
 * users are never taken for one another's.
 */
export type Secret = string | (() => string | Promise<string>);

/**
 * What it is at this moment.
 *
 * @throws {OptionsError} at once, where it is text that cannot be sent
 */
export function secretSource(
  secret: Secret,
  what: string,
  mayBe = isSendable,
): () => string | Promise<string> {
  if (typeof secret === 'function') return () => ask(secret, what, mayBe);
  if (!mayBe(secret))
    throw new OptionsError(
      `auth: ${what}(…)`,
      'text that can be sent there, or a function',
      secret === '' ? 'an empty string' : 'another string',
    );
  return () => secret;
}

async function ask(
  callback: () => string | Promise<string>,
  what: string,
  mayBe: (text: unknown) => boolean,
): Promise<string> {
  const secret = await answerOf(callback, what);
  if (!mayBe(secret)) throw new AuthError(`The ${what} callback returned nothing that can be sent.`);
  return secret;
}

async function answerOf(callback: () => string | Promise<string>, what: string): Promise<string> {
  try {
    return await callback();
  } catch (cause) {
    throw new AuthError(`The ${what} callback failed, so there is nothing to send.`, { cause });
  }
}

/** Not empty, and what `Headers` takes. */
export function isSendable(text: unknown): boolean {
  return isText(text) && isFieldValue(text);
}

/** Not empty: what goes into a URL or a cookie is encoded. */
export function isText(text: unknown): text is string {
  return typeof text === 'string' && text !== '';
}
