/**
 * What a handler answers with, and how it goes over the wire: written as the spec says of the operation, so
 * that the code under test gets what the client has read, and not an object that never was a reply.
 */

import { documentedReply } from '../runtime/due.ts';
import { essence, kindOf, type MediaKind } from '../runtime/media-type.ts';
import type { Operation } from '../runtime/operation.ts';
import type { BodyContent } from '../runtime/platform-types.ts';
import { jsonText } from '../runtime/wire/json.ts';

/** A reply with a status: `answer(404, { title: 'No such portfolio' })`. */
export class FakeAnswer<const out Status extends number, out Body> {
  readonly status: Status;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: Status, body: Body, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** @param headers Besides `content-type`, which the spec names. */
export function answer<Status extends number>(status: Status): FakeAnswer<Status, undefined>;
export function answer<Status extends number, const Body>(
  status: Status,
  body: Body,
  headers?: Readonly<Record<string, string>>,
): FakeAnswer<Status, Body>;
export function answer(
  status: number,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
): FakeAnswer<number, unknown> {
  return new FakeAnswer(status, body, headers);
}

/**
 * @param accept What the request asks for, where the spec leaves a choice.
 * @throws {TypeError} The spec says nothing of how this could be written; a `Response` says it itself.
 */
export async function responseOf(operation: Operation, given: unknown, accept = '*/*'): Promise<Response> {
  if (given instanceof Response) return given;
  const { status, body, headers } =
    given instanceof FakeAnswer ? given : new FakeAnswer(usualStatus(operation), given);
  if (body === undefined) return new Response(null, { status, headers });
  const documented = [documentedReply(operation, status) ?? []]
    .flat()
    .filter((type) => isAccepted(type, accept));
  const [first = 'application/json'] = documented;
  const type = documented.find((each) => suits(body, kindOf(each))) ?? first;
  return new Response(await contentOf(operation, body, type), {
    status,
    headers: { 'content-type': type.includes('*') ? 'application/octet-stream' : type, ...headers },
  });
}

/** The first success that the spec knows. */
function usualStatus({ replies }: Operation): number {
  return Number(Object.keys(replies).find((status) => /^2\d\d$/.test(status)) ?? 200);
}

/** RFC 9110 §12.5.1, as far as the client writes it: the documented types by name. */
function isAccepted(type: string, accept: string): boolean {
  return accept.split(',').some((range) => essence(range) === '*/*' || essence(range) === essence(type));
}

function suits(body: unknown, kind: MediaKind): boolean {
  if (isBinary(body)) return kind === 'bytes' || kind === 'any';
  if (kind === 'events' || kind === 'lines' || kind === 'sequence') return isIterable(body);
  return kind === 'json' || (kind === 'text' && typeof body === 'string');
}

async function contentOf(operation: Operation, body: unknown, type: string): Promise<BodyContent> {
  const kind = kindOf(type);
  if (isBinary(body)) return body;
  const write = (value: unknown) => jsonText(value, operation.conversion?.writeJson);
  if (kind === 'json') return write(body);
  if (typeof body === 'string') return body;
  const frame = kind === 'events' ? eventFrame(operation) : frames[kind];
  if (frame && isIterable(body)) {
    let text = '';
    for await (const item of body) text += frame(item, write);
    return text;
  }
  throw new TypeError(`${operation.id} answers with ${type}: give its text, its bytes, or a Response.`);
}

type Frame = (item: unknown, write: (value: unknown) => string) => string;

const frames: { readonly [Kind in MediaKind]?: Frame } = {
  lines: (item, write) => `${write(item)}\n`,
  // RFC 7464 §2.2.
  sequence: (item, write) => `\u001e${write(item)}\n`,
};

/** WHATWG HTML §9.2.5. Data is JSON where the spec says so, and else its text. */
function eventFrame({ items }: Operation): Frame {
  return (item, write) => {
    if (typeof item !== 'object' || item === null || !('data' in item))
      throw new TypeError('An event to answer with is an object that has `data`.');
    const event = 'event' in item ? String(item.event) : 'message';
    const isJson = items?.json === true || items?.json?.includes(event);
    const data = isJson ? write(item.data) : String(item.data);
    const id = 'id' in item && item.id !== undefined ? `id: ${item.id}\n` : '';
    return `${id}event: ${event}\n${data.replaceAll(/^/gm, 'data: ')}\n\n`;
  };
}

function isBinary(body: unknown): body is Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream {
  return (
    body instanceof Blob ||
    body instanceof ArrayBuffer ||
    body instanceof Uint8Array ||
    body instanceof ReadableStream
  );
}

function isIterable(body: unknown): body is Iterable<unknown> | AsyncIterable<unknown> {
  return (
    typeof body === 'object' && body !== null && (Symbol.iterator in body || Symbol.asyncIterator in body)
  );
}
