/**
 * Where files come from and go to: a process of its own, which holds none of them. `GET /file?bytes=…` sends so
 * many, `POST /file` counts what it gets.
 */

import { createServer, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pieces } from './pieces.ts';

const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ bytes: await sizeOf(request) }));
    return;
  }
  const bytes = Number(new URL(request.url ?? '/', 'http://here').searchParams.get('bytes'));
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes });
  Readable.from(pieces(bytes)).pipe(response);
});

async function sizeOf(request: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  return bytes;
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.(address?.port);
});
process.once('disconnect', () => process.exit());
