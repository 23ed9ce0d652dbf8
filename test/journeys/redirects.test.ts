import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { apiKey, bearer, type Credential, createClient } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import {
  aPortfolio,
  createPortfolio,
  getContact,
  getPortfolio,
  renamePortfolio,
  sdk,
  updateContact,
  upload,
} from '../support/sdk.ts';
import { useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError, type Rule } from '../support/wire.ts';

useFakeTime();

const home = 'https://api.example.com/v1';
const elsewhere = 'https://files.example.net/there';

/** A wire where everything under the API redirects so, and every other address answers. */
function aWire(status: number, location: string) {
  const wire = fakeWire();
  let redirects = 0;
  const rule: Rule = ({ url }) => {
    if (!url.startsWith(home) || redirects > 0) return aReply(200, aPortfolio());
    redirects += 1;
    return aReply(status, null, { location });
  };
  wire.always(rule);
  return wire;
}

const seen = ({ method, url }: Request): string => `${method} ${url}`;

test.each([301, 302, 303, 307, 308])('a %i is followed, and its answer is the answer', async (status) => {
  const wire = aWire(status, '/v1/portfolio/p2');
  expect(await getPortfolio(aClient({ wire }), { portfolioId: 'p1' })).toEqual(aPortfolio());
  expect(wire.requests.map(seen)).toEqual([`GET ${home}/portfolio/p1`, `GET ${home}/portfolio/p2`]);
});

test('within the origin, whoever asked still asks', async () => {
  const wire = aWire(302, '/v1/portfolio/p2');
  const api = aClient({ wire, auth: apiKey('of-the-client'), headers: { 'x-tenant': 't1' } });
  await getPortfolio(api, { portfolioId: 'p1' });
  expect(wire.requests.map(({ headers }) => [headers.get('x-api-key'), headers.get('x-tenant')])).toEqual([
    ['of-the-client', 't1'],
    ['of-the-client', 't1'],
  ]);
});

test.each<[string, Credential]>([
  ['a bearer token', bearer('of-the-client')],
  ['an API key in a header of its own', apiKey('of-the-client', { name: 'X-Secret' })],
  ['an API key in the query', apiKey('of-the-client', { in: 'query', name: 'key' })],
  ['an API key in a cookie', apiKey('of-the-client', { in: 'cookie', name: 'sid' })],
])(
  '%s does not follow to another origin, nor does anything else that tells who asks',
  async (_what, auth) => {
    // Even where the server copies the query into the address.
    const wire = aWire(302, `${elsewhere}?key=of-the-client&page=2`);
    const api = aClient({ wire, auth, headers: { 'x-tenant': 'of-the-client' } });

    await getPortfolio(
      api,
      { portfolioId: 'p1' },
      { headers: { cookie: 'session=of-the-client', 'accept-language': 'de' } },
    );

    const [first, second] = wire.requests;
    expect(JSON.stringify([first?.url, [...(first?.headers ?? [])]])).toContain('of-the-client');
    expect([...(second?.headers ?? [])]).toEqual([
      ['accept', 'application/json, application/problem+json'],
      ['accept-language', 'de'],
    ]);
    const isQuery = first?.url.includes('key=');
    expect(second?.url).toBe(`${elsewhere}?${isQuery ? '' : 'key=of-the-client&'}page=2`);
  },
);

test.each([
  'http://api.example.com/v1/portfolio/p2',
  'https://api.example.com:8443/v1/portfolio/p2',
  'https://evil.example.com/',
  '//evil.example/',
  'https://api.example.com.evil.example/',
])('%s is another origin, or no place to go', async (location) => {
  const wire = aWire(302, location);
  const api = aClient({ wire, auth: bearer('of-the-client') });
  await getPortfolio(api, { portfolioId: 'p1' }).catch(() => {});
  expect(wire.requests.slice(1).filter(({ headers }) => headers.has('authorization'))).toEqual([]);
});

test('a key in the query goes along within the origin', async () => {
  const wire = aWire(302, '/v1/portfolio/p2?page=2');
  await getPortfolio(aClient({ wire, auth: apiKey('k', { in: 'query', name: 'key' }) }), {
    portfolioId: 'p1',
  });
  expect(wire.requests[1]?.url).toBe(`${home}/portfolio/p2?page=2&key=k`);
});

