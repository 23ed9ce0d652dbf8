import { expect, onTestFinished, test, vi } from 'vitest';
import { Exchange } from '../../src/runtime/exchange.ts';
import {
  apiKey,
  basic,
  bearer,
  type Client,
  type ClientOptions,
  type Credential,
  createClient,
  type Outgoing,
  oauth2,
  type Tokens,
  validation,
} from '../../src/runtime/index.ts';
import { aClient, credentials, tokenEndpoint } from '../support/client.ts';
import { everyView, forget, leaks, learn } from '../support/leaks.ts';
import { aContact, createPortfolio, getContact, operations, renamePortfolio, sdk } from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const secret = 'hunter2-hunter2';
const login = 'https://login.example.com';
const app = { tokenUrl: `${login}/token`, clientId: 'the-client' };
const tokens: Tokens = { accessToken: `${secret}-access`, refreshToken: `${secret}-refresh` };

test('the watcher of this suite finds what is told: in events, errors and on the console', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(404, { title: 'none' }));
  const api = aClient({ wire });
  api.on(() => {
    throw new Error('a listener that tells of listener-secret');
  });
  learn('getContact');
  learn('listener-secret');

  await getContact(api, { contactId: 'c1' }).catch(() => {});

  const found = leaks().join('\n');
  expect(found).toContain('event call tells a secret of 10 characters, get…');
  expect(found).toContain('error tells a secret of 10 characters, get…');
  expect(found).toContain('console.warn tells a secret of 15 characters, lis…');
  forget();
});

const kinds: readonly (readonly [string, Credential])[] = [
  ['a bearer token', bearer(secret)],
  ['a bearer callback', bearer(async () => secret)],
  ['a user and a password', basic('ada', secret)],
  ['an API key in a header', apiKey(secret)],
  ['an API key in the query', apiKey(secret, { in: 'query', name: 'key' })],
  ['an API key in a cookie', apiKey(secret, { in: 'cookie', name: 'sid' })],
  ['client credentials', oauth2.clientCredentials({ ...app, clientSecret: secret })],
  [
    'client credentials in the body',
    oauth2.clientCredentials({ ...app, clientSecret: secret, secretIn: 'body' }),
  ],
  ['an assertion', oauth2.clientCredentials({ ...app, clientAuth: oauth2.clientSecretJwt(secret) })],
  ['a password', oauth2.password({ ...app, username: 'ada', password: secret })],
  ['tokens of a user', oauth2.refreshToken({ ...app, tokens })],
];

/** What may go wrong, the last of it for ever. */
const endings: readonly (readonly [string, () => Response | Error])[] = [
  ['succeeds', () => aReply(200, aContact(), { 'set-cookie': `sid=${secret}` })],
  ['is refused', () => aReply(401, { title: secret }, { 'www-authenticate': `Bearer realm="${secret}"` })],
  ['is a documented failure', () => aReply(404, { title: secret })],
  ['is an undocumented failure', () => aReply(418, secret)],
  ['cannot be decoded', () => aReply(200, `{"id": "${secret}`, { 'content-type': 'application/json' })],
  ['breaks', () => networkError('ECONNRESET')],
];

test.each(endings)(
  'a call that %s tells no secret, whatever it was signed with and however it is looked at',
  async (_how, ending) => {
    for (const [, auth] of kinds) {
      const wire = fakeWire();
      wire.always(({ url }) =>
        url.startsWith(login)
          ? aReply(200, { access_token: `${secret}-issued`, refresh_token: secret })
          : ending(),
      );
      const api = aClient({ wire, auth, headers: { 'x-tenant': secret } });
      const seen: unknown[] = [api, auth];
      api.on((event) => seen.push(event));
      const headers = { cookie: `session=${secret}` };

      const call = getContact(api, { contactId: secret }, { headers });
      const write = createPortfolio(api, { body: { name: secret } });
      seen.push(call, write);
      for (const each of [call, write])
        each.then(
          () => {},
          (error: unknown) => seen.push(error),
        );
      await elapse(30_000);
      seen.push(api.circuits.states(), api.cache.stats(), call, write);

      expect(seen.length).toBeGreaterThan(5);
      expect(seen.map(everyView).filter((text) => text.includes('hunter2'))).toEqual([]);
    }
  },
);

test.each([
  ['refuses', () => aReply(400, { error: 'invalid_client', error_description: secret })],
  ['refuses by a code that is a secret', () => aReply(400, { error: `${secret} ${secret}` })],
  [
    'answers with no JSON',
    () => aReply(200, `{"access_token":"${secret}`, { 'content-type': 'application/json' }),
  ],
  ['answers without a token', () => aReply(200, { refresh_token: secret })],
  ['redirects', () => aReply(302, null, { location: `https://evil.example/?secret=${secret}` })],
  ['cannot be reached', () => networkError('ECONNREFUSED')],
])('a token endpoint that %s tells no secret', async (_how, answer) => {
  for (const [, auth] of kinds.slice(6)) {
    const wire = fakeWire();
    wire.always(({ url }) => (url.startsWith(login) ? answer() : aReply(401, {})));
    const api = aClient({ wire, auth });
    const seen: unknown[] = [];
    api.on((event) => seen.push(event));
    getContact(api, { contactId: 'c1' }).catch((error: unknown) => seen.push(error));
    await elapse(30_000);

    expect(seen.length).toBeGreaterThan(1);
    expect(seen.map(everyView).filter((text) => text.includes('hunter2'))).toEqual([]);
  }
});

