import { expect, test } from 'vitest';
import {
  apiKey,
  basic,
  bearer,
  type Client,
  type ClientOptions,
  type Credential,
  createClient,
  type Operation,
  type SecurityRequirements,
  type SecuritySchemes,
} from '../../src/runtime/index.ts';
import { useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const securitySchemes: SecuritySchemes = {
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token' } } },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Key' },
  tenant: { type: 'apiKey', in: 'query', name: 'tenant' },
  session: { type: 'apiKey', in: 'cookie', name: 'sid' },
  login: { type: 'http', scheme: 'basic' },
  digest: { type: 'http', scheme: 'hawk' },
  certificate: { type: 'mutualTLS' },
};

type Auth = NonNullable<ClientOptions<string, Readonly<Record<string, unknown>>>['auth']>;

function aSecuredClient(auth: Auth, root?: SecurityRequirements) {
  const wire = fakeWire();
  wire.always(() => aReply(200, {}));
  const sdk = {
    name: 'pets',
    baseUrl: 'https://api.example.com',
    resources: [],
    ttl: {},
    securitySchemes,
    ...(root && { security: root }),
  };
  return {
    wire,
    client: createClient<string, Readonly<Record<string, unknown>>>(sdk, { auth, transport: wire }),
  };
}

function read(client: Client, security?: SecurityRequirements): Promise<unknown> {
  const operation: Operation = {
    id: 'getPets',
    method: 'GET',
    path: '/pets',
    resource: 'pets',
    replies: { 200: 'application/json' },
    ...(security && { security }),
  };
  return Promise.resolve(client.call(operation, {}));
}

/** What a request carried: header fields that sign, and the query. */
async function signedWith(auth: Auth, security?: SecurityRequirements, root?: SecurityRequirements) {
  const { wire, client } = aSecuredClient(auth, root);
  await read(client, security);
  const { headers, url } = wire.requests.at(-1) ?? new Request('https://none.example');
  const fields = ['authorization', 'x-key', 'cookie'].flatMap((name) => headers.get(name) ?? []);
  return [...fields, new URL(url).search].filter((text) => text !== '');
}

const all = {
  oauth: 'token',
  apiKey: 'key',
  tenant: () => 't 1',
  session: 's1',
  login: { username: 'u', password: 'p' },
  digest: 'id="1"',
  certificate: true,
};

test.each<[string, SecurityRequirements, string[]]>([
  ['a token', [{ oauth: [] }], ['Bearer token']],
  ['a key in its header', [{ apiKey: [] }], ['key']],
  ['a key in its query parameter', [{ tenant: [] }], ['?tenant=t+1']],
  ['a key in its cookie', [{ session: [] }], ['sid=s1']],
  ['user and password', [{ login: [] }], [`Basic ${btoa('u:p')}`]],
  ['another HTTP scheme, by its name', [{ digest: [] }], ['hawk id="1"']],
  ['nothing, where the transport shows the certificate', [{ certificate: [] }], []],
  ['the first that is configured', [{ apiKey: [] }, { oauth: [] }], ['key']],
  [
    'all that are needed together',
    [{ oauth: [], apiKey: [], tenant: [] }],
    ['Bearer token', 'key', '?tenant=t+1'],
  ],
  ['what it may have, where it may go without', [{}, { apiKey: [] }], ['key']],
  ['nothing, where nothing is needed', [], []],
])('an operation is sent with %s', async (_what, security, expected) => {
  expect(await signedWith(all, security)).toEqual(expected);
});

test('an alternative that is not configured in full is passed over', async () => {
  const { oauth, apiKey: key } = all;
  expect(await signedWith({ oauth, apiKey: key }, [{ apiKey: [], tenant: [] }, { oauth: [] }])).toEqual([
    'Bearer token',
  ]);
});

test('an operation that says nothing is sent with what the API asks for', async () => {
  expect(await signedWith(all, undefined, [{ tenant: [] }])).toEqual(['?tenant=t+1']);
});

test('where nobody says anything the first credential is sent', async () => {
  expect(await signedWith({ apiKey: 'key', oauth: 'token' })).toEqual(['key']);
});

test('an operation that may go without does, where nothing is configured for it', async () => {
  expect(await signedWith({ tenant: 't' }, [{}, { apiKey: [] }])).toEqual([]);
});

test('what opens an operation is told where nothing that was configured does', async () => {
  const { wire, client } = aSecuredClient({ tenant: 't', session: 's' });

  await expect(read(client, [{ oauth: [] }, { apiKey: [], tenant: [] }])).rejects.toMatchObject({
    code: 'AUTH_FAILED',
    message:
      'getPets could not be signed: It needs `oauth`, or `apiKey` and `tenant`; `auth` has `tenant`, `session`.',
  });
  expect(wire.requests).toEqual([]);
});

test.each<[string, Credential, SecurityRequirements, string[]]>([
  ['for any operation that asks for one', bearer('mine'), [{ apiKey: [] }], ['Bearer mine']],
  ['for none that asks for nothing', bearer('mine'), [], []],
  ['where its only scheme says', apiKey('mine', { in: 'header' }), [{ apiKey: [] }], ['mine']],
])('one credential serves %s', async (_what, credential, security, expected) => {
  const auth = credential.kind === 'apiKey' ? apiKey('mine', { name: 'X-Key' }) : credential;
  expect(await signedWith(auth, security)).toEqual(expected);
});

test('one credential that fits several schemes is for the one that the API asks for on its own', async () => {
  const root = [{ session: [] }, { apiKey: [], tenant: [] }];
  expect(await signedWith(apiKey('mine'), [{ tenant: [] }], root)).toEqual(['sid=mine']);
});

test('callers with the same key but different tenants share nothing', async () => {
  const wire = fakeWire();
  let tenant = 'one';
  wire.always(({ url }) => aReply(200, { url }));
  const sdk = { name: 'pets', baseUrl: 'https://api.example.com', resources: [], ttl: {}, securitySchemes };
  const client = createClient<string, Readonly<Record<string, unknown>>>(sdk, {
    auth: { apiKey: 'key', tenant: () => tenant },
    transport: wire,
  });
  const both = [{ apiKey: [], tenant: [] }];

  const one = await read(client, both);
  tenant = 'two';
  const two = await read(client, both);

  expect([one, two]).toEqual([
    { url: 'https://api.example.com/pets?tenant=one' },
    { url: 'https://api.example.com/pets?tenant=two' },
  ]);
});

test.each<[string, Record<string, unknown>, string]>([
  [
    'a name the spec has not',
    { apikey: 'k' },
    '`auth.apikey` must be named as a security scheme of the API (`oauth`, `apiKey`, `tenant`, `session`, `login`, `digest`, `certificate`), got "an unknown name".',
  ],
  [
    'a credential of another kind',
    { apiKey: basic('u', 'p') },
    '`auth.apiKey` must be a credential for apiKey, or a `custom` one, got "another object".',
  ],
  [
    'a password without a user',
    { login: { password: 'p' } },
    '`auth.login` must be `{ username, password }`, got "another object".',
  ],
  [
    'a number',
    { apiKey: 5 },
    '`auth.apiKey` must be a string, a function that returns one, or a credential, got "a number".',
  ],
  [
    'an empty key',
    { apiKey: '' },
    '`auth: apiKey(…)` must be text that can be sent there, or a function, got "an empty string".',
  ],
])('%s is refused when the client is made', (_what, auth, message) => {
  expect(() => aSecuredClient(auth)).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS', message }));
});
