import { expect, test } from 'vitest';
import {
  type Client,
  type ClientOptions,
  createClient,
  oauth2,
  type Sdk,
  scopesOf,
  type TokenStore,
  type Tokens,
} from '../../../src/runtime/index.ts';
import { recordEvents } from '../../support/client.ts';
import { getContact, operations, type Resource, sdk } from '../../support/sdk.ts';
import { elapse, useFakeTime } from '../../support/time.ts';
import { aReply, type FakeWire, fakeWire, networkError } from '../../support/wire.ts';

useFakeTime();

const login = 'https://login.example.com';
const tokenUrl = `${login}/token`;
const app = { tokenUrl, clientId: 'the-client' };

interface Answer {
  readonly status?: number;
  readonly error?: string;
  readonly access?: string;
  readonly refresh?: string;
}

/** An API that takes any token, and a token endpoint with these answers, the last of them for ever. */
function aServer(...answers: readonly Answer[]) {
  const wire = fakeWire();
  const forms: Promise<Record<string, string>>[] = [];
  wire.always((request) => {
    if (!request.url.startsWith(login)) return aReply(200, { sent: request.headers.get('authorization') });
    forms.push(
      request
        .clone()
        .text()
        .then((text) => Object.fromEntries(new URLSearchParams(text))),
    );
    const {
      status = 200,
      error,
      access,
      refresh,
    } = answers[Math.min(forms.length, answers.length) - 1] ?? {};
    return aReply(
      status,
      error ? { error } : { access_token: access, refresh_token: refresh, expires_in: 3_600 },
    );
  });
  return { wire, forms: () => Promise.all(forms) };
}

function aClient(
  wire: FakeWire,
  auth: NonNullable<ClientOptions['auth']>,
  spec: Partial<Sdk<Resource>> = {},
): Client<Resource> {
  return createClient({ ...sdk, ...spec }, { transport: wire, random: () => 0.5, auth, cache: false });
}

const sentBy = (api: Client): Promise<unknown> => Promise.resolve(getContact(api, { contactId: 'c1' }));

/** A store in memory. */
function aStore(kept?: Tokens): TokenStore & { kept: Tokens | undefined; saves: number } {
  const store = {
    kept,
    saves: 0,
    load: async () => store.kept,
    save: async (tokens: Tokens) => {
      store.saves += 1;
      store.kept = tokens;
    },
  };
  return store;
}

test('a password is sent once, where the server gives a refresh token', async () => {
  const { wire, forms } = aServer({ access: 'a1', refresh: 'r1' }, { access: 'a2', refresh: 'r2' });
  const api = aClient(wire, oauth2.password({ ...app, username: 'ada', password: 'pw', scopes: ['read'] }));
  await sentBy(api);
  await elapse(3_600_000);

  expect(await sentBy(api)).toEqual({ sent: 'Bearer a2' });
  expect(await forms()).toEqual([
    { grant_type: 'password', username: 'ada', password: 'pw', scope: 'read', client_id: 'the-client' },
    { grant_type: 'refresh_token', refresh_token: 'r1', client_id: 'the-client' },
  ]);
});

test('a password is sent again where its refresh token has ended', async () => {
  const { wire, forms } = aServer(
    { access: 'a1', refresh: 'r1' },
    { status: 400, error: 'invalid_grant' },
    { access: 'a2' },
  );
  const api = aClient(wire, oauth2.password({ ...app, username: 'ada', password: 'pw' }));
  await sentBy(api);
  await elapse(3_600_000);

  expect(await sentBy(api)).toEqual({ sent: 'Bearer a2' });
  expect((await forms()).map((form) => form['grant_type'])).toEqual([
    'password',
    'refresh_token',
    'password',
  ]);
});

