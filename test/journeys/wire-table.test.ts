/**
 * What other generators get wrong on the wire, row by row, against a server that tells what it received. Their
 * behaviour was measured on one small spec; ours is asserted here.
 */

import '../support/leaks.ts';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Client,
  type ClientOptions,
  createClient,
  type Operation,
  oauth2,
  type Sdk,
  scalars,
} from '../../src/runtime/index.ts';

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

const sdk: Sdk<'things'> = { name: 'echo', resources: ['things'], ttl: {} };
const received: Received[] = [];
let answer: () => {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
};
const echo = createServer(async (request, response) => {
  received.push(await read(request));
  const { status, body = '{}', headers } = answer();
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
});

beforeAll(() => new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve)));
afterAll(() => echo.close());

async function read(request: IncomingMessage): Promise<Received> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return { method: request.method ?? '', url: request.url ?? '', headers, body };
}

const origin = () => `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;

function anOperation(parts: Partial<Operation>): Operation {
  const replies = { 200: 'application/json' };
  return { id: 'echo', method: 'POST', path: '/echo', resource: 'things', replies, ...parts };
}

async function withClient<Result>(
  use: (client: Client<'things'>) => Promise<Result>,
  options: ClientOptions<'things'> = {},
): Promise<Result> {
  received.length = 0;
  answer = () => ({ status: 200 });
  const client = createClient(sdk, { baseUrl: origin(), cache: false, ...options });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** The one request that a call made. */
async function sent(operation: Operation, args: object): Promise<Received> {
  await withClient(async (client) => client.call(operation, args));
  const [only] = received;
  if (!only || received.length !== 1) throw new Error(`${received.length} requests came`);
  return only;
}

const query = (parameter: object, value: unknown) =>
  sent(anOperation({ method: 'GET', params: { filter: { in: 'query', ...parameter } } }), { filter: value });

test('a query object in the default style is a parameter for each member', async () => {
  expect((await query({ type: 'object' }, { a: 'x' })).url).toBe('/echo?a=x');
});

test('a nested deepObject has brackets for each level', async () => {
  const { url } = await query({ type: 'object', style: 'deepObject' }, { a: { b: 'x' } });
  expect(decodeURIComponent(url)).toBe('/echo?filter[a][b]=x');
});

test('a Date in a query is its RFC 3339', async () => {
  const { url } = await query({}, new Date('2026-01-02T03:04:05Z'));
  expect(decodeURIComponent(url)).toBe('/echo?filter=2026-01-02T03:04:05.000Z');
});

test('a cookie parameter is sent', async () => {
  const operation = anOperation({ method: 'GET', params: { session: 'cookie' } });
  expect((await sent(operation, { session: 'a b' })).headers['cookie']).toBe('session=a%20b');
});

test('a text body is its text, without quotes', async () => {
  const { body, headers } = await sent(anOperation({ body: { type: 'text/plain' } }), { body: 'hi' });
  expect([headers['content-type'], body]).toEqual(['text/plain', 'hi']);
});

test('a URLSearchParams body is a form', async () => {
  const type = 'application/x-www-form-urlencoded';
  const { body, headers } = await sent(anOperation({ body: { type } }), {
    body: new URLSearchParams({ a: 'b c' }),
  });
  expect([headers['content-type'], body]).toEqual([type, 'a=b+c']);
});

test('a Uint8Array body is its bytes', async () => {
  const operation = anOperation({ body: { type: 'application/octet-stream' } });
  expect((await sent(operation, { body: new Uint8Array([104, 105]) })).body).toBe('hi');
});

test('where JSON is due, neither is made an object of: it is refused', async () => {
  const operation = anOperation({ body: { type: 'application/json' } });
  for (const body of [new URLSearchParams('a=1'), new Uint8Array(2)]) {
    await expect(sent(operation, { body })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  }
  expect(received).toEqual([]);
});

test('a bigint in a body is a number of all its digits', async () => {
  const operation = anOperation({ body: { type: 'application/json' } });
  expect((await sent(operation, { body: { id: 9007199254740993n } })).body).toBe('{"id":9007199254740993}');
});

test('an int64 of a reply keeps its last digit', async () => {
  const codec = { members: { id: 'int64' } } as const;
  const operation = anOperation({ method: 'GET', codecs: { 200: codec }, conversion: scalars });
  const data = await withClient((client) => {
    answer = () => ({ status: 200, body: '{"id":9007199254740993}' });
    return client.call<unknown, unknown>(operation, {}).then((reply) => reply);
  });
  expect(data).toEqual({ id: 9007199254740993n });
});

test.each([undefined, '..'])(
  'a path parameter of %s sends nothing, neither a brace nor a shorter path',
  async (id) => {
    const operation = anOperation({ method: 'GET', path: '/things/{id}', params: { id: 'path' } });
    await expect(sent(operation, { id })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('`id`'),
    });
    expect(received).toEqual([]);
  },
);

test('a 429 with Retry-After is tried again when it says', async () => {
  const waitedMs: number[] = [];
  await withClient(
    async (client) => {
      client.on((event) => {
        if (event.type === 'retry') waitedMs.push(event.delayMs);
      });
      answer = () =>
        received.length === 1 ? { status: 429, headers: { 'retry-after': '0' } } : { status: 200 };
      await client.call(anOperation({ method: 'GET' }), {});
    },
    { random: () => 0 },
  );
  expect(waitedMs).toEqual([0]);
  expect(received).toHaveLength(2);
});

test('client credentials are asked for and sent', async () => {
  await withClient(
    async (client) => {
      answer = () => ({ status: 200, body: '{"access_token":"t1","token_type":"Bearer","expires_in":3600}' });
      await client.call(anOperation({ method: 'GET' }), {});
    },
    { auth: oauth2.clientCredentials({ tokenUrl: `${origin()}/token`, clientId: 'c', clientSecret: 's' }) },
  );
  expect(received.map(({ url, headers }) => [url, headers['authorization']?.split(' ', 1)[0]])).toEqual([
    ['/token', 'Basic'],
    ['/echo', 'Bearer'],
  ]);
});

test('a second content type is a word away', async () => {
  const operation = anOperation({ body: { type: 'application/json', or: ['text/csv'] } });
  const first = await sent(operation, { body: { a: 1 } });
  expect([first.headers['content-type'], first.body]).toEqual(['application/json', '{"a":1}']);
  const second = await sent(operation, { contentType: 'text/csv', body: 'a;b' });
  expect([second.headers['content-type'], second.body]).toEqual(['text/csv', 'a;b']);
});
