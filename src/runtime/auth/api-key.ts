/** API keys in a header, the query or a cookie: OpenAPI 3.2 §4.27. */

import { OptionsError } from '../errors.ts';
import { isFieldName } from '../field.ts';
import type { Outgoing } from '../outgoing.ts';
import type { Credential } from './credential.ts';
import { isSendable, isText, type Secret, secretSource } from './secret.ts';

export interface ApiKeyOptions {
  /** @default what the spec says, else 'header' */
  readonly in?: 'header' | 'query' | 'cookie';
  /** Name of the header, query parameter or cookie. @default what the spec says, else 'X-Api-Key' */
  readonly name?: string;
}

/**
 * Signs every request with a key, or with what a callback returns at that moment.
 *
 * @throws {OptionsError} The key is empty, or it or its name holds what no header can.
 */
export function apiKey(key: Secret, options: ApiKeyOptions = {}): Credential<'apiKey'> {
  // RFC 3986 and RFC 6265 encode what a header could not carry.
  const isEncoded = options.in === 'query' || options.in === 'cookie';
  const principal = secretSource(key, 'apiKey', isEncoded ? isText : isSendable);
  if (options.name !== undefined) checkName(options.in ?? 'header', options.name);
  return {
    kind: 'apiKey',
    open: ({ scheme }) => {
      const described = scheme?.type === 'apiKey' ? scheme : undefined;
      const place = options.in ?? described?.in ?? 'header';
      const name = options.name ?? described?.name ?? 'X-Api-Key';
      checkName(place, name);
      return { principal, sign: signers[place](name), ...(place === 'query' && { keyInQuery: name }) };
    },
  };
}

type Place = 'header' | 'query' | 'cookie';

/** RFC 6265 §4.1.1: the name of a cookie is a token too. */
function checkName(place: Place, name: string): void {
  if (place === 'query' || isFieldName(name)) return;
  throw new OptionsError('auth: apiKey name', `a ${place} name`, name);
}

const signers = {
  header: (name: string) => (outgoing: Outgoing, key: string) => {
    outgoing.headers.set(name, key);
    return outgoing;
  },
  query: (name: string) => (outgoing: Outgoing, key: string) => {
    const url = new URL(outgoing.url);
    url.searchParams.set(name, key);
    outgoing.url = url.href;
    return outgoing;
  },
  cookie: (name: string) => (outgoing: Outgoing, key: string) => {
    const cookie = `${name}=${encodeURIComponent(key)}`;
    const others = (outgoing.headers.get('cookie') ?? '')
      .split('; ')
      .filter((pair) => pair && !pair.startsWith(`${name}=`));
    outgoing.headers.set('cookie', [...others, cookie].join('; '));
    return outgoing;
  },
} as const;
