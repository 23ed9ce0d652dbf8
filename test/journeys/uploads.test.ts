/** Files on their way out, on a real connection: a stream is read as the server takes it, and let go of with its call. */

import '../support/leaks.ts';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../../src/runtime/index.ts';
import { sdk, upload } from '../support/sdk.ts';

async function aServer(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const api = createClient(sdk, { baseUrl: `http://127.0.0.1:${port}`, cache: false });
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
