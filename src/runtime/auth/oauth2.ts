/**
 * OAuth 2.0 credentials: what is asked for, and of whom. How a token is got once for everybody is in
 * token-source.ts, where it comes from in token-keeper.ts, how the endpoint is asked in token-endpoint.ts.
 */

import { OptionsError } from '../errors.ts';
import type { Outgoing } from '../outgoing.ts';
import { authorizationCode } from './authorization-code.ts';
import { clientSecretJwt, privateKeyJwt } from './client-auth.ts';
import type { Credential, Signer, SignerPorts } from './credential.ts';
import { deviceCode } from './device-code.ts';
import { discover } from './discovery.ts';
import {
  type ClientCredentialsOptions,
  checkOAuth,
  checkText,
  clientAuthOf,
  type OAuthOptions,
  type PasswordOptions,
  type RefreshTokenOptions,
  storeOf,
} from './oauth-options.ts';
import type { OAuthFlows } from './scheme.ts';
import type { TokenBinding } from './token-binding.ts';
import { type Grant, TokenEndpoint } from './token-endpoint.ts';
import { TokenKeeper } from './token-keeper.ts';
import { tokenServer } from './token-server.ts';
import { TokenSource } from './token-source.ts';
import type { Tokens } from './tokens.ts';

/**
 * Signs requests with a token got for this client itself: RFC 6749 §4.4. However many callers need it,
 * one request gets it; a 401 gets a newer one, once for all of them.
 *
 * @throws {OptionsError} An option is missing or not usable.
 */
function clientCredentials(options: ClientCredentialsOptions): Credential<'oauth2'> {
  checkOAuth(options);
  if (!options.clientAuth) checkText('clientSecret', options.clientSecret);
  const grant = { grant_type: 'client_credentials', ...asked(options) };
  const who = [options.clientSecret ?? ''];
  return credential({ options, flow: 'clientCredentials', grant, initial: undefined, who });
}

/**
 * Signs requests with tokens got for a user and a password: RFC 6749 §4.3. Where the server gives a
 * refresh token, the password is sent once.
 *
 * @throws {OptionsError} An option is missing or not usable.
 */
function password(options: PasswordOptions): Credential<'oauth2'> {
  checkOAuth(options);
  checkText('username', options.username);
  checkText('password', options.password);
  const { username } = options;
  const grant = { grant_type: 'password', username, password: options.password, ...asked(options) };
  return credential({
    options,
    flow: 'password',
    grant,
    initial: undefined,
    who: [username, options.password],
  });
}

/**
 * Signs requests with tokens that a user has granted, and keeps them fresh: RFC 6749 §6. A refresh
 * token that is rotated is handed to `store` or `onTokens` before the new access token is used.
 *
 * @throws {OptionsError} An option is missing or not usable.
 */
function refreshToken(options: RefreshTokenOptions): Credential<'oauth2'> {
  checkOAuth(options);
  const { tokens, refreshToken: token, store, account } = options;
  if (token !== undefined) checkText('refreshToken', token);
  if (!tokens && token === undefined && !store) {
    throw new OptionsError('auth: refreshToken', 'given, or `tokens`, or a `store` that has it', 'none');
  }
  const initial: Tokens | undefined =
    tokens ?? (token === undefined ? undefined : { accessToken: '', refreshToken: token });
  const who = [account ?? initial?.refreshToken ?? initial?.accessToken ?? crypto.randomUUID()];
  return credential({ options, flow: 'authorizationCode', grant: undefined, initial, who });
}

/** Credentials for OAuth 2.0 protected APIs, proofs of who the client is, and the ways to log a user in. */
export const oauth2 = {
  clientCredentials,
  password,
  refreshToken,
  authorizationCode,
  deviceCode,
  privateKeyJwt,
  clientSecretJwt,
  discover,
} as const;

interface Plan {
  readonly options: OAuthOptions;
  readonly flow: keyof OAuthFlows;
  readonly grant: Grant | undefined;
  readonly initial: Tokens | undefined;
  /** What tells this caller from another of the same client. */
  readonly who: readonly string[];
}

function credential(plan: Plan): Credential<'oauth2'> {
  return { kind: 'oauth2', open: (ports) => open(plan, ports) };
}

function open({ options, flow, grant, initial, who }: Plan, ports: SignerPorts): Signer {
  const ending = new AbortController();
  const server = tokenServer(options, flow, ports, ending.signal);
  const { clientId, binding, timeoutMs = 10_000 } = options;
  const clientAuth = clientAuthOf(options);
  const endpoint = new TokenEndpoint({ clientId, clientAuth, binding, timeoutMs }, ports);
  const keeper = new TokenKeeper(
    {
      grant,
      refreshing: options.extra ?? {},
      initial,
      store: storeOf(options),
      tokenType: binding?.tokenType,
    },
    {
      wall: () => ports.clock.wall(),
      request: async (asking) => endpoint.request(await server(asking), asking, ending.signal),
      tell: (outcome, lifetimeMs) =>
        ports.observers.emit({
          type: 'token',
          scheme: ports.name,
          outcome,
          ...(lifetimeMs !== undefined && { expiresInSeconds: lifetimeMs / 1_000 }),
        }),
    },
  );
  const source = new TokenSource(
    (current, isNeeded) => keeper.renew(current, isNeeded),
    ports.clock,
    ports.random,
  );
  const identity = JSON.stringify([
    options.tokenUrl,
    options.issuer,
    clientId,
    options.scopes,
    options.extra,
    ...who,
  ]);
  const common = {
    principal: () => identity,
    renewed: (isAccepted: boolean) => source.renewed(isAccepted),
    state: () => source.state(),
    refresh: () => source.refresh(),
    close: () => ending.abort(new Error('the client was closed')),
  };
  if (binding) return { ...common, ...boundSigner(source, binding) };
  return {
    ...common,
    sign: (outgoing) => {
      const token = source.token();
      return typeof token === 'string'
        ? signed(outgoing, token)
        : token.then((each) => signed(outgoing, each));
    },
    renew: (outgoing) => source.renew(tokenOf(outgoing)),
  };
}

/** The same, with a proof on each request. */
function boundSigner(source: TokenSource, binding: TokenBinding): Pick<Signer, 'sign' | 'renew' | 'heard'> {
  return {
    sign: async (outgoing) => {
      const token = await source.token();
      signed(outgoing, token, binding.tokenType);
      await binding.prove(outgoing, token);
      return outgoing;
    },
    renew: async (outgoing, refusal) =>
      binding.heard?.(outgoing.url, refusal) ? 'challenged' : source.renew(tokenOf(outgoing)),
    heard: (outgoing, reply) => void binding.heard?.(outgoing.url, reply),
  };
}

function signed(outgoing: Outgoing, token: string, tokenType = 'Bearer'): Outgoing {
  outgoing.headers.set('authorization', `${tokenType} ${token}`);
  return outgoing;
}

/** What was sent. */
function tokenOf({ headers }: Outgoing): string {
  return headers.get('authorization')?.replace(/^\S+ /, '') ?? '';
}

/** What a grant asks for. */
function asked({ scopes, extra }: OAuthOptions): Grant {
  return { scope: scopes?.length ? scopes.join(' ') : undefined, ...extra };
}
