import { expect, test } from 'vitest';
import { bearer, httpClient } from '../../src/runtime/index.ts';
import { aClient, credentials, type TestOptions, tokenEndpoint } from '../support/client.ts';
import { aPortfolio, getPortfolio, operations } from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

interface Json<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}

/** As openapi-typescript would write it. */
interface Paths {
  '/portfolio/{portfolioId}': {
    get: {
      parameters: { path: { portfolioId: string } };
      responses: { 200: Json<{ id: string; name: string }>; 404: Json<{ title: string }> };
    };
  };
  '/portfolio': {
    post: {
      parameters: { header?: { 'Idempotency-Key'?: string } };
      requestBody: { content: { 'application/json': { name: string } } };
      responses: { 201: Json<{ id: string; name: string }> };
    };
  };
  '/ping': { get: { responses: { 200: Json<{ pong: boolean }> } } };
}

const p1 = { params: { path: { portfolioId: 'p1' } } };

function anHttpClient(options: TestOptions) {
  const client = aClient(options);
  return { client, http: httpClient<Paths>(client, Object.values(operations)) };
}

test('a read by path is typed, and cached as its resource is', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { http } = anHttpClient({ wire });

  const first = await http.GET('/portfolio/{portfolioId}', p1);
  const second = await http.GET('/portfolio/{portfolioId}', p1);

  expect([first.data, second.data]).toEqual([aPortfolio(), aPortfolio()]);
  expect(wire.requests.map(({ url }) => url)).toEqual(['https://api.example.com/v1/portfolio/p1']);
});

test('an error is a reply, not a throw', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(404, { title: 'none' }));
  const { http } = anHttpClient({ wire });

  const { data, error, response } = await http.GET('/portfolio/{portfolioId}', p1);

  expect({ data, error, status: response.status }).toEqual({
    data: undefined,
    error: { title: 'none' },
    status: 404,
  });
});

test('it is signed, and renews its token once', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always((request) => {
    const isOld = request.headers.get('authorization') === 'Bearer token-1';
    return (
      endpoint.answer(request) ?? (isOld ? aReply(401, { title: 'expired' }) : aReply(200, aPortfolio()))
    );
  });
  const { http } = anHttpClient({ wire, auth: credentials });

  const { data } = await http.GET('/portfolio/{portfolioId}', p1);

  expect(data).toEqual(aPortfolio());
  expect(endpoint.issued).toBe(2);
});

test('what needs no credential gets none', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, { pong: true }));
  const { http } = anHttpClient({ wire, auth: bearer('token') });

  await http.GET('/ping');

  expect(wire.requests[0]?.headers.has('authorization')).toBe(false);
});

test('it is retried', async () => {
  const wire = fakeWire();
  const { http } = anHttpClient({ wire });

  const pending = http.GET('/portfolio/{portfolioId}', p1);
  (await wire.arrival()).fail(networkError('ECONNRESET'));
  await elapse(100);
  (await wire.arrival()).reply(200, aPortfolio());

  expect((await pending).data).toEqual(aPortfolio());
});

test('a write carries its body, on each attempt, and outdates its resource', async () => {
  const wire = fakeWire();
  wire.always(({ method }) => (method === 'GET' ? aReply(200, aPortfolio()) : undefined));
  const { client, http } = anHttpClient({ wire });
  await getPortfolio(client, { portfolioId: 'p1' });

  const pending = http.POST('/portfolio', { body: { name: 'x' } });
  (await wire.arrival()).fail(networkError('ECONNREFUSED'));
  await elapse(100);
  const second = await wire.arrival();
  const sent = await second.request.json();
  second.reply(201, aPortfolio());

  expect((await pending).data).toEqual(aPortfolio());
  expect(sent).toEqual({ name: 'x' });
  expect(await getPortfolio(client, { portfolioId: 'p1' }).withResponse()).toMatchObject({
    source: 'network',
  });
});

test('a failure without a reply throws, as a typed call does', async () => {
  const wire = fakeWire();
  wire.always(() => networkError('ECONNRESET'));
  const { http } = anHttpClient({ wire, retry: false });

  await expect(http.GET('/portfolio/{portfolioId}', p1)).rejects.toMatchObject({
    code: 'CONNECTION_FAILED',
    operation: 'getPortfolio',
  });
});

test('users never share an answer here either', async () => {
  const wire = fakeWire();
  wire.always(({ headers }) => aReply(200, aPortfolio('p1', headers.get('authorization') ?? '')));
  let user = 'alice';
  const { http } = anHttpClient({ wire, auth: bearer(() => user) });

  const alice = await http.GET('/portfolio/{portfolioId}', p1);
  user = 'bob';
  const bob = await http.GET('/portfolio/{portfolioId}', p1);

  expect([alice.data?.name, bob.data?.name]).toEqual(['Bearer alice', 'Bearer bob']);
});

test('the client’s own headers are on it', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { http } = anHttpClient({ wire, headers: { 'x-tenant': 'north' } });

  await http.GET('/portfolio/{portfolioId}', p1);

  expect(wire.requests[0]?.headers.get('x-tenant')).toBe('north');
});

test('an abort of the request stops it', async () => {
  const wire = fakeWire();
  const { http } = anHttpClient({ wire });
  const controller = new AbortController();

  const pending = http.GET('/portfolio/{portfolioId}', { ...p1, signal: controller.signal });
  await wire.arrival();
  controller.abort(new Error('enough'));

  await expect(pending).rejects.toThrow('enough');
});

test('a path value that would climb out of its path is refused', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { http } = anHttpClient({ wire });

  await expect(
    http.GET('/portfolio/{portfolioId}', { params: { path: { portfolioId: '..' } } }),
  ).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
  });
  expect(wire.requests).toEqual([]);
});
