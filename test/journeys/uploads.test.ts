/** Files on their way out, on a real connection: a stream is read as the server takes it, and let go of with its call. */

import '../support/leaks.ts';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fileFromPath } from '../../src/node/index.ts';
import { type ClientOptions, createClient, InvalidRequestError } from '../../src/runtime/index.ts';
import { type Resource, sdk, upload } from '../support/sdk.ts';

async function aServer(answer: RequestListener, options: ClientOptions<Resource> = {}) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const api = createClient(sdk, { baseUrl: `http://127.0.0.1:${port}`, cache: false, ...options });
  onTestFinished(async () => {
    await api.close();
    server.closeAllConnections();
    server.close();
  });
  return api;
}

/** A file without an end, and what becomes of it. */
function aFile(pieces = Number.POSITIVE_INFINITY) {
  const cancelled = vi.fn();
  const state = { pulled: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        state.pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
        if (state.pulled === pieces) controller.close();
      },
      cancel: cancelled,
    },
    { highWaterMark: 0 },
  );
  return { body, state, cancelled };
}

test('a stream arrives whole', async () => {
  let received = 0;
  const api = await aServer(async (request, response) => {
    for await (const piece of request) received += piece.length;
    response.writeHead(204).end();
  });
  await upload(api, { documentId: 'd1', body: aFile(40).body });
  expect(received).toBe(40 * 64 * 1024);
});

test('a stream is not read ahead of a server that does not take it', async () => {
  const { body, state, cancelled } = aFile();
  let pulledBefore = -1;
  const api = await aServer(() => {});
  const controller = new AbortController();
  const sending = upload(api, { documentId: 'd1', body }, { signal: controller.signal }).catch(() => {});
  // Until the buffers between the two are full, and nothing moves any more.
  await vi.waitFor(
    () => {
      const before = pulledBefore;
      pulledBefore = state.pulled;
      expect(before).toBe(state.pulled);
      expect(state.pulled).toBeGreaterThan(0);
    },
    { timeout: 5_000 },
  );
  expect(state.pulled).toBeLessThan(1_000);
  controller.abort();
  await sending;
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalled());
});

/** A file on a disk, of so many bytes. */
async function aFileOf(bytes: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'statement.pdf');
  await writeFile(path, Buffer.alloc(bytes, 'pdf'));
  return path;
}

test('a file says its length, and is read again for a retry', async () => {
  const seen: [length: string | undefined, bytes: number][] = [];
  const api = await aServer(async (request, response) => {
    let bytes = 0;
    for await (const piece of request) bytes += piece.length;
    seen.push([request.headers['content-length'], bytes]);
    response.writeHead(seen.length === 1 ? 503 : 204, { 'retry-after': '0' }).end();
  });
  const body = await fileFromPath(await aFileOf(200_000));
  await upload(api, { documentId: 'd1', body });
  expect(seen).toEqual([
    ['200000', 200_000],
    ['200000', 200_000],
  ]);
});

test('bytes in memory that are many go in pieces, with their length, and again for a retry', async () => {
  const seen: [length: string | undefined, bytes: number][] = [];
  const sent = new Uint8Array(1_000_001).map((_, index) => index % 251);
  const api = await aServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces);
    seen.push([request.headers['content-length'], body.compare(sent)]);
    response.writeHead(seen.length === 1 ? 503 : 204, { 'retry-after': '0' }).end();
  });
  await upload(api, { documentId: 'd1', body: sent });
  expect(seen).toEqual([
    ['1000001', 0],
    ['1000001', 0],
  ]);
});

test('an empty file is a body of no bytes', async () => {
  const seen: (string | undefined)[] = [];
  const api = await aServer((request, response) => {
    seen.push(request.headers['content-length'], request.headers['transfer-encoding']);
    response.writeHead(204).end();
  });
  await upload(api, { documentId: 'd1', body: new Blob([]) });
  expect(seen).toEqual(['0', undefined]);
});

test('a file is not read ahead of a server that does not take it', async () => {
  const { body, state, cancelled } = aFile();
  const file = Object.defineProperty(new Blob([new Uint8Array(1)]), 'stream', { value: () => body });
  Object.defineProperty(file, 'size', { value: 2 ** 40 });
  const api = await aServer(() => {});
  const controller = new AbortController();
  const sending = upload(api, { documentId: 'd1', body: file }, { signal: controller.signal }).catch(
    () => {},
  );
  await vi.waitFor(() => expect(state.pulled).toBeGreaterThan(2));
  controller.abort();
  await sending;
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalled());
  expect(state.pulled).toBeLessThan(1_000);
});

test.each([
  ['the host', {}],
  ['a `fetch`', { transport: (request: Request) => fetch(request) }],
])(
  'a stream that fails on its way is no failure of the origin, whatever its own says, by %s',
  async (_, options) => {
    const api = await aServer((request) => void request.resume().on('error', () => {}), {
      ...options,
      resilience: { circuit: { minimumAttempts: 1, failureRatio: 0.01 } },
    });
    const broken = Object.assign(new Error('no such table'), { code: 'ECONNREFUSED' });
    async function* body(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      throw broken;
    }
    const error: unknown = await upload(api, { documentId: 'd1', body: body() }).catch((reason) => reason);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: 'upload could not read its `body` to its end: it was cut off on its way.',
      cause: broken,
      attempts: 1,
    });
    expect(Object.values(api.circuits.states()).map(({ status }) => status)).toEqual(['closed']);
  },
);

test('a file that changes before it is sent is an error of the call, and nothing of it stands for the whole', async () => {
  const path = await aFileOf(100);
  const body = await fileFromPath(path);
  await writeFile(path, Buffer.alloc(200, 'new'));
  let hasArrivedWhole = false;
  const api = await aServer(async (request, response) => {
    request.on('error', () => {});
    request.resume().on('end', () => {
      hasArrivedWhole = true;
      response.writeHead(204).end();
    });
  });
  await expect(upload(api, { documentId: 'd1', body })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  expect(hasArrivedWhole).toBe(false);
});