test('a rotated refresh token is handed over before the access token is used', async () => {
  const { wire, forms } = aServer({ access: 'a1', refresh: 'r2' }, { access: 'a2', refresh: 'r3' });
  const told: string[] = [];
  const onTokens = ({ accessToken, refreshToken }: Tokens): void => {
    told.push(
      `${accessToken} ${refreshToken}, ${wire.requests.filter(({ url }) => !url.startsWith(login)).length} calls so far`,
    );
  };
  const api = aClient(wire, oauth2.refreshToken({ ...app, refreshToken: 'r1', onTokens }));

  await sentBy(api);
  await elapse(3_600_000);
  await sentBy(api);

  expect(told).toEqual(['a1 r2, 0 calls so far', 'a2 r3, 1 calls so far']);
  expect((await forms()).map((form) => form['refresh_token'])).toEqual(['r1', 'r2']);
});

test('a refresh token that is not issued anew stays as it was', async () => {
  const { wire, forms } = aServer({ access: 'a1' }, { access: 'a2' });
  const api = aClient(wire, oauth2.refreshToken({ ...app, refreshToken: 'r1' }));
  await sentBy(api);
  await elapse(3_600_000);
  await sentBy(api);
  expect((await forms()).map((form) => form['refresh_token'])).toEqual(['r1', 'r1']);
});

test('tokens that a store has, or that were given, serve while they hold, and nobody is asked', async () => {
  const expiresAt = Date.UTC(2026, 0, 1) + 3_600_000;
  const { wire, forms } = aServer({ access: 'new' });
  const stored = aClient(
    wire,
    oauth2.refreshToken({ ...app, store: aStore({ accessToken: 'kept', expiresAt }) }),
  );
  const given = aClient(wire, oauth2.refreshToken({ ...app, tokens: { accessToken: 'given', expiresAt } }));

  expect([await sentBy(stored), await sentBy(given)]).toEqual([
    { sent: 'Bearer kept' },
    { sent: 'Bearer given' },
  ]);
  expect(await forms()).toEqual([]);
});

test('trap 11: an instance whose refresh token a sibling has spent adopts what the sibling got', async () => {
  const store = aStore({ accessToken: 'old', refreshToken: 'r1', expiresAt: 0 });
  const { wire, forms } = aServer({ status: 400, error: 'invalid_grant' });
  const api = aClient(wire, oauth2.refreshToken({ ...app, store }));
  const events = recordEvents(api);
  const load = store.load;
  let loads = 0;
  // Between reading the store and asking the endpoint, the sibling was faster.
  store.load = async () => {
    loads += 1;
    if (loads > 1)
      store.kept = { accessToken: 'sibling', refreshToken: 'r2', expiresAt: Date.now() + 3_600_000 };
    return load();
  };

  expect(await sentBy(api)).toEqual({ sent: 'Bearer sibling' });
  expect(await forms()).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'token')).toEqual([
    { type: 'token', scheme: 'oauth2', outcome: 'adopted', expiresInSeconds: 3_600 },
  ]);
});

test('trap 11: renewals take turns where the store gives turns, and the second adopts', async () => {
  const store = aStore({ accessToken: 'old', refreshToken: 'r1', expiresAt: 0 });
  let turn: Promise<void> = Promise.resolve();
  store.exclusively = (renew) => {
    turn = turn.then(renew);
    return turn;
  };
  const { wire, forms } = aServer({ access: 'a1', refresh: 'r2' }, { status: 400, error: 'invalid_grant' });
  const instances = Array.from({ length: 5 }, () => aClient(wire, oauth2.refreshToken({ ...app, store })));

  expect(await Promise.all(instances.map(sentBy))).toEqual(Array(5).fill({ sent: 'Bearer a1' }));
  expect(await forms()).toHaveLength(1);
});

test('trap 11: a refresh token is not sent twice where the first time may have counted', async () => {
  const wire = fakeWire();
  wire.always((request) => (request.url === tokenUrl ? networkError('ECONNRESET') : undefined));
  await expect(
    sentBy(aClient(wire, oauth2.refreshToken({ ...app, refreshToken: 'r1' }))),
  ).rejects.toMatchObject({
    code: 'AUTH_FAILED',
    attempts: 0,
  });
  expect(wire.requests).toHaveLength(1);
});