test.each([
  [301, 'GET', ''],
  [302, 'GET', ''],
  [303, 'GET', ''],
  [307, 'POST', '{"name":"x"}'],
  [308, 'POST', '{"name":"x"}'],
])('after a POST, a %i is followed by %s', async (status, method, body) => {
  const wire = aWire(status, elsewhere);
  await createPortfolio(aClient({ wire }), { body: { name: 'x' } });
  const [, second] = wire.requests;
  expect([second?.method, await second?.text(), second?.headers.get('content-type')]).toEqual([
    method,
    body,
    body === '' ? null : 'application/json',
  ]);
  expect(second?.headers.has('idempotency-key')).toBe(false);
});

test('a PUT stays a PUT after a 302, and is read after a 303', async () => {
  const [found, other] = [aWire(302, '/v1/x'), aWire(303, '/v1/x')];
  await updateContact(aClient({ wire: found }), { contactId: 'c1', body: { name: 'x' } });
  await updateContact(aClient({ wire: other }), { contactId: 'c1', body: { name: 'x' } });
  expect([found.requests[1]?.method, other.requests[1]?.method]).toEqual(['PUT', 'GET']);
});

test.each([
  ['without a place', 302, undefined],
  ['to plain HTTP', 302, 'http://api.example.com/'],
  ['to a place that is no URL', 302, 'https://'],
  ['to another scheme', 302, 'javascript:alert(1)'],
  ['with a user and a password', 302, 'https://ada:pw@api.example.com/'],
  ['to choose among several', 300, '/v1/x'],
])('a redirect %s is the answer', async (_what, status, location) => {
  const wire = fakeWire();
  wire.always(() => aReply(status, null, location === undefined ? {} : { location }));
  await expect(getPortfolio(aClient({ wire }), { portfolioId: 'p1' })).rejects.toMatchObject({
    code: 'UNEXPECTED_RESPONSE',
    status,
    attempts: 1,
  });
  expect(wire.requests).toHaveLength(1);
});

test('a stream is not sent twice', async () => {
  const wire = aWire(307, elsewhere);
  const body = new Blob(['x']).stream();
  await expect(upload(aClient({ wire }), { documentId: 'd1', body })).rejects.toMatchObject({ status: 307 });
  expect(wire.requests).toHaveLength(1);
});

test('redirects that go in circles end after twenty', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(302, null, { location: '/v1/again' }));
  await expect(getContact(aClient({ wire }), { contactId: 'c1' })).rejects.toMatchObject({ status: 302 });
  expect(wire.requests).toHaveLength(21);
});

test('on a platform that hides where a redirect leads, it is a failure that says so', async () => {
  const wire = fakeWire();
  wire.always(() =>
    Object.defineProperties(aReply(200), { type: { value: 'opaqueredirect' }, status: { value: 0 } }),
  );
  await expect(getContact(aClient({ wire, retry: false }), { contactId: 'c1' })).rejects.toThrow(
    'this platform does not say where to',
  );
});

/** A server of Node's, and every request it saw. */
async function aServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

test.each([
  ['read', getPortfolio],
  ['write', (api: Parameters<typeof getPortfolio>[0]) => createPortfolio(api, { body: { name: 'x' } })],
] as const)('over real connections too, a %s leaves its key at home', async (_what, call) => {
  const stranger = await aServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end('{"id":"p1","name":"x"}');
  });
  const own = await aServer((_request, response) => {
    response.writeHead(307, { location: `${stranger.url}/there` }).end();
  });
  await using api = createClient(sdk, {
    baseUrl: own.url,
    auth: apiKey('of-the-client'),
    headers: { 'x-tenant': 't' },
  });

  await call(api, { portfolioId: 'p1' });

  expect(own.requests.map(({ headers }) => headers['x-api-key'])).toEqual(['of-the-client']);
  expect(
    stranger.requests.map(({ headers, url }) => [headers['x-api-key'], headers['x-tenant'], url]),
  ).toEqual([[undefined, undefined, '/there']]);
});

test('a write that was answered by a redirect has been done: that nobody listens where it leads does not repeat it', async () => {
  const wire = fakeWire();
  wire.always(({ url }) =>
    url.startsWith(home) ? aReply(303, null, { location: elsewhere }) : networkError('ECONNREFUSED'),
  );
  const api = aClient({ wire });

  await expect(renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } })).rejects.toMatchObject({
    code: 'CONNECTION_FAILED',
    networkCode: 'ECONNREFUSED',
    attempts: 1,
  });
  expect(wire.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
});
