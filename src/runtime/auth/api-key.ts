/** API keys in a header, the query or a cookie: OpenAPI 3.1 §4.8.27. */

import { OptionsError } from '../errors.ts';
import { isFieldName, isFieldValue } from '../field.ts';
import type { Credential } from './credential.ts';

export interface ApiKeyOptions {
  /** @default 'header' */
  readonly in?: 'header' | 'query' | 'cookie';
  /** Name of the header, query parameter or cookie. @default 'X-Api-Key' */
  readonly name?: string;
}

/**
 * Signs every request with a key.
 *
 * @throws {OptionsError} The key is empty, or it or its name holds what no header can.
 */
export function apiKey(
  key: string,
  { in: place = 'header', name = 'X-Api-Key' }: ApiKeyOptions = {},
): Credential {
  if (key === '') throw new OptionsError('auth: apiKey(key)', 'a non-empty string', key);
  // RFC 6265 §4.1.1: the name of a cookie is a token too.
  if (place !== 'query' && !isFieldName(name))
    throw new OptionsError('auth: apiKey name', `a ${place} name`, name);
  if (place === 'header' && !isFieldValue(key)) {
    throw new OptionsError('auth: apiKey(key)', 'a key that a header can carry', 'another string');
  }
  return {
    scheme: 'apiKey',
    open: () => ({ principal: () => key, sign: signers[place](name, key) }),
  };
}

const signers = {
  header: (name: string, key: string) => (request: Request) => {
    request.headers.set(name, key);
    return request;
  },
  query: (name: string, key: string) => (request: Request) => {
    const url = new URL(request.url);
    url.searchParams.set(name, key);
    return new Request(url, request);
  },
  cookie: (name: string, key: string) => (request: Request) => {
    const cookie = `${name}=${encodeURIComponent(key)}`;
    const others = (request.headers.get('cookie') ?? '')
      .split('; ')
      .filter((pair) => pair && !pair.startsWith(`${name}=`));
    request.headers.set('cookie', [...others, cookie].join('; '));
    return request;
  },
} as const;
