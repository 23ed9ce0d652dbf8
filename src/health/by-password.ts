/**
 * `authorize` for hosts that cannot tell where a request came from, and for pages that are to be seen from
 * elsewhere: HTTP Basic (RFC 7617), which every browser asks for by itself. Over plain HTTP, a password can be read
 * on its way.
 */

import { OptionsError } from '../runtime/errors.ts';
import type { HealthOptions } from './options.ts';

type Authorize = NonNullable<HealthOptions['authorize']>;

/** A house rule: what is shorter is guessed, for nothing here counts failures. */
const shortest = 8;

/**
 * Whoever knows the password is answered, whatever user they say they are. `livez` and `readyz`, which tell nothing
 * but a status, answer everybody.
 *
 * @param password 8 characters or more: `process.env.HEALTH_PASSWORD`, say.
 * @throws {OptionsError} There is none, or it is too short. The message does not hold it.
 */
export function byPassword(password: string | undefined): Authorize {
  if (password === undefined || password.length < shortest) {
    const given = password === undefined ? undefined : { length: password.length };
    throw new OptionsError('byPassword(password)', `text of ${shortest} characters or more`, given);
  }
  const expected = digest(password);
  return async ({ headers }, intent) => {
    if (intent.kind === 'read' && (intent.route === 'livez' || intent.route === 'readyz')) return true;
    const given = passwordOf(headers.get('authorization'));
    return (given !== undefined && isSame(await digest(given), await expected)) || challenge();
  };
}

/** RFC 7617 §2: `user:password` in UTF-8, as base64; the password may hold colons, the user may not. */
function passwordOf(authorization: string | null): string | undefined {
  const [, token] = /^basic +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(token), (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    const colon = text.indexOf(':');
    return colon < 0 ? undefined : text.slice(colon + 1);
  } catch {
    // No base64: nobody who knows the password writes that.
    return undefined;
  }
}

/** Of one length, whatever is compared: how long it takes tells nothing of the password. */
async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (const [at, byte] of one.entries()) difference |= byte ^ (other[at] ?? 0);
  return difference === 0;
}

function challenge(): Response {
  return new Response('Who are you?\n', {
    status: 401,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'www-authenticate': 'Basic realm="health", charset="UTF-8"',
    },
  });
}
