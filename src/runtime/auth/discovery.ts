/**
 * Where an authorization server's endpoints are, by its issuer: OpenID Connect Discovery 1.0 §4, and
 * RFC 8414. A configuration that names another issuer than the one it was asked of is refused.
 */

import { AuthError } from '../errors.ts';
import { globalTransport, type Transport } from '../ports.ts';
import { inTime } from './in-time.ts';

export interface DiscoveredServer {
  readonly issuer: string;
  readonly tokenUrl: string;
  readonly authorizationUrl?: string;
  readonly deviceAuthorizationUrl?: string;
}

export interface DiscoveryOptions {
  /** @default the global `fetch` */
  readonly transport?: Transport;
  readonly signal?: AbortSignal;
  /** Milliseconds for each of the two questions. @default 10_000 */
  readonly timeoutMs?: number;
}

/**
 * The endpoints of an issuer, asked for as OpenID Connect has it, then as RFC 8414 does.
 *
 * @throws {AuthError} There is no such server, or it is not who it should be.
 */
export async function discover(issuer: string, options: DiscoveryOptions = {}): Promise<DiscoveredServer> {
  const { transport = globalTransport, signal, timeoutMs = 10_000 } = options;
  const oauth = await import('oauth4webapi');
  const url = new URL(issuer);
  const ask = async (algorithm: 'oidc' | 'oauth2', limit: AbortSignal): Promise<DiscoveredServer> => {
    const response = await oauth.discoveryRequest(url, {
      algorithm,
      [oauth.customFetch]: (address, { headers }) =>
        transport(new Request(address, { headers, redirect: 'manual', signal: limit })),
      // Whoever writes `http:` means a server of their own machine or network.
      [oauth.allowInsecureRequests]: url.protocol === 'http:',
    });
    return readServer(await oauth.processDiscoveryResponse(url, response));
  };
  const inItsTime = (algorithm: 'oidc' | 'oauth2'): Promise<DiscoveredServer> =>
    inTime((limit) => ask(algorithm, limit), timeoutMs, signal);
  try {
    return await inItsTime('oidc').catch(() => inItsTime('oauth2'));
  } catch (error) {
    if (error instanceof AuthError) throw error;
    throw new AuthError(
      `The configuration of the issuer ${url.origin} could not be read, or is another issuer's. Check \`issuer\`.`,
    );
  }
}

function readServer(server: { readonly issuer: string; readonly [name: string]: unknown }): DiscoveredServer {
  const urlOf = (name: string): string | undefined => {
    const value = server[name];
    const url = typeof value === 'string' ? URL.parse(value) : null;
    return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
  };
  const tokenUrl = urlOf('token_endpoint');
  if (tokenUrl === undefined) {
    throw new AuthError(
      `The configuration of the issuer ${new URL(server.issuer).origin} names no token endpoint.`,
    );
  }
  const authorizationUrl = urlOf('authorization_endpoint');
  const deviceAuthorizationUrl = urlOf('device_authorization_endpoint');
  return {
    issuer: server.issuer,
    tokenUrl,
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(deviceAuthorizationUrl !== undefined && { deviceAuthorizationUrl }),
  };
}

const wellKnown = '/.well-known/openid-configuration';

/** The issuer whose configuration is at this address; `undefined` where it is no such address. */
export function issuerOf(openIdConnectUrl: string): string | undefined {
  return openIdConnectUrl.endsWith(wellKnown) ? openIdConnectUrl.slice(0, -wellKnown.length) : undefined;
}
