/**
 * The authorization code grant with PKCE (RFC 6749 §4.1, RFC 7636, RFC 9700 §2.1.1), in two steps with a
 * browser in between: where to send the user, and what to make of where the user came back to.
 */

import { AuthError, OptionsError } from '../errors.ts';
import { globalTransport, systemClock, systemRandom, type Transport } from '../ports.ts';
import type { ClientAuth } from './client-auth.ts';
import { checkText, checkUrl, clientAuthOf } from './oauth-options.ts';
import type { TokenBinding } from './token-binding.ts';
import { TokenEndpoint } from './token-endpoint.ts';
import { readIssued, type Tokens } from './tokens.ts';

/** Spread the flow of a security scheme into it: `{ ...securitySchemes.oauth.flows.authorizationCode, clientId, redirectUri }`. */
export interface AuthorizationCodeOptions {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Where known, what the answer says it comes from must be the same: RFC 9207. */
  readonly issuer?: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly secretIn?: 'header' | 'body';
  readonly clientAuth?: ClientAuth;
  /** See `OAuthOptions`. */
  readonly binding?: TokenBinding;
  /** Where the browser comes back to, exactly as it is registered. */
  readonly redirectUri: string;
  readonly scopes?: readonly string[];
  /** More parameters of the authorization request: `prompt`, `audience`, … */
  readonly extra?: Readonly<Record<string, string>>;
  /** @default the global `fetch` */
  readonly transport?: Transport;
}

/** A log-in that has begun. Keep all but the URL in the user's session, where nobody else can read it. */
export interface BegunLogin {
  /** Where to send the browser. */
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
}

export interface AuthorizationCode {
  begin(): Promise<BegunLogin>;
  /**
   * The tokens, for `oauth2.refreshToken({ tokens })`.
   *
   * @param callback the whole URL that the browser came back to
   * @throws {AuthError} The user refused, the answer is not to this log-in, or the code was not taken.
   */
  finish(callback: string | URL, begun: Pick<BegunLogin, 'state' | 'codeVerifier'>): Promise<Tokens>;
}

/** @throws {OptionsError} An option is missing or not usable. */
export function authorizationCode(options: AuthorizationCodeOptions): AuthorizationCode {
  const { authorizationUrl, tokenUrl, issuer, clientId, redirectUri, transport = globalTransport } = options;
  checkUrl('authorizationUrl', authorizationUrl);
  checkUrl('tokenUrl', tokenUrl);
  checkText('clientId', clientId);
  if (!URL.canParse(redirectUri)) throw new OptionsError('auth: redirectUri', 'an absolute URL', redirectUri);

  const begin = async (): Promise<BegunLogin> => {
    const oauth = await import('oauth4webapi');
    const codeVerifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(authorizationUrl);
    const parameters = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      ...(options.scopes?.length && { scope: options.scopes.join(' ') }),
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...options.extra,
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return { url: url.href, state, codeVerifier };
  };

  const finish: AuthorizationCode['finish'] = async (callback, { state, codeVerifier }) => {
    const code = codeIn(new URL(callback), state, issuer);
    const endpoint = new TokenEndpoint(
      { clientId, clientAuth: clientAuthOf(options), binding: options.binding, timeoutMs: 10_000 },
      { transport, clock: systemClock, random: systemRandom, observers: { emit: () => {} } },
    );
    const grant = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    };
    const server = { issuer: issuer ?? tokenUrl, token_endpoint: tokenUrl };
    const askedAt = systemClock.wall();
    const body = await endpoint.request(server, grant, new AbortController().signal);
    return readIssued(body, undefined, askedAt, options.binding?.tokenType).tokens;
  };

  return { begin, finish };
}

/** RFC 6749 §4.1.2 and §10.12: an answer with another state was made by somebody else. */
function codeIn({ searchParams }: URL, state: string, issuer: string | undefined): string {
  if (searchParams.get('state') !== state) {
    throw new AuthError('The answer belongs to another log-in: its `state` is not the one that was sent.');
  }
  if (issuer !== undefined && searchParams.has('iss') && searchParams.get('iss') !== issuer) {
    throw new AuthError('The answer comes from another issuer than the one that was asked (RFC 9207).');
  }
  const refusal = searchParams.get('error');
  if (refusal !== null) {
    const oauthError = /^[\w.-]{1,64}$/.test(refusal) ? refusal : undefined;
    throw new AuthError(`The log-in was refused${oauthError ? ` (${oauthError})` : ''}.`, {
      ...(oauthError !== undefined && { oauthError }),
    });
  }
  const code = searchParams.get('code');
  if (!code) throw new AuthError('The answer has no `code`.');
  return code;
}