test.each<[string, () => unknown]>([
  [
    'a base URL with a password',
    () => createClient(sdk, { baseUrl: `https://ada:${secret}@api.example.com` }),
  ],
  [
    'a token URL with a password',
    () => oauth2.clientCredentials({ ...app, tokenUrl: `https://a:${secret}@x.example`, clientSecret: 's' }),
  ],
  [
    'a header that cannot be sent',
    () => createClient(sdk, { headers: { authorization: `Bearer ${secret}\n` } }),
  ],
  ['a key that cannot be sent', () => apiKey(`${secret}\n`)],
  ['a token that cannot be sent', () => bearer(`${secret}\n`)],
  ['a credential of the wrong kind', () => withSchemes({ auth: { login: secret } })],
  ['credentials of a scheme that is not there', () => withSchemes({ auth: { other: secret } })],
])('%s is refused without being repeated', (_what, attempt) => {
  let thrown: unknown;
  try {
    attempt();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: 'INVALID_OPTIONS' });
  expect(everyView(thrown)).not.toContain('hunter2');
});

function withSchemes(options: ClientOptions<string, Record<string, unknown>>): Client {
  const securitySchemes = { login: { type: 'http', scheme: 'basic' } } as const;
  return createClient<string, Record<string, unknown>>({ ...sdk, securitySchemes }, options);
}

test('arguments that cannot be sent are refused without being repeated', async () => {
  const api = aClient({ wire: fakeWire(), auth: bearer(secret) });
  const attempts = [
    getContact(api, { contactId: `${secret}/..\n` }, { headers: { 'x-key': `${secret}\n` } }),
    renamePortfolio(api, { portfolioId: '', body: { name: secret } }),
    api.call(operations.getContact, { contactId: { deep: { secret } } }),
    api.get(`//evil.example/${secret}`),
  ];
  for (const attempt of attempts) {
    const error = await Promise.resolve(attempt).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(everyView(error)).not.toContain('hunter2');
  }
});

test('what a signer of one’s own is given may be printed', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(201, {}));
  const seen: Outgoing[] = [];
  const auth: Credential<'custom'> = {
    kind: 'custom',
    open: () => ({
      principal: () => secret,
      sign: (outgoing) => {
        outgoing.headers.set('authorization', secret);
        outgoing.url += `?key=${secret}`;
        seen.push(outgoing);
        return outgoing;
      },
    }),
  };
  await createPortfolio(aClient({ wire, auth }), { body: { name: secret } });

  expect(seen.map((outgoing) => JSON.parse(JSON.stringify(outgoing)))).toEqual([
    { method: 'POST', origin: 'https://api.example.com' },
  ]);
  expect(everyView(seen)).not.toContain('hunter2');
});

test('a call on its way may be printed', async () => {
  const outgoing = vi.spyOn(Exchange.prototype, 'outgoing');
  onTestFinished(() => outgoing.mockRestore());
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  await getContact(aClient({ wire, auth: bearer(secret) }), { contactId: secret });

  const [exchange] = outgoing.mock.contexts;
  expect(JSON.parse(JSON.stringify(exchange))).toEqual({
    operation: 'getContact',
    origin: 'https://api.example.com',
    attempts: 1,
  });
  expect(everyView(exchange)).not.toContain('hunter2');
});

test('what a schema refuses is told by its place, not by its value', async () => {
  const refuse = (message: string) =>
    ({
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => ({ issues: [{ message, path: ['password'] }] }),
      },
    }) as const;
  const wire = fakeWire();
  wire.always(() => aReply(201, { password: secret }));
  const body = refuse(`Invalid type: Expected number but received "${secret}"`);
  const strict = aClient({ wire, validate: validation({ request: { createPortfolio: { body } } }) });
  const curious = aClient({ wire, validate: validation({ response: { createPortfolio: { 201: body } } }) });
  const seen: unknown[] = [];
  for (const api of [strict, curious]) {
    api.on((event) => seen.push(event));
    await createPortfolio(api, { body: { name: secret } }).catch((error: unknown) => seen.push(error));
  }
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.map(everyView).filter((text) => text.includes('hunter2'))).toEqual([]);
});

test('trap 12: an API that refuses every token is not asked, nor is its issuer, at the rate of the traffic', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always((request) => endpoint.answer(request) ?? aReply(401, { title: 'no' }));
  const api = aClient({ wire, auth: credentials });

  for (let call = 0; call < 50; call += 1) await getContact(api, { contactId: `c${call}` }).catch(() => {});

  expect(endpoint.issued).toBe(2);
  expect(wire.requests).toHaveLength(2 + 51);
});

test('trap 12: a token endpoint that answers 401 itself is asked once, not in a loop', async () => {
  const wire = fakeWire();
  wire.always(({ url }) => aReply(401, url === app.tokenUrl ? { error: 'invalid_client' } : {}));
  const api = aClient({ wire, auth: credentials });

  for (let call = 0; call < 50; call += 1) await getContact(api, { contactId: `c${call}` }).catch(() => {});

  expect(wire.requests).toHaveLength(1);
});
