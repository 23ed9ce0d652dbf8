/** Servers that do not keep to HTTP or to their spec, on a real connection and through the default transport. */

import '../support/leaks.ts';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as z from 'zod';
import { type ClientOptions, createClient, DecodeError, validation } from '../../src/runtime/index.ts';
import { download, getPortfolio, type Resource, sdk, streamEvents } from '../support/sdk.ts';

const secret = 'S3CR3T';

/** A server that answers like this, and a client of it that repeats nothing and keeps nothing. */
async function aServer(answer: RequestListener, options: ClientOptions<Resource> = {}) {
  // Replies that somebody may still be reading: who has let go of a reply has ended it, or its connection.
  const open = new Set<ServerResponse>();
  // Those that were answered on: some of Node's versions keep another at hand.
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const { socket } = request;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    open.add(response);
    response.once('close', () => open.delete(response));
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const api = createClient(sdk, {
    baseUrl: `http://127.0.0.1:${port}`,
    cache: false,
    resilience: { retry: false, circuit: false },
    ...options,
  });
  onTestFinished(async () => {
    await api.close();
    server.closeAllConnections();
    server.close();
  });
  return { api, sockets, open };
}

const json = { 'content-type': 'application/json' };
const response = { getPortfolio: { 200: z.looseObject({ id: z.string() }) } };
const whole = JSON.stringify({ id: 'p1', name: secret });
const endlessly = (response: ServerResponse, chunk: string): void => {
  const more = (): void => {
    if (!response.destroyed) response.write(chunk, () => setImmediate(more));
  };
  more();
};

const replies: readonly (readonly [string, RequestListener, RegExp])[] = [
  [
    'shorter than it said',
    (_, response) => {
      response.writeHead(200, { ...json, 'content-length': '1000' }).write(whole);
      setImmediate(() => response.socket?.destroy());
    },
    /broke off/,
  ],
  [
    'cut off between chunks',
    (_, response) => {
      response.writeHead(200, json).write(whole);
      setImmediate(() => response.socket?.destroy());
    },
    /broke off/,
  ],
  [
    'no gzip, though it says so',
    (_, response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(whole),
    /is not in the coding it says/,
  ],
  [
    'gzip that is cut off',
    (_, response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(whole).subarray(0, 20)),
    /broke off, or is not in the coding it says/,
  ],
  [
    'no UTF-8',
    (_, response) => response.writeHead(200, json).end(Buffer.from([0x22, 0xc3, 0x28, 0x22])),
    /is not UTF-8/,
  ],
  [
    'of another type than its schema',
    (_, response) => response.writeHead(200, json).end(JSON.stringify({ id: 7, name: secret })),
    /which its schema refuses: `id`/,
  ],
  ['no JSON', (_, response) => response.writeHead(200, json).end(secret), /is not valid JSON/],
  [
    'the page of somebody else',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(secret),
    /its content type is text\/html where application\/json is documented/,
  ],
  [
    'a hundred thousand levels deep',
    (_, response) => response.writeHead(200, json).end('['.repeat(100_000) + ']'.repeat(100_000)),
    /nested deeper/,
  ],
  [
    'larger than allowed, and says so',
    (_, response) => response.writeHead(200, json).end(JSON.stringify('x'.repeat(300_000))),
    /larger than `maxResponseBytes`/,
  ],
  [
    'without an end',
    (_, response) => endlessly(response.writeHead(200, json), 'x'.repeat(10_000)),
    /larger than `maxResponseBytes`/,
  ],
  [
    'small, and large once it is unpacked',
    (_, response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('"x"'.padEnd(2_000_000))),
    /larger than `maxResponseBytes`/,
  ],
];

test.each(replies)(
  'a reply that is %s is a DecodeError, tells nothing of its content, and lets go of its connection',
  async (_, answer, why) => {
    const { api, open } = await aServer(answer, {
      maxResponseBytes: 250_000,
      validate: validation({ response }),
    });
    const error: unknown = await getPortfolio(api, { portfolioId: 'p1' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ status: 200, attempts: 1 });
    expect(String(error)).toMatch(why);
    expect(inspect(error)).not.toContain(secret);
    await vi.waitFor(() => expect(open.size).toBe(0));
  },
);

test('what was too large lets go of its connection at once', async () => {
  const { api, sockets } = await aServer(
    (_, response) => endlessly(response.writeHead(200, json), 'x'.repeat(10_000)),
    { maxResponseBytes: 50_000 },
  );
  await getPortfolio(api, { portfolioId: 'p1' }).catch(() => {});
  await vi.waitFor(() => expect(sockets.size).toBe(0));
});

test('a file that its caller reads has no limit, and is not in memory', async () => {
  const size = 3_000_000;
  const { api } = await aServer(
    (_, response) =>
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(Buffer.alloc(size)),
    { maxResponseBytes: 1_000 },
  );
  let read = 0;
  for await (const chunk of await download(api, { documentId: 'd1' }).stream()) read += chunk.byteLength;
  expect(read).toBe(size);
});

test('a file that breaks off does so at its reader', async () => {
  const { api } = await aServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '1000' });
    response.write('x');
    setImmediate(() => response.socket?.destroy());
  });
  const reading = download(api, { documentId: 'd1' })
    .stream()
    .then((stream) => new Response(stream).text());
  await expect(reading).rejects.toMatchObject({ code: 'DECODE_FAILED', operation: 'download' });
});

test('a stream of events without an end is ended by its caller, and its connection is closed', async () => {
  const { api, sockets } = await aServer((_, response) =>
    endlessly(response.writeHead(200, { 'content-type': 'text/event-stream' }), 'data: x\n\n'),
  );
  let count = 0;
  for await (const _event of await streamEvents(api)) {
    count += 1;
    if (count === 1_000) break;
  }
  await vi.waitFor(() => expect(sockets.size).toBe(0));
});

test('an error that is the page of a proxy is not the one that the spec documents', async () => {
  const { api } = await aServer((_, response) =>
    response.writeHead(503, { 'content-type': 'text/html' }).end(`<h1>${secret}</h1>`),
  );
  const error: unknown = await getPortfolio(api, { portfolioId: 'p1' }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'UNEXPECTED_RESPONSE', status: 503 });
  expect(String(error)).not.toContain(secret);
  expect(new TextDecoder().decode(await Object(error).bytes())).toBe(`<h1>${secret}</h1>`);
});
