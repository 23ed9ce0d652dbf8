/** A certified OpenID provider on this machine, with a client for each way to prove who one is. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { onTestFinished, vi } from 'vitest';
import { freePort } from '../../generator/src/contract/mock/free-port.ts';

export const redirectUri = 'https://app.example/callback';

export interface RunningProvider {
  readonly issuer: string;
  readonly tokenUrl: string;
  /** Requests to the token endpoint so far. */
  readonly tokenRequests: () => number;
  /** What the user at the other screen does: logs in and agrees. */
  approve(userCode: string, clientId: string): Promise<void>;
}

export async function startProvider(keys: readonly JsonWebKey[] = []): Promise<RunningProvider> {
  // It warns of its own development features, which is what these are.
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'info').mockReturnValue();
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const service = (client_id: string, token_endpoint_auth_method: string) => ({
    client_id,
    client_secret: 'a-secret-of-32-bytes-or-rather-more',
    token_endpoint_auth_method,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  });
  const provider = new Provider(issuer, {
    clients: [
      service('by-header', 'client_secret_basic'),
      service('by-body', 'client_secret_post'),
      service('by-secret-jwt', 'client_secret_jwt'),
      { ...service('by-key', 'private_key_jwt'), client_secret: undefined, jwks: { keys } },
      {
        client_id: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: [redirectUri],
        response_types: ['code'],
      },
    ],
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'none',
    ],
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      devInteractions: { enabled: true },
      // It takes no proof of possession without a nonce of its own: RFC 9449 §8.
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
    },
    enabledJWA: { clientAuthSigningAlgValues: ['HS256', 'RS256', 'ES256'] },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
    issueRefreshToken: () => true,
    rotateRefreshToken: () => true,
    scopes: ['openid', 'offline_access', 'pets:read'],
    ttl: { AccessToken: 3_600, ClientCredentials: 3_600, Grant: 3_600, RefreshToken: 3_600, DeviceCode: 600 },
  });
  let tokenRequests = 0;
  const listener = provider.callback();
  const server = createServer((request, response) => {
    if (request.url === '/token') tokenRequests += 1;
    listener(request, response);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    warn.mockRestore();
  });
  return {
    issuer,
    tokenUrl: `${issuer}/token`,
    tokenRequests: () => tokenRequests,
    approve: async (userCode, clientId) => {
      const code = await provider.DeviceCode.findByUserCode(userCode.replaceAll('-', ''));
      if (!code) throw new Error(`no device has the code ${userCode}`);
      const grant = new provider.Grant({ accountId: 'ada', clientId });
      grant.addOIDCScope('openid offline_access');
      const agreed = {
        accountId: 'ada',
        grantId: await grant.save(),
        scope: 'openid offline_access',
        authTime: 1,
      };
      await Object.assign(code, agreed).save();
    },
  };
}

/** A browser whose user agrees to everything: follows redirects until they leave the provider. */
export async function browse(start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let target = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(target, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) {
      target = new URL(location, target).href;
      form = undefined;
      if (target.startsWith(redirectUri)) return target;
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (!prompt || !action) throw new Error(`the browser is stuck at ${target}: ${response.status}`);
    form = new URLSearchParams({ prompt, login: 'ada', password: 'anything' });
    target = new URL(action, target).href;
  }
  throw new Error('the log-in goes in circles');
}
