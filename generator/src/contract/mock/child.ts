/**
 * The process with the mock server in it. It ends when its parent does: the channel between them closes.
 */

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isSequence, kindOf } from '../../media-type.ts';
import { hasBody, headersOf } from './answer.ts';
import { type Judge, type Request, Sequence } from './exchange.ts';
import { endWithParent } from './guard.ts';
import { Prism } from './prism.ts';
import {
  caseHeader,
  type FromChild,
  type Seen,
  type Sent,
  type Served,
  type Start,
  type Wanted,
} from './protocol.ts';
import { Steady } from './steady.ts';
import { type Ending, Writer } from './writer.ts';

/** As much of a body as anybody reads in a report. */
const shownBody = 2_000;
/** Headers that hold secrets, and those that say nothing of the contract. */
const secret = /^(authorization|cookie|proxy-authorization)$|key|token|secret/i;
const silent = new Set([
  caseHeader,
  'host',
  'connection',
  'accept-language',
  'sec-fetch-mode',
  'user-agent',
  'accept-encoding',
]);

endWithParent();
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => process.exit());
// Ctrl-C reaches the whole group; whoever started this decides.
process.on('SIGINT', () => {});
process.once('message', (start: Start) => {
  serve(start).then(
    (url) => tell({ type: 'ready', url }),
    (error: unknown) =>
      tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
});

function tell(message: FromChild): void {
  process.send?.(message);
}

async function serve({ documentFile, program, against, secretHeaders }: Start): Promise<string> {
  const served: Served = JSON.parse(await readFile(documentFile, 'utf8'));
  const writer = new Writer(served);
  const judge: Judge =
    program.name === 'Prism'
      ? new Prism(served, program.packagesFrom, against)
      : new Steady(served, program.executable, documentFile);
  const server = createServer({ maxHeaderSize: 4 * 1024 * 1024 }, (request, response) => {
    const isSecret = (name: string) =>
      secretHeaders.some((each) => each.toLowerCase() === name) || secret.test(name);
    answer({ judge, writer, isSecret }, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  return `http://127.0.0.1:${address.port}`;
}

interface Court {
  readonly judge: Judge;
  readonly writer: Writer;
  readonly isSecret: IsSecret;
}

async function answer(
  { judge, writer, isSecret }: Court,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wanted: Wanted = JSON.parse(String(message.headers[caseHeader]));
  const bytes = await bytesOf(message);
  const { method = 'GET', url = '/' } = message;
  const sent: Sent = {
    method,
    url,
    headers: shownHeaders(message, isSecret),
    body: bytes.toString().slice(0, shownBody) || undefined,
  };
  const request = requestOf(message, bytes);
  const { violations, output, fault } = await judge.judge(request, wanted);
  const seen = { id: wanted.id, sent, violations };
  const ending: Ending = output ? writer.written(output, method, wanted) : {};
  const { answered } = ending;
  const why = ending.fault ?? fault;
  const json = violations.length > 0 && typeof request.body === 'object' ? request.body : undefined;
  tell({ type: 'seen', seen: { ...seen, json, answered, fault: why } satisfies Seen });
  if (!output || !answered) {
    response.writeHead(violations.length > 0 ? 422 : 500).end();
    return;
  }
  response.writeHead(answered.status, [...headersOf(output)].flat());
  response.end(hasBody(method, answered.status) ? (output.bytes ?? answered.body) : undefined);
}

function requestOf(message: IncomingMessage, bytes: Buffer<ArrayBuffer>): Request {
  const { method = 'GET', url = '/' } = message;
  const { pathname, search, searchParams } = new URL(`http://localhost${url}`);
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
  const headers = Object.fromEntries(
    Object.entries(message.headers)
      .filter(([name]) => name !== caseHeader)
      .map(([name, value]) => [name, String(value)]),
  );
  const body = bodyOf(bytes, headers['content-type'] ?? '');
  return { method, path: pathname, query, search, headers, body, bytes };
}

function bodyOf(bytes: Buffer, contentType: string): unknown {
  if (bytes.length === 0) return undefined;
  const text = bytes.toString();
  if (isSequence(contentType))
    return new Sequence(
      text
        .split('\n')
        .map((line) => line.replace('\u001e', ''))
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line)),
    );
  if (kindOf(contentType) !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type IsSecret = (header: string) => boolean;

function shownHeaders({ headers }: IncomingMessage, isSecret: IsSecret): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => !silent.has(name));
  return Object.fromEntries(
    shown.map(([name, value]) => [name, isSecret(name) ? '(left out)' : String(value)]),
  );
}

async function bytesOf(message: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part);
  return Buffer.concat(parts);
}
