import { expect, test } from 'vitest';
import { dpop } from '../../docs/examples/dpop.ts';
import {
  type Credential,
  createClient,
  oauth2,
  type TokenStore,
  type Tokens,
} from '../../src/runtime/index.ts';
import { browse, type RunningProvider, redirectUri, startProvider } from '../support/oidc.ts';
import { getContact, sdk } from '../support/sdk.ts';
import { aReply } from '../support/wire.ts';

const secret = 'a-secret-of-32-bytes-or-rather-more';

/** What a call to the API is signed with; token requests go to the real provider. */
async function signatureBy(auth: Credential): Promise<string | null> {
  return (await signaturesBy(auth, 1))[0] ?? null;
}

async function signaturesBy(
  auth: Credential,
  calls: number,
  refused: (token: string | null) => boolean = () => false,
) {
  const sent: (string | null)[] = [];
  const client = createClient(sdk, {
    auth,
    cache: false,
    transport: async (request) => {
      if (!request.url.startsWith('https://api.example.com')) return fetch(request);
      const authorization = request.headers.get('authorization');
      if (refused(authorization)) return aReply(401, { title: 'expired' });
      sent.push(authorization);
      return aReply(200, {});
    },
  });
  await Promise.all(
    Array.from({ length: calls }, (_, index) => getContact(client, { contactId: `c${index}` })),
  );
  await client.close();
  return sent;
}

const anyToken = expect.stringMatching(/^Bearer [\w-]{20,}$/);

test.each([
  ['its secret in the header', 'by-header', { clientSecret: secret }],
  ['its secret in the body', 'by-body', { clientSecret: secret, secretIn: 'body' }],
  ['an assertion signed with its secret', 'by-secret-jwt', { clientAuth: oauth2.clientSecretJwt(secret) }],
] as const)('a client proves who it is by %s', async (_what, clientId, proof) => {
  const { tokenUrl } = await startProvider();
  expect(await signatureBy(oauth2.clientCredentials({ tokenUrl, clientId, ...proof }))).toEqual(anyToken);
});

test.each([
  [
    'RS256',
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2_048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
  ],
  ['ES256', { name: 'ECDSA', namedCurve: 'P-256' }],
])('a client proves who it is by its private key, with %s, as a JWK and in PEM', async (alg, algorithm) => {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('no pair of keys');
  const { key_ops: _publicOps, ...publicKey } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const privateKey = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const der = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const pem = `-----BEGIN PRIVATE KEY-----\n${btoa(String.fromCharCode(...der))}\n-----END PRIVATE KEY-----\n`;
  const { issuer } = await startProvider([{ ...publicKey, alg, use: 'sig' }]);
  const proofs = [
    oauth2.privateKeyJwt(privateKey, { alg }),
    oauth2.privateKeyJwt(pem, { alg }),
    oauth2.privateKeyJwt(pair.privateKey, { alg }),
  ];
  for (const clientAuth of proofs) {
    expect(await signatureBy(oauth2.clientCredentials({ issuer, clientId: 'by-key', clientAuth }))).toEqual(
      anyToken,
    );
  }
});

test('an issuer is enough: its configuration says where tokens are issued', async () => {
  const { issuer } = await startProvider();
  expect(await oauth2.discover(issuer)).toEqual({
    issuer,
    tokenUrl: `${issuer}/token`,
    authorizationUrl: `${issuer}/auth`,
    deviceAuthorizationUrl: `${issuer}/device/auth`,
  });
  const options = { issuer, clientId: 'by-header', clientSecret: secret };
  expect(await signatureBy(oauth2.clientCredentials(options))).toEqual(anyToken);
});

test('an issuer that is somebody else is refused', async () => {
  const { issuer } = await startProvider();
  await expect(oauth2.discover(issuer.replace('127.0.0.1', 'localhost'))).rejects.toMatchObject({
    code: 'AUTH_FAILED',
  });
});

test('a hundred callers cause one token request', async () => {
  const { tokenUrl, tokenRequests } = await startProvider();
  const auth = oauth2.clientCredentials({ tokenUrl, clientId: 'by-header', clientSecret: secret });
  expect(new Set(await signaturesBy(auth, 100)).size).toBe(1);
  expect(tokenRequests()).toBe(1);
});

