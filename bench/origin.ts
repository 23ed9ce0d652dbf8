/**
 * The API that is read: a child process, so that its CPU is not counted with ours. It ends with us.
 *
 * `/item/:id` may not be cached, `/cacheable/item/:id` may; `/stats` tells how many items were asked for.
 */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { textOf } from './item.ts';

export interface Origin extends AsyncDisposable {
  readonly url: string;
  /** Base URL whose answers carry `cache-control: max-age`. */
  readonly cacheableUrl: string;
  /** Items asked for so far. */
  requests(): Promise<number>;
}

export async function startOrigin(): Promise<Origin> {
  const child = fork(import.meta.filename, { execArgv: [] });
  const [port] = await once(child, 'message');
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    cacheableUrl: `${url}/cacheable`,
    async requests() {
      const response = await fetch(`${url}/stats`);
      return Number(await response.text());
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** A day: no entry lapses during a run, which would count a refetch as a hit. */
const maxAge = 'max-age=86400';

/** As many callers arrive at once in the coalescing suite, each on a socket of its own if not coalesced. */
const backlog = 2_048;

function serve() {
  let requests = 0;
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    if (url === '/stats') {
      response.end(String(requests));
      return;
    }
    requests++;
    answer(response, url);
  });
  // Longer than any pause between two blocks of one contender: no connection is opened inside a block.
  server.keepAliveTimeout = 120_000;
  server.listen({ port: 0, host: '127.0.0.1', backlog }, () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) process.send?.(address.port);
  });
  process.on('disconnect', () => process.exit());
}

function answer(response: ServerResponse, url: string) {
  const text = textOf(url.slice(url.lastIndexOf('/') + 1));
  const headers = {
    server: 'bench',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(url.startsWith('/cacheable/') && { 'cache-control': maxAge }),
  };
  response.writeHead(200, headers).end(text);
}

if (import.meta.main) serve();
