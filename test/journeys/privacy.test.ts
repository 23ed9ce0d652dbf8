import { Keyv } from 'keyv';
import { expect, test } from 'vitest';
import { apiKey, basic, bearer, createClient } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { aPortfolio, getPortfolio, publicPing, sdk } from '../support/sdk.ts';
import { useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const p1 = { portfolioId: 'p1' };

/** An origin that answers each caller with its own authorization. */
function aPersonalWire() {
  const wire = fakeWire();
  wire.always(({ headers }) =>
    aReply(200, aPortfolio('p1', headers.get('authorization') ?? headers.get('x-tenant') ?? 'nobody')),
  );
  return wire;
}

test('users of one client, told apart by a bearer callback, never share an answer', async () => {
  const wire = aPersonalWire();
  let user = 'alice';
  const api = aClient({ wire, auth: bearer(() => user) });

  const alice = await getPortfolio(api, p1);
  user = 'bob';
  const bob = await getPortfolio(api, p1);
  user = 'alice';
  const again = await getPortfolio(api, p1).withResponse();

  expect([alice.name, bob.name]).toEqual(['Bearer alice', 'Bearer bob']);
  expect(again).toMatchObject({ source: 'memory', data: { name: 'Bearer alice' } });
});

test('users never share a flight either', async () => {
  const wire = aPersonalWire();
  let calls = 0;
  const api = aClient({ wire, auth: bearer(() => `user-${calls++}`) });

  const all = await Promise.all(Array.from({ length: 10 }, () => getPortfolio(api, p1)));

  expect(new Set(all.map(({ name }) => name)).size).toBe(10);
});

test('an answer is kept under the credential it was asked with, even if the callback has moved on', async () => {
  const wire = fakeWire();
  let user = 'alice';
  const api = aClient({ wire, auth: bearer(async () => user) });

  const alice = getPortfolio(api, p1);
  const arrival = await wire.arrival();
  user = 'bob';
  arrival.reply(200, aPortfolio('p1', arrival.request.headers.get('authorization') ?? ''));
  await alice;
  const bob = getPortfolio(api, p1);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'for bob'));

  expect([(await alice).name, (await bob).name]).toEqual(['Bearer alice', 'for bob']);
});

test.each([
  ['credentials', { auth: bearer('alice') }, { auth: bearer('bob') }],
  ['passwords', { auth: basic('u', 'one') }, { auth: basic('u', 'two') }],
  ['API keys', { auth: apiKey('one') }, { auth: apiKey('two') }],
  ['default headers', { headers: { 'x-tenant': 'one' } }, { headers: { 'x-tenant': 'two' } }],
  ['base URLs', { baseUrl: 'https://one.example.com' }, { baseUrl: 'https://two.example.com' }],
])('clients with different %s share a store, but no entry', async (_what, one, two) => {
  const store = new Keyv();
  const wire = aPersonalWire();

  await getPortfolio(aClient({ wire, cache: { store }, ...one }), p1);
  const second = await getPortfolio(aClient({ wire, cache: { store }, ...two }), p1).withResponse();

  expect(second.source).toBe('network');
});

test('clients with the same credential share an entry through a store', async () => {
  const store = new Keyv();
  const wire = aPersonalWire();

  await getPortfolio(aClient({ wire, cache: { store }, auth: bearer('alice') }), p1);
  const second = await getPortfolio(
    aClient({ wire, cache: { store }, auth: bearer('alice') }),
    p1,
  ).withResponse();

  expect(second).toMatchObject({
    source: 'store',
    cache: 'hit',
    attempts: 0,
    data: { name: 'Bearer alice' },
  });
});

test.each(['authorization', 'Cookie', 'Proxy-Authorization'])(
  'a call that brings its own %s shares nothing',
  async (name) => {
    const wire = fakeWire();
    wire.always(({ headers }) => aReply(200, aPortfolio('p1', headers.get(name) ?? '')));
    const api = aClient({ wire });
    await getPortfolio(api, p1);

    const own = await getPortfolio(api, p1, { headers: { [name]: 'mine' } }).withResponse();
    const again = await getPortfolio(api, p1, { headers: { [name]: 'mine' } }).withResponse();

    expect([own, again]).toMatchObject([
      { source: 'network', data: { name: 'mine' } },
      { source: 'network' },
    ]);
    expect(api.cache.stats().entries).toBe(1);
  },
);

test('a call with headers of its own shares with calls that have the same', async () => {
  const wire = fakeWire();
  wire.always(({ headers }) => aReply(200, aPortfolio('p1', headers.get('accept-language') ?? '')));
  const api = aClient({ wire });

  const german = await getPortfolio(api, p1, { headers: { 'Accept-Language': 'de' } });
  const french = await getPortfolio(api, p1, { headers: { 'Accept-Language': 'fr' } });
  const again = await getPortfolio(api, p1, { headers: { 'accept-language': 'de' } }).withResponse();

  expect([german.name, french.name]).toEqual(['de', 'fr']);
  expect(again).toMatchObject({ source: 'memory', data: { name: 'de' } });
});

test('an operation without security is one entry for all', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, { pong: true }));
  let calls = 0;
  const api = aClient({ wire, auth: bearer(() => `user-${calls++}`) });

  await publicPing(api);
  await publicPing(api);

  expect(wire.requests).toHaveLength(1);
  expect(calls).toBe(0);
});

test('keys of a shared store hold neither arguments nor credentials', async () => {
  const map = new Map<string, unknown>();
  const wire = aPersonalWire();
  const client = createClient(sdk, {
    transport: wire,
    auth: bearer('top-secret'),
    cache: { store: new Keyv({ store: map }) },
  });

  await getPortfolio(client, { portfolioId: 'visible-id' });
  await client.close();

  const form = /^keyv:breakwater:v4:portfolio-api:(?:\{[0-9a-f]{64}\}:e|t:[0-9a-f]{64})$/;
  expect([...map.keys()]).toEqual([...map.keys()].map(() => expect.stringMatching(form)));
  expect([...map.keys()].filter((key) => key.endsWith(':e'))).toHaveLength(1);
});
