/** Where tokens are issued: what the options say, else what the spec says, else what the issuer says of itself. */

import { OptionsError } from '../errors.ts';
import type { AuthServer } from './client-auth.ts';
import type { SignerPorts } from './credential.ts';
import { discover, issuerOf } from './discovery.ts';
import { checkUrl, type OAuthOptions } from './oauth-options.ts';
import type { OAuthFlow, OAuthFlows, SecurityScheme } from './scheme.ts';
import type { Grant } from './token-endpoint.ts';

/** The server for a grant: refresh tokens may have an endpoint of their own. */
export type FindServer = (grant: Grant) => Promise<Required<AuthServer>>;

/** @throws {OptionsError} Nobody says where tokens are issued. */
export function tokenServer(
  options: OAuthOptions,
  flow: keyof OAuthFlows,
  ports: Pick<SignerPorts, 'scheme' | 'baseUrl' | 'transport'>,
  signal: AbortSignal,
): FindServer {
  const { scheme, baseUrl, transport } = ports;
  const issuer =
    options.issuer ?? (scheme?.type === 'openIdConnect' ? issuerOf(scheme.openIdConnectUrl) : undefined);
  if (options.tokenUrl !== undefined) return known({ tokenUrl: options.tokenUrl }, issuer, baseUrl);
  const described = options.issuer === undefined ? flowOf(scheme, flow) : undefined;
  if (described) return known(described, issuer, baseUrl);
  if (issuer !== undefined) return once(() => discover(issuer, { transport, signal }));
  const expectation = 'given, or `issuer`, since the spec does not say where tokens are issued';
  throw new OptionsError('auth: tokenUrl', expectation, undefined);
}

/** OpenAPI 3.2 §4.28: addresses may be relative. */
function known({ tokenUrl, refreshUrl }: OAuthFlow, issuer: string | undefined, baseUrl: string): FindServer {
  const absolute = (url: string): string => new URL(url, `${baseUrl}/`).href;
  const at = absolute(tokenUrl);
  checkUrl('tokenUrl', at);
  const refreshAt = refreshUrl === undefined ? at : absolute(refreshUrl);
  return async (grant) => ({
    issuer: issuer ?? at,
    token_endpoint: grant['grant_type'] === 'refresh_token' ? refreshAt : at,
  });
}

/** What was found is not looked for again. */
function once(find: () => Promise<{ readonly issuer: string; readonly tokenUrl: string }>): FindServer {
  let found: Promise<Required<AuthServer>> | undefined;
  const look = async (): Promise<Required<AuthServer>> => {
    const { issuer, tokenUrl } = await find();
    return { issuer, token_endpoint: tokenUrl };
  };
  return () => {
    found ??= look().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

/** A refresh token may have come from any flow that gives one. */
function flowOf(scheme: SecurityScheme | undefined, flow: keyof OAuthFlows): OAuthFlow | undefined {
  if (scheme?.type !== 'oauth2') return undefined;
  const { flows } = scheme;
  if (flow !== 'authorizationCode') return flows[flow];
  return flows.authorizationCode ?? flows.deviceAuthorization ?? flows.password;
}
