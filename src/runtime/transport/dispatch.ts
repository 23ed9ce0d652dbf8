/**
 * One request through an undici dispatcher: RFC 9112 is undici's, RFC 9110 ours.
 *
 * The handler is undici's older one (`onConnect`, `onHeaders`, …), which Node 22, 24 and 26 all take.
 */

import type { Outgoing } from '../outgoing.ts';
import type { BodyContent } from '../platform-types.ts';
import type { Received } from '../received.ts';
import { acceptedCodings } from './coding.ts';
import { DispatchedReply } from './dispatched-reply.ts';
import { inPieces, pieceBytes, streamed } from './sent-body.ts';

/** The little of undici's `Dispatcher` that is used. */
export interface Dispatcher {
  dispatch(options: DispatchOptions, handler: Handler): boolean;
}

interface DispatchOptions {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: readonly string[];
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | null;
  /** 0: none. Limits are set by the call's own deadline. */
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
}

/** Names and values as they came: Node's `Buffer`. */
export interface RawText {
  toString(encoding: 'latin1'): string;
}

export interface Handler {
  onConnect(abort: (reason?: unknown) => void): void;
  onHeaders(status: number, headers: readonly RawText[], resume: () => void, statusText: string): boolean;
  onData(chunk: Uint8Array<ArrayBuffer>): boolean;
  onComplete(trailers: unknown): void;
  onError(error: unknown): void;
}

/** Everything but what only `fetch` can write: what a signer or a caller of `http` put there. */
export function isDispatchable({ body }: Outgoing): boolean {
  if (body === undefined) return true;
  const { content } = body;
  return (
    typeof content === 'string' ||
    content instanceof Uint8Array ||
    content instanceof URLSearchParams ||
    // `fetch` clones these before it sends them, and keeps all that was sent for a reader that never comes.
    content instanceof ReadableStream ||
    content instanceof Blob
  );
}

export function dispatch(dispatcher: Dispatcher, outgoing: Outgoing): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { origin, pathname, search } = new URL(outgoing.url);
    const options = {
      origin,
      path: pathname + search,
      method: outgoing.method,
      headers: headersOf(outgoing),
      body: contentOf(outgoing),
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const reply = new DispatchedReply(outgoing, { resolve, reject });
    dispatcher.dispatch(options, reply);
    // With a connection that is open and idle, the request is on its way by now.
    if (!reply.hasConnection) outgoing.connection?.awaited();
  });
}

/** As undici likes them: names and values in turn. What `fetch` adds by itself is added here too. */
function headersOf({ headers, url, body }: Outgoing): string[] {
  const flat: string[] = [];
  for (const [name, value] of headers) flat.push(name, value);
  const length = lengthOf(body?.content);
  if (length !== undefined) flat.push('content-length', String(length));
  if (!headers.has('accept')) flat.push('accept', '*/*');
  if (!headers.has('accept-encoding')) flat.push('accept-encoding', acceptedCodings(url));
  if (!headers.has('user-agent')) flat.push('user-agent', 'node');
  return flat;
}

/** Of what goes in pieces; of what is written at once, undici knows it. */
function lengthOf(content: BodyContent | undefined): number | undefined {
  if (content instanceof Blob) return content.size;
  return content instanceof Uint8Array && content.byteLength > pieceBytes ? content.byteLength : undefined;
}

function contentOf({ body, connection }: Outgoing): DispatchOptions['body'] {
  const content = body?.content;
  const onTaken = (): void => connection?.taken();
  if (content === undefined) return null;
  if (content instanceof ReadableStream) return streamed(content, onTaken);
  if (content instanceof Uint8Array)
    return content.byteLength > pieceBytes ? inPieces(content, onTaken) : content;
  // undici would read all of a Blob before it sends any. It is begun anew for every attempt.
  return content instanceof Blob ? streamed(content.stream(), onTaken) : String(content);
}
