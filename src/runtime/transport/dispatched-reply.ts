/**
 * A reply that comes from an undici dispatcher: undici calls the handler's methods as it arrives, the runtime
 * reads it as it would a `Response`. Nothing is made before it is asked for: no stream where the whole text is
 * wanted, no text where a stream is.
 *
 * What has arrived and is not wanted yet is held back up to a bound; then the socket is paused.
 */

import type { Cancellation } from '../cancellation.ts';
import { Fields } from '../fields.ts';
import type { Outgoing } from '../outgoing.ts';
import { type Bytes, joined, type Received, TooLarge } from '../received.ts';
import { codingsOf, decoded, decodedStream } from './coding.ts';
import type { Handler, RawText } from './dispatch.ts';
import { passed } from './passing-pieces.ts';

/** Content held for a reader that has not come yet, in bytes: as much as Node's own streams hold. */
const heldBytes = 64 * 1024;

/** A refused reply's remaining content up to here is read and dropped: cheaper than a new connection. */
const drainedBytes = 64 * 1024;

const utf8 = new TextDecoder();

interface Settle {
  resolve(received: Received): void;
  reject(error: unknown): void;
}

/** Who gets the content: nobody yet, somebody who wants all of it, the reader of a stream, nobody ever. */
type Reader =
  | { readonly wants: 'nothing-yet' }
  | {
      readonly wants: 'everything';
      readonly maxBytes: number;
      resolve(content: Bytes): void;
      reject(error: unknown): void;
    }
  | { readonly wants: 'pieces'; readonly controller: ReadableStreamDefaultController<Bytes> }
  | { readonly wants: 'the-end' };

export class DispatchedReply implements Handler, Received {
  readonly url: string;
  readonly #cancellation: Cancellation;
  readonly #settle: Settle;
  readonly #outgoing: Outgoing;
  status = 0;
  statusText = '';
  #rawHeaders: readonly RawText[] = [];
  #headers: Fields | undefined;
  #abort: ((reason?: unknown) => void) | undefined;
  #resume: () => void = () => {};
  #held: Bytes[] = [];
  #heldBytes = 0;
  /** Why there will be no more; `undefined` while there may be. */
  #ending: { readonly error?: unknown } | undefined;
  #reader: Reader = { wants: 'nothing-yet' };
  #body: ReadableStream<Bytes> | undefined;
  readonly #isHead: boolean;

