import { describe, expect, test, vi } from 'vitest';
import { bearer, ClientClosedError, httpClient } from '../../src/runtime/index.ts';
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
  '/documents/{documentId}/content': {
    get: {
      parameters: { path: { documentId: string } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/octet-stream': Blob } } };
    };
  };
  '/events/stream': {
    get: {
      responses: { 200: { headers: Record<string, unknown>; content: { 'text/event-stream': string } } };
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

describe("openapi-fetch's middleware", () => {
  test('changes requests and replies as it does there', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio()));
    const { http } = anHttpClient({ wire });
    http.use({
      onRequest: ({ request }) => new Request(request, { headers: { 'x-team': 'reports' } }),
      onResponse: ({ response }) => new Response(response.body, { status: 404 }),
    });

    const { response } = await http.GET('/portfolio/{portfolioId}', p1);

    expect(response.status).toBe(404);
    expect(wire.requests.map(({ headers }) => headers.get('x-team'))).toEqual(['reports']);
  });

  test('that makes a request anew leaves it of its operation, too', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio()));
    const { http } = anHttpClient({ wire });
    http.use({ onRequest: ({ request }) => new Request(request.url, { method: request.method }) });

    await http.GET('/portfolio/{portfolioId}', p1);
    await http.GET('/portfolio/{portfolioId}', p1);

    expect(wire.requests).toHaveLength(1);
  });

  test('that copies a request leaves it what it was: of its operation, and cached', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio()));
    const { http } = anHttpClient({ wire });
    const middleware = [{ onRequest: ({ request }: { request: Request }) => new Request(request) }];

    await http.GET('/portfolio/{portfolioId}', { ...p1, middleware });
    await http.GET('/portfolio/{portfolioId}', { ...p1, middleware });

    expect(wire.requests).toHaveLength(1);
  });

  test('sends nothing of ours', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aPortfolio()));
    const { http } = anHttpClient({ wire });
    await http.GET('/portfolio/{portfolioId}', p1);
    expect([...(wire.requests[0]?.headers.keys() ?? [])].join()).not.toContain('breakwater');
  });

  test('hears of what fails', async () => {
    const wire = fakeWire();
    const { http } = anHttpClient({ wire, resilience: { retry: false } });
    http.use({ onError: ({ error }) => new Error('told', { cause: error }) });

    const call = http.GET('/portfolio/{portfolioId}', p1);
    (await wire.arrival()).fail(networkError('ECONNRESET'));

    await expect(call).rejects.toMatchObject({ message: 'told', cause: { code: 'CONNECTION_FAILED' } });
  });
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

test('a write that takes an Idempotency-Key is given one, the same on each attempt', async () => {
  const wire = fakeWire();
  const { http } = anHttpClient({ wire });

  const pending = http.POST('/portfolio', { body: { name: 'x' } });
  (await wire.arrival()).reply(503);
  await elapse(100);
  (await wire.arrival()).reply(201, aPortfolio());
  await pending;

  const [first, second] = wire.requests.map(({ headers }) => headers.get('idempotency-key'));
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).toBe(first);
});

test('an Idempotency-Key of the caller’s own is kept', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(201, aPortfolio()));
  const { http } = anHttpClient({ wire });

  await http.POST('/portfolio', {
    params: { header: { 'Idempotency-Key': 'mine' } },
    body: { name: 'x' },
  });

  expect(wire.requests[0]?.headers.get('idempotency-key')).toBe('mine');
});

test('an operation that takes no Idempotency-Key is given none', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { http } = anHttpClient({ wire });
  await http.GET('/portfolio/{portfolioId}', p1);
  expect(wire.requests[0]?.headers.has('idempotency-key')).toBe(false);
});

test('an Authorization of the caller’s own is sent in place of the client’s, and not renewed', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(401, { title: 'no' }));
  const { http } = anHttpClient({ wire, auth: credentials });

  const { response } = await http.GET('/portfolio/{portfolioId}', {
    ...p1,
    headers: { authorization: 'Bearer mine' },
  });

  expect(response.status).toBe(401);
  expect(wire.requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer mine']);
});

/** A body that the test writes, and that breaks when its request is aborted, as `fetch` has it. */
function aBody({ signal }: Request) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const ended = writer.closed.then(
    () => 'to its end',
    (reason: unknown) => reason,
  );
  signal.addEventListener('abort', () => {
    writer.abort(signal.reason).catch(() => {});
  });
  const write = (text: string): void => {
    writer.write(new TextEncoder().encode(text)).catch(() => {});
  };
  return { readable, write, ended, end: () => writer.close() };
}

const streams = [
  ['an event stream', 'text/event-stream', '/events/stream'],
  ['a file', 'application/octet-stream', '/documents/d1/content'],
] as const;

/** A stream or file that has begun, as openapi-fetch hands it on. */
async function aStream(path: (typeof streams)[number][2], type: string) {
  const wire = fakeWire();
  const { client, http } = anHttpClient({ wire });
  const pending =
    path === '/events/stream'
      ? http.GET(path, { parseAs: 'stream' })
      : http.GET('/documents/{documentId}/content', {
          params: { path: { documentId: 'd1' } },
          parseAs: 'stream',
        });
  const arrival = await wire.arrival();
  const body = aBody(arrival.request);
  body.write('first ');
  arrival.reply(200, body.readable, { 'content-type': type });
  const { data } = await pending;
  if (!data) throw new Error('there is no stream');
  return { client, body, data, request: arrival.request };
}

describe.each(streams)('%s', (_what, type, path) => {
  test('is handed on while it goes on, and read for as long as it lasts', async () => {
    const { body, data } = await aStream(path, type);
    const reader = data.getReader();
    const first = await reader.read();
    await elapse(3_600_000);

    body.write('second');
    body.end();

    expect(new TextDecoder().decode(first.value)).toBe('first ');
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('second');
    expect((await reader.read()).done).toBe(true);
  });

  test('that has ended is no business of the client any more', async () => {
    const { client, body, data, request } = await aStream(path, type);
    body.end();
    await new Response(data).text();

    await client.close();

    expect(request.signal.aborted).toBe(false);
  });

  test('that its reader lets go of is let go of at its source', async () => {
    const { client, body, data, request } = await aStream(path, type);
    await data.cancel('enough');

    await client.close();

    expect(await body.ended).toBe('enough');
    expect(request.signal.aborted).toBe(false);
  });

  test('that goes on is ended when the client is closed, and its reader is told', async () => {
    const { client, data, request } = await aStream(path, type);
    const reading = new Response(data).text().catch((reason: unknown) => reason);

    await client.close();

    expect(request.signal.aborted).toBe(true);
    expect(await reading).toBeInstanceOf(ClientClosedError);
    expect(vi.getTimerCount()).toBe(0);
  });
});
