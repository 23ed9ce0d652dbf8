/**
 * A server that breaks the way servers break, on a port of its own: on real sockets, because that is
 * where clients are wrong about what happened.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is done to one request. `keep-alive race`: the server closed the idle connection as the request came. */
export type Fault =
  | 'none'
  | 'drip'
  | 'slow headers'
  | 'hang'
  | 'reset'
  | 'reset in the body'
  | 'half-close'
  | 'silence in the body'
  | 'garbage'
  | 'huge headers'
  | 'keep-alive race'
  | '500'
  | '503'
  | '503 with a hint'
  | '429';

export const faults: readonly Fault[] = [
  'drip',
  'slow headers',
  'hang',
  'reset',
  'reset in the body',
  'half-close',
  'silence in the body',
  'garbage',
  'huge headers',
  'keep-alive race',
  '500',
  '503',
  '503 with a hint',
  '429',
];

/** A request that was read to its end, and what it is to be answered with when nothing is broken. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Behaviour {
  /** What is done to the next request; asked when its headers have come. */
  fault(asked: Omit<Asked, 'body'>): Fault;
  answer(asked: Asked): Answer;
}

export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  /** Requests whose headers came. */
  readonly arrived: number;
}

/** Long enough to notice, short enough to wait for. */
const dripMs = 10;
const slowMs = 80;

export async function startFaultServer({ fault, answer }: Behaviour): Promise<FaultServer> {
  let arrived = 0;
  const server = createServer(async (request, response) => {
    arrived += 1;
    const { method = 'GET', url = '/', headers } = request;
    const chosen = fault({ method, url, headers });
    // It is gone before it has read anything: nothing was done.
    if (chosen === 'keep-alive race') {
      request.socket.resetAndDestroy();
      return;
    }
    const asked = { method, url, headers, body: await textOf(request) };
    if (!request.socket.destroyed) perform(chosen, answer(asked), response);
  });
  // The sockets of clients that are done are theirs to close.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get arrived() {
      return arrived;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part);
  } catch {
    // The client has gone; what it sent is not complete, and nobody is there to be answered.
    request.socket.destroy();
  }
  return Buffer.concat(parts).toString();
}

function perform(fault: Fault, { status, body }: Answer, response: ServerResponse): void {
  const { socket } = response;
  const text = JSON.stringify(body);
  const head = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  const half = text.slice(0, Math.ceil(text.length / 2));
  switch (fault) {
    case 'none':
      response.writeHead(status, head).end(text);
      return;
    case 'drip':
      response.writeHead(status, head);
      drip(text, response);
      return;
    case 'slow headers':
      setTimeout(() => response.writeHead(status, head).end(text), slowMs);
      return;
    case 'hang':
      return;
    case 'reset':
      socket?.resetAndDestroy();
      return;
    case 'reset in the body':
      response.writeHead(status, head).write(half, () => socket?.resetAndDestroy());
      return;
    case 'half-close':
      // FIN after half of the body: complete for TCP, and not for HTTP.
      response.writeHead(status, head).write(half, () => socket?.end());
      return;
    case 'silence in the body':
      response.writeHead(status, head).write(half);
      return;
    case 'garbage':
      socket?.end('\u0000\u0001 this is no HTTP \r\n\r\n');
      return;
    case 'huge headers':
      socket?.end(`HTTP/1.1 200 OK\r\nx-padding: ${'x'.repeat(1024 * 1024)}\r\ncontent-length: 2\r\n\r\n{}`);
      return;
    case '500':
    case '503':
    case '429':
      problem(Number(fault), {}, response);
      return;
    case '503 with a hint':
      problem(503, { 'retry-after': '1' }, response);
  }
}

function problem(status: number, headers: Record<string, string>, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
  response.end(JSON.stringify({ title: 'broken on purpose' }));
}

function drip(text: string, response: ServerResponse): void {
  const size = Math.ceil(text.length / 5);
  let at = 0;
  const timer = setInterval(() => {
    response.write(text.slice(at, at + size));
    at += size;
    if (at < text.length && !response.destroyed) return;
    clearInterval(timer);
    response.end();
  }, dripMs);
}