test('a refresh token is sent again where it provably never left', async () => {
  const wire = fakeWire();
  wire.always((request) => (request.url === tokenUrl ? networkError('ECONNREFUSED') : undefined));
  const pending = sentBy(aClient(wire, oauth2.refreshToken({ ...app, refreshToken: 'r1' }))).catch(() => {});
  await elapse(10_000);
  await pending;
  expect(wire.requests).toHaveLength(3);
});

test('a grant that has ended says that the user must log in again', async () => {
  const { wire } = aServer({ status: 400, error: 'invalid_grant' });
  await expect(
    sentBy(aClient(wire, oauth2.refreshToken({ ...app, refreshToken: 'r1' }))),
  ).rejects.toMatchObject({
    oauthError: 'invalid_grant',
    message:
      'getContact could not be signed: The token endpoint answered 400 (invalid_grant). What was granted has ended: the user must log in again.',
  });
});

test('a store that fails costs an event, not a call; what it missed is what is used next', async () => {
  const { wire, forms } = aServer({ access: 'a1', refresh: 'r2' }, { access: 'a2', refresh: 'r3' });
  const store = aStore();
  store.save = () => Promise.reject(new Error('read only'));
  const api = aClient(wire, oauth2.refreshToken({ ...app, refreshToken: 'r1', store }));
  const events = recordEvents(api);

  expect(await sentBy(api)).toEqual({ sent: 'Bearer a1' });
  await elapse(3_600_000);
  expect(await sentBy(api)).toEqual({ sent: 'Bearer a2' });
  expect((await forms()).map((form) => form['refresh_token'])).toEqual(['r1', 'r2']);
  expect(events.flatMap((event) => (event.type === 'token' ? event.outcome : []))).toEqual([
    'refreshed',
    'store-failed',
    'refreshed',
    'store-failed',
  ]);
});

test('a store that hangs is gone without', async () => {
  const { wire } = aServer({ access: 'a1' });
  const never = new Promise<never>(() => {});
  const store: TokenStore = { load: () => never, save: () => never, exclusively: () => never };
  const pending = sentBy(aClient(wire, oauth2.clientCredentials({ ...app, clientSecret: 's', store })));
  await elapse(20_000);
  expect(await pending).toEqual({ sent: 'Bearer a1' });
});

test('where tokens are issued comes from the spec, relative to the API if need be', async () => {
  const schemes = {
    oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token' } } },
  } as const;
  const wire = fakeWire();
  wire.always(({ url }) => aReply(200, url.endsWith('/oauth/token') ? { access_token: 'a' } : {}));
  await sentBy(
    aClient(wire, oauth2.clientCredentials({ clientId: 'id', clientSecret: 's' }), {
      securitySchemes: schemes,
    }),
  );
  expect(wire.requests[0]?.url).toBe('https://api.example.com/oauth/token');
});

test.each([
  [
    'a proof of one’s own that throws',
    () => Promise.reject(new Error('the HSM is away')),
    '`clientAuth` failed, so the token endpoint was not asked.',
  ],
  ['a private key that is none', oauth2.privateKeyJwt('not a key'), 'The private key cannot be read.'],
])('%s is told, and the endpoint is not asked', async (_what, clientAuth, message) => {
  const { wire } = aServer({ access: 'a1' });
  const api = aClient(wire, oauth2.clientCredentials({ ...app, clientAuth }));
  const events = recordEvents(api);
  await expect(sentBy(api)).rejects.toMatchObject({
    code: 'AUTH_FAILED',
    message: expect.stringContaining(message),
  });
  expect(wire.requests).toEqual([]);
  expect(events.filter(({ type }) => type === 'circuit')).toEqual([]);
});

test('an issuer that does not answer is given up, and left alone for a while', async () => {
  const wire = fakeWire();
  const api = aClient(wire, oauth2.clientCredentials({ issuer: login, clientId: 'id', clientSecret: 's' }));
  const pending = sentBy(api).catch((error: unknown) => error);
  (await wire.arrival()).hang();
  await elapse(10_000);
  (await wire.arrival()).hang();
  await elapse(10_000);

  expect(await pending).toMatchObject({ code: 'AUTH_FAILED' });
  await expect(sentBy(api)).rejects.toMatchObject({ code: 'AUTH_FAILED', retryAfterMs: expect.any(Number) });
  expect(wire.requests.map(({ url }) => url)).toEqual([
    `${login}/.well-known/openid-configuration`,
    `${login}/.well-known/oauth-authorization-server`,
  ]);
});

