/** Options of the OAuth 2.0 credentials, and the refusal of those that cannot be meant. */

import { OptionsError } from '../errors.ts';
import { timerMs } from '../policy/range.ts';
import { type ClientAuth, publicClient, secretInBody, secretInHeader } from './client-auth.ts';
import type { TokenBinding } from './token-binding.ts';
import type { TokenStore, Tokens } from './tokens.ts';

/** What every grant needs, and what the spec may know of it. */
export interface OAuthOptions {
  /**
   * The authorization server's token endpoint: an absolute `http:` or `https:` URL.
   * @default the `tokenUrl` of the security scheme, or what its issuer names
   */
  readonly tokenUrl?: string;
  /** The authorization server itself, whose configuration is looked up at its first use. */
  readonly issuer?: string;
  readonly clientId: string;
  /** Left out by public clients, and where `clientAuth` proves who the client is. */
  readonly clientSecret?: string;
  /** Where the secret goes: RFC 6749 §2.3.1 prefers the header. @default 'header' */
  readonly secretIn?: 'header' | 'body';
  /** Another proof: `oauth2.privateKeyJwt(key)`, `oauth2.clientSecretJwt(secret)`, or one of your own. */
  readonly clientAuth?: ClientAuth;
  /** Binds tokens to a key: DPoP (RFC 9449), or another way. @default bearer tokens */
  readonly binding?: TokenBinding;
  /** Scopes to ask for; see `scopesOf`. @default none: the server's own choice, RFC 6749 §3.3 */
  readonly scopes?: readonly string[];
  /** RFC 8707 resource or a vendor's `audience`, and whatever else the endpoint wants. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Milliseconds for one request to the token endpoint. @default 10_000 */
  readonly timeoutMs?: number;
  /** Where tokens are kept, for other instances and for the next start. @default this process's memory */
  readonly store?: TokenStore;
  /** Called with new tokens, and waited for, before they are used: a store with no way back. */
  readonly onTokens?: (tokens: Tokens) => void | Promise<void>;
}

/** RFC 6749 §4.4. */
export interface ClientCredentialsOptions extends OAuthOptions {}

/** RFC 6749 §4.3; RFC 9700 §2.4 advises against it. */
export interface PasswordOptions extends OAuthOptions {
  readonly username: string;
  readonly password: string;
}

/** RFC 6749 §6. One of `tokens`, `refreshToken` and `store` must be there. */
export interface RefreshTokenOptions extends OAuthOptions {
  /** What a log-in gave: `authorizationCode(…).finish(…)`, `deviceCode(…).begin()`, or another. */
  readonly tokens?: Tokens;
  readonly refreshToken?: string;
  /**
   * Whose tokens these are, where only a store knows: it separates cached answers of different users.
   * @default every client keeps its answers for itself
   */
  readonly account?: string;
}

/** @throws {OptionsError} */
export function checkOAuth(options: OAuthOptions): void {
  if (options.tokenUrl !== undefined) checkUrl('tokenUrl', options.tokenUrl);
  if (options.issuer !== undefined) checkUrl('issuer', options.issuer);
  checkText('clientId', options.clientId);
  if (options.clientSecret === '') throw new OptionsError('auth: clientSecret', 'a non-empty string', 'none');
  if (options.timeoutMs !== undefined && !timerMs.includes(options.timeoutMs)) {
    throw new OptionsError('auth: timeoutMs', timerMs.expectation, options.timeoutMs);
  }
}

export function checkUrl(name: string, value: string): void {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new OptionsError(`auth: ${name}`, 'an absolute http: or https: URL', url ? url.protocol : value);
  }
  // Such a URL cannot be fetched, and the error that says so would repeat it.
  if (url.username !== '' || url.password !== '') {
    throw new OptionsError(`auth: ${name}`, 'a URL without user and password', url.origin);
  }
}

/** Its value is not repeated: it may be a secret. */
export function checkText(name: string, value: unknown): void {
  if (typeof value === 'string' && value !== '') return;
  throw new OptionsError(`auth: ${name}`, 'a non-empty string', value === '' ? value : typeof value);
}

/** How the client proves who it is. */
export function clientAuthOf({ clientAuth, clientSecret, secretIn }: OAuthOptions): ClientAuth {
  if (clientAuth) return clientAuth;
  if (clientSecret === undefined) return publicClient;
  return secretIn === 'body' ? secretInBody(clientSecret) : secretInHeader(clientSecret);
}

/** The store, and what else is told of new tokens. */
export function storeOf({ store, onTokens }: OAuthOptions): TokenStore | undefined {
  if (!onTokens) return store;
  const replace = store?.replace?.bind(store);
  return {
    load: async () => store?.load(),
    save: async (tokens) => {
      await onTokens(tokens);
      await store?.save(tokens);
    },
    ...(replace && {
      replace: async (tokens, previous) => {
        const isKept = await replace(tokens, previous);
        if (isKept) await onTokens(tokens);
        return isKept;
      },
    }),
    ...(store?.exclusively && { exclusively: (renew) => store.exclusively?.(renew) ?? renew() }),
  };
}