/** Tokens of a user who has logged in by the browser. */
async function logIn({ issuer, tokenUrl }: RunningProvider): Promise<Tokens> {
  const login = oauth2.authorizationCode({
    authorizationUrl: `${issuer}/auth`,
    tokenUrl,
    issuer,
    clientId: 'web',
    redirectUri,
    scopes: ['openid', 'offline_access'],
    extra: { prompt: 'consent' },
  });
  const begun = await login.begin();
  return login.finish(await browse(begun.url), begun);
}

test('a user logs in with a code and PKCE, and the tokens are kept fresh', async () => {
  const provider = await startProvider();
  const tokens = await logIn(provider);
  expect(tokens).toEqual({
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
    expiresAt: expect.any(Number),
    scope: 'openid offline_access',
  });

  const seen: Tokens[] = [];
  const spent = `Bearer ${tokens.accessToken}`;
  const auth = oauth2.refreshToken({
    tokenUrl: provider.tokenUrl,
    clientId: 'web',
    tokens,
    onTokens: (each) => {
      seen.push(each);
    },
  });
  const sent = await signaturesBy(auth, 20, (token) => token === spent);

  expect(new Set(sent)).toEqual(new Set([`Bearer ${seen[0]?.accessToken}`]));
  expect(seen).toHaveLength(1);
  expect(seen[0]?.refreshToken).not.toBe(tokens.refreshToken);
});

test('trap 11: two instances with one rotating refresh token and one store spend it once', async () => {
  const provider = await startProvider();
  const { refreshToken } = await logIn(provider);
  const { tokenUrl } = provider;
  const store: TokenStore & { kept: Tokens | undefined } = {
    kept: { accessToken: '', ...(refreshToken !== undefined && { refreshToken }) },
    load: async () => store.kept,
    save: async (tokens) => {
      store.kept = tokens;
    },
    exclusively: (renew) => {
      turn = turn.then(renew, renew);
      return turn;
    },
  };
  let turn: Promise<void> = Promise.resolve();
  const instances = Array.from({ length: 5 }, () =>
    signatureBy(oauth2.refreshToken({ tokenUrl, clientId: 'web', store })),
  );

  expect(new Set(await Promise.all(instances))).toEqual(new Set([`Bearer ${store.kept?.accessToken}`]));
  // The family still lives: a further refresh is granted.
  store.kept = {
    accessToken: '',
    ...(store.kept?.refreshToken && { refreshToken: store.kept.refreshToken }),
  };
  expect(await signatureBy(oauth2.refreshToken({ tokenUrl, clientId: 'web', store }))).toEqual(anyToken);
});

test('trap 11, as it is without a store: the second use of a rotated token ends the grant for both', async () => {
  const provider = await startProvider();
  const { refreshToken = '' } = await logIn(provider);
  const { tokenUrl } = provider;
  const seen: Tokens[] = [];
  const onTokens = (tokens: Tokens): void => {
    seen.push(tokens);
  };
  await signatureBy(oauth2.refreshToken({ tokenUrl, clientId: 'web', refreshToken, onTokens }));

  const second = signatureBy(oauth2.refreshToken({ tokenUrl, clientId: 'web', refreshToken }));
  await expect(second).rejects.toMatchObject({ code: 'AUTH_FAILED', oauthError: 'invalid_grant' });
  const winner = signatureBy(
    oauth2.refreshToken({ tokenUrl, clientId: 'web', refreshToken: seen[0]?.refreshToken ?? '' }),
  );
  await expect(winner).rejects.toMatchObject({ oauthError: 'invalid_grant' });
});

test('a user logs in on another screen, while this one waits', async () => {
  const provider = await startProvider();
  const { issuer, tokenUrl } = provider;
  const device = oauth2.deviceCode({
    deviceAuthorizationUrl: `${issuer}/device/auth`,
    tokenUrl,
    clientId: 'web',
    scopes: ['openid', 'offline_access'],
  });
  const begun = await device.begin();
  expect(begun).toMatchObject({ verificationUri: `${issuer}/device`, expiresInSeconds: 600 });
  await provider.approve(begun.userCode, 'web');

  expect(await begun.tokens()).toMatchObject({
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
  });
});

test('a token is bound to a key, with the nonce that the provider insists on (RFC 9449)', async () => {
  const { tokenUrl, tokenRequests } = await startProvider();
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const auth = oauth2.clientCredentials({
    tokenUrl,
    clientId: 'by-header',
    clientSecret: secret,
    binding: dpop(keys),
  });

  expect(await signatureBy(auth)).toEqual(expect.stringMatching(/^DPoP [\w-]{20,}$/));
  // Once without a nonce, which it names, and once with it.
  expect(tokenRequests()).toBe(2);
});