test('a client that nobody told where tokens are issued is not made', () => {
  expect(() => aClient(fakeWire(), oauth2.clientCredentials({ clientId: 'id', clientSecret: 's' }))).toThrow(
    '`auth: tokenUrl` must be given, or `issuer`, since the spec does not say where tokens are issued, got undefined.',
  );
});

test('trap 12: a wall clock that jumps neither ends a token nor keeps one alive', async () => {
  const { wire, forms } = aServer({ access: 'a1' }, { access: 'a2' });
  const time = { wall: 0, monotonic: 0 };
  const clock = { wall: () => time.wall, monotonic: () => time.monotonic };
  const auth = oauth2.clientCredentials({ ...app, clientSecret: 's' });
  const api = createClient(sdk, { transport: wire, auth, clock, cache: false });
  await sentBy(api);

  time.wall = 365 * 24 * 3_600_000;
  const later = await sentBy(api);
  time.wall = -time.wall;
  time.monotonic = 3_600_000;
  const expired = await sentBy(api);

  expect([later, expired]).toEqual([{ sent: 'Bearer a1' }, { sent: 'Bearer a2' }]);
  expect(await forms()).toHaveLength(2);
});

test('an endpoint that fails again and again is left alone for a while', async () => {
  const wire = fakeWire();
  wire.always((request) => (request.url === tokenUrl ? networkError('ECONNREFUSED') : aReply(200, {})));
  const api = aClient(wire, oauth2.clientCredentials({ ...app, clientSecret: 's' }));
  const events = recordEvents(api);
  for (let call = 0; call < 2; call += 1) {
    const pending = sentBy(api).catch(() => {});
    await elapse(2_000);
    await pending;
  }
  const before = wire.requests.length;
  await expect(sentBy(api)).rejects.toMatchObject({ code: 'AUTH_FAILED', retryAfterMs: expect.any(Number) });

  expect(wire.requests).toHaveLength(before);
  expect(before).toBe(5);
  expect(events.filter(({ type }) => type === 'circuit')).toEqual([
    { type: 'circuit', origin: login, from: 'closed', to: 'open', reason: 'connect-failures' },
  ]);
});

test('a `Retry-After` that is too long to wait for is kept, not clamped', async () => {
  const wire = fakeWire();
  wire.always((request) =>
    request.url === tokenUrl ? aReply(503, {}, { 'retry-after': '600' }) : aReply(200, {}),
  );
  const api = aClient(wire, oauth2.clientCredentials({ ...app, clientSecret: 's' }));
  await expect(sentBy(api)).rejects.toMatchObject({ retryAfterMs: 600_000 });
  await elapse(590_000);
  await expect(sentBy(api)).rejects.toMatchObject({ code: 'AUTH_FAILED' });
  expect(wire.requests).toHaveLength(1);
});

test('a redirect of the token endpoint is not followed: the form holds secrets', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(307, null, { location: 'https://evil.example/' }));
  await expect(
    sentBy(aClient(wire, oauth2.clientCredentials({ ...app, clientSecret: 's' }))),
  ).rejects.toMatchObject({
    message: expect.stringContaining('answered 307'),
  });
  expect(wire.requests.map(({ redirect, url }) => [redirect, url])).toEqual([['manual', tokenUrl]]);
});

test('scopes can be those that the operations in use need', () => {
  const described = { security: [{ oauth: ['root'] }] };
  const read = { ...operations.getContact, security: [{ oauth: ['contacts:read'] }, { apiKey: [] }] };
  const write = { ...operations.updateContact, security: [{ oauth: ['contacts:read', 'contacts:write'] }] };
  expect(scopesOf(described, 'oauth', [read, write, operations.getPortfolio])).toEqual([
    'contacts:read',
    'contacts:write',
    'root',
  ]);
});
