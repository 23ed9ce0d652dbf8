/**
 * The reference API as the examples meet it: Prism, behind a gateway that fails the first request for every second
 * path, in turn by a 503 and by a cut connection, and that counts who is connected.
 */

import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { pipeline } from 'node:stream';

export interface FaultyApi extends AsyncDisposable {
  readonly url: string;
  /** Answers what asks for `slow`, which waits until then. */
  release(): void;
  /** Settles when `slow` is first asked for. */
  readonly slowIsAsked: Promise<void>;
  /** Requests that came, and of these how many were failed. */
  readonly counts: { readonly requests: number; readonly failed: number };
  /** Connections that are open now. */
  connections(): Promise<number>;
}

/** There is none of that name. */
export const absent = 'pf_absent';
/** Its answer takes as long as the test wants. */
export const slow = 'pf_slow';

export async function startFaultyApi(upstream: string): Promise<FaultyApi> {
  const agent = new Agent({ keepAlive: true });
  const paths = new Set<string>();
  const counts = { requests: 0, failed: 0 };
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const server = createServer(async (incoming, outgoing) => {
    counts.requests += 1;
    const { method, headers, url = '/' } = incoming;
    if (url.includes(slow)) {
      asked.resolve();
      await released.promise;
    }
    const isFirst = !paths.has(url) && !url.includes(slow);
    if (isFirst) paths.add(url);
    if (isFirst && paths.size % 2 === 0) {
      counts.failed += 1;
      if (counts.failed % 2 === 0) incoming.socket.destroy();
      else outgoing.writeHead(503, { 'content-type': 'application/problem+json' }).end('{"status":503}');
      return;
    }
    const prefer = url.includes(absent) ? { prefer: 'code=404' } : {};
    const onward = request(new URL(url, upstream), { method, headers: { ...headers, ...prefer }, agent });
    onward.once('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, outgoing, () => {});
    });
    onward.once('error', () => outgoing.destroy());
    pipeline(incoming, onward, () => {});
  });
  // Clients close their own: what is left open is theirs.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts,
    release: released.resolve,
    slowIsAsked: asked.promise,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    [Symbol.asyncDispose]: async () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