  constructor(outgoing: Outgoing, settle: Settle) {
    const { url, method, cancellation } = outgoing;
    this.#outgoing = outgoing;
    this.url = url;
    this.#isHead = method === 'HEAD';
    this.#cancellation = cancellation;
    this.#settle = settle;
    cancellation.add(this.#cancel);
  }

  // What undici calls, in this order.

  /** Called when there is a connection, and just before the request is written to it. */
  onConnect(abort: (reason?: unknown) => void): void {
    this.#abort = abort;
    this.#outgoing.connection?.given();
    // It was cancelled while it waited for a connection.
    if (this.#cancellation.isCancelled) abort(this.#cancellation.reason);
  }

  onHeaders(status: number, headers: readonly RawText[], resume: () => void, statusText: string): boolean {
    // RFC 9110 §15.2: an interim reply; the real one follows.
    if (status < 200) return true;
    this.status = status;
    this.statusText = statusText;
    this.#rawHeaders = headers;
    this.#resume = resume;
    this.#settle.resolve(this);
    return true;
  }

  onData(chunk: Bytes): boolean {
    // undici's parser begins with nothing when it goes on after a pause; to pause again would never end.
    if (chunk.byteLength === 0) return true;
    const reader = this.#reader;
    switch (reader.wants) {
      case 'pieces':
        passed(chunk);
        reader.controller.enqueue(chunk);
        return (reader.controller.desiredSize ?? 0) > 0;
      case 'the-end':
        this.#heldBytes += chunk.byteLength;
        if (this.#heldBytes > drainedBytes) this.#abort?.();
        return true;
      case 'nothing-yet':
        this.#hold(chunk);
        return this.#heldBytes <= heldBytes;
      case 'everything':
        this.#hold(chunk);
        if (this.#heldBytes > reader.maxBytes) this.#refuse();
        return true;
    }
  }

  onComplete(): void {
    this.#end({});
  }

  onError(error: unknown): void {
    this.#end({ error });
    // Without effect once the headers were there.
    this.#settle.reject(error);
  }

  // What the runtime asks for.

  /** Whether the request was given a connection. */
  get hasConnection(): boolean {
    return this.#abort !== undefined;
  }

  get headers(): Fields {
    this.#headers ??= fieldsOf(this.#rawHeaders);
    return this.#headers;
  }

  get hasContent(): boolean {
    // RFC 9110 §6.4.1: these never have content.
    return !this.#isHead && this.status !== 204 && this.status !== 205 && this.status !== 304;
  }

  get body(): ReadableStream<Bytes> | null {
    if (!this.hasContent) return null;
    this.#body ??= this.#stream();
    return this.#body;
  }

  async text(): Promise<string> {
    return utf8.decode(await this.bytesWithin());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.bytesWithin();
    // A copy: undici's pieces are views of what else came through the socket.
    return new Uint8Array(bytes).buffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.bytesWithin()], { type: this.headers.get('content-type') ?? '' });
  }

  async bytesWithin(maxBytes = Number.POSITIVE_INFINITY): Promise<Bytes> {
    const codings = codingsOf(this.headers.get('content-encoding'));
    const content = await this.#content(maxBytes);
    return codings.length === 0 ? content : decoded(content, codings, maxBytes);
  }

  discard(): void {
    if (this.#reader.wants !== 'nothing-yet') return;
    this.#reader = { wants: 'the-end' };
    this.#held = [];
    if (this.#ending) return;
    const { headers } = this;
    // What announces more than is worth reading is cut off at once.
    if (Number(headers.get('content-length') ?? 0) > drainedBytes) this.#abort?.();
    else this.#resume();
  }

  /** All of it, as it came. */
  #content(maxBytes: number): Promise<Bytes> {
    if (this.#reader.wants !== 'nothing-yet')
      return Promise.reject(new TypeError('the body was read before'));
    return new Promise((resolve, reject) => {
      this.#reader = { wants: 'everything', maxBytes, resolve, reject };
      if (this.#heldBytes > maxBytes) this.#refuse();
      else if (this.#ending) this.#deliver(this.#ending);
      else this.#resume();
    });
  }

  #hold(chunk: Bytes): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.byteLength;
  }

  /** There is more than is wanted. */
  #refuse(): void {
    const error = new TooLarge(joined(this.#held, this.#heldBytes));
    this.#abort?.(error);
    // It may have ended before: what was held was too much all the same.
    this.#ending = undefined;
    this.#end({ error });
  }

  /** It begins with its first read: until then, `text` and its like may still be asked for. */
  #stream(): ReadableStream<Bytes> {
    const raw = new ReadableStream<Bytes>(
      {
        pull: (controller) => {
          if (this.#reader.wants === 'nothing-yet') this.#handOut(controller);
          if (!this.#ending) this.#resume();
        },
        cancel: (reason) => {
          this.#reader = { wants: 'the-end' };
          this.#held = [];
          if (!this.#ending) this.#abort?.(reason);
        },
      },
      { highWaterMark: 0 },
    );
    const codings = codingsOf(this.headers.get('content-encoding'));
    return codings.length === 0 ? raw : decodedStream(raw, codings);
  }

  #handOut(controller: ReadableStreamDefaultController<Bytes>): void {
    for (const chunk of this.#held) controller.enqueue(chunk);
    this.#held = [];
    this.#reader = { wants: 'pieces', controller };
    if (this.#ending) this.#deliver(this.#ending);
  }

  #end(ending: { readonly error?: unknown }): void {
    if (this.#ending) return;
    this.#ending = ending;
    this.#cancellation.remove(this.#cancel);
    this.#deliver(ending);
  }

  #deliver(ending: { readonly error?: unknown }): void {
    const reader = this.#reader;
    const isWhole = !('error' in ending);
    if (reader.wants === 'everything') {
      if (isWhole) reader.resolve(joined(this.#held, this.#heldBytes));
      else reader.reject(ending.error);
      this.#held = [];
    }
    if (reader.wants === 'pieces') {
      if (isWhole) reader.controller.close();
      else reader.controller.error(ending.error);
    }
  }

  readonly #cancel = (reason: unknown): void => {
    this.#abort?.(reason);
    this.#end({ error: reason });
    this.#settle.reject(reason);
  };
}

/** Names and values in turn; RFC 9110 §5.5: obs-text is one byte a character. */
function fieldsOf(raw: readonly RawText[]): Fields {
  const fields = new Fields();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    fields.take(raw[at]?.toString('latin1') ?? '', raw[at + 1]?.toString('latin1') ?? '');
  }
  return fields;
}
