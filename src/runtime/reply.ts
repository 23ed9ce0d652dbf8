/**
 * From a `Response` to what the caller gets. The body is read once, as what is due says; due.ts decides.
 */

import type { Codec } from './codec/codec.ts';
import { bytesOf, Flaw, jsonTextOf, parsed, textOf, type Whole } from './content.ts';
import { type Due, documentedReply, dueOf, isSuccess, placeOf, typeShown } from './due.ts';
import type { DecodeError, ReplyCircumstances } from './errors.ts';
import { EventFeed, eventFormat, type Reconnection } from './event-stream.ts';
import type { ReadonlyFields } from './fields.ts';
import { Flow, IdleError, type Terms } from './flow.ts';
import { type ItemReader, jsonItem, jsonItems } from './json-items.ts';
import { isXml } from './media-type.ts';
import type { Operation } from './operation.ts';
import { quotable } from './policy/quotable.ts';
import { type Received, responseFrom } from './received.ts';
import { streamOf } from './stream.ts';
import type { Issue } from './validation/schema.ts';

/** A reply as the runtime hands it on. */
export interface Reply {
  readonly status: number;
  readonly url: string;
  readonly headers: ReadonlyFields;
  /** Whether the spec knows this status; always true where it documents none. */
  readonly isDocumented: boolean;
  /** The documented media type that its content falls under, as the spec writes it. */
  readonly contentType: string | undefined;
  /** The decoded body: parsed JSON, text, a `Blob`, a stream of items, or `undefined` for none. */
  readonly body: unknown;
  /** Whether that is a stream of items, which nobody has looked at yet. */
  readonly isItems?: true;
  /** The text the body was parsed from; `undefined` where it was not text. */
  readonly text: string | undefined;
  /** Why the body is not what was due, where it is not. */
  readonly flaw: string | undefined;
  /** What the platform had to say of that. */
  readonly cause?: unknown;
  /** What its schema has against it, where replies are validated. */
  readonly issues?: readonly Issue[];
  /** The error that its caller gets for that, where one is due. */
  refusal?(circumstances: ReplyCircumstances): DecodeError;
  /** The response, its body readable even though it has been read. */
  response(): Response;
  /** The same with another body, where a copy of its members would not be the same. */
  withBody?(body: unknown): Reply;
  /** Where the body is still being read when the reply is handed on: when that ends, however it ends. */
  readonly streamed?: Promise<void>;
}

/** How a success is handed on: decoded as the spec says, or as it came. */
export type Demand = 'data' | 'bytes' | 'stream';

/** What a caller wants of its call. */
export interface Wanted {
  demand: Demand;
}

/** What holds while a reply is read. */
export interface Reading extends Whole {
  readonly demand: Demand;
  /** What the call asked for itself; a success is that, or it is not what was due. */
  readonly accept?: string | undefined;
  readonly reconnection: Reconnection | undefined;
}

/** RFC 9110 §15.3.5, §15.3.6, §15.4.5: these never have content. */
const statusesWithoutContent = new Set([204, 205, 304]);

/** Where in a reply of this status there is something that JSON has no word for. */
export function codecOf({ replies, codecs = {} }: Operation, status: number): Codec | undefined {
  const place = placeOf(replies, status);
  return place !== undefined && Object.hasOwn(codecs, place) ? codecs[place] : undefined;
}

/**
 * The reply with XML, dates and long integers as its schema has them; where it is JSON, its body must be the
 * caller's own.
 */
export function revivedReply(operation: Operation, reply: Reply): Reply {
  const { conversion, xml } = operation;
  if (reply.text === undefined || reply.flaw !== undefined) return reply;
  if (xml && isXml(reply.contentType ?? '')) {
    const read = xmlReader(operation, reply.status);
    return read ? withBody(reply, read(reply.text)) : reply;
  }
  if (conversion === undefined) return reply;
  const codec = codecOf(operation, reply.status);
  return codec === undefined ? reply : withBody(reply, conversion.revived(codec, reply.body, reply.text));
}

export function withBody(reply: Reply, body: unknown): Reply {
  return reply.withBody?.(body) ?? { ...reply, body };
}

/** Everything of a reply that is known before its body is read. */
type Head = Omit<Reply, 'body'>;

export async function readReply(operation: Operation, received: Received, reading: Reading): Promise<Reply> {
  const { status, headers, url } = received;
  const documented = documentedReply(operation, status);
  const { accept } = reading;
  const types = accept !== undefined && isSuccess(status) ? rangesOf(accept) : [documented ?? []].flat();
  const due = dueOf(types, headers.get('content-type'), status, operation.files);
  const head: Head = {
    status,
    url,
    headers,
    isDocumented: documented !== undefined || Object.keys(operation.replies).length === 0,
    contentType: due.contentType,
    text: undefined,
    flaw: due.flaw,
    response: () => responseFrom(received, null),
  };
  if (operation.method === 'HEAD' || statusesWithoutContent.has(status)) {
    return { ...head, contentType: undefined, body: undefined, flaw: undefined };
  }
  if (isSuccess(status) && due.flaw === undefined) {
    if (reading.demand === 'stream') return openReply(received, reading, head);
    const items = itemsOf(operation, received, due, reading);
    if (items && reading.demand === 'data') return { ...head, ...items };
  }
  return readWhole(received, due, head, types, reading, xmlReader(operation, status));
}

/** The media types of an `Accept`: RFC 9110 §12.5.1. */
function rangesOf(accept: string): string[] {
  return accept.split(',').map((range) => range.replace(/;\s*q=[\d.]+/i, '').trim());
}

/** A body as a whole. What is wrong with it is said in the reply, for whoever turns that into an error. */
async function readWhole(
  received: Received,
  { kind }: Due,
  head: Head,
  types: readonly string[],
  reading: Reading,
  xml: ((text: string) => unknown) | undefined,
): Promise<Reply> {
  const { demand } = reading;
  const contentType = received.headers.get('content-type') ?? '';
  try {
    const bytes = await bytesOf(received, reading);
    const read: Head = { ...head, response: () => responseFrom(received, bytes) };
    if (demand === 'bytes' && isSuccess(head.status)) return { ...read, body: bytes };
    // A file and a text may be empty; JSON is not, nor is what nobody described anything then.
    const isNothing = kind === 'json' || types.length === 0 || !isSuccess(head.status);
    if (bytes.byteLength === 0 && isNothing) {
      return { ...read, text: '', contentType: undefined, body: undefined, flaw: missing(head, types) };
    }
    if (xml && isXml(contentType)) {
      const text = textOf(bytes, contentType);
      const value = attempt(() => xml(text));
      // Every caller's own is made of the text: see revivedReply.
      if ('value' in value) return { ...read, text, body: text };
      const flaw = head.flaw ?? `its ${typeShown(contentType)} body is no XML that can be read`;
      return { ...read, text, body: text, flaw, cause: value.cause };
    }
    if (kind !== 'json' && kind !== 'text') {
      return { ...read, body: new Blob([bytes], { type: contentType }) };
    }
    if (kind === 'text') {
      const text = textOf(bytes, contentType);
      return { ...read, text, body: text };
    }
    const text = jsonTextOf(bytes, contentType);
    const json = parsed(text);
    if ('value' in json) return { ...read, text, body: json.value };
    return {
      ...read,
      text,
      body: text,
      flaw: head.flaw ?? `its ${typeShown(contentType)} body ${json.flaw}`,
    };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    const { message, bytes, cause } = error;
    return {
      ...head,
      body: undefined,
      flaw: message,
      cause,
      response: () => responseFrom(received, bytes.slice()),
    };
  }
}

/** What reads the XML of this status, where it documents an object or a list. */
function xmlReader({ replies, xml }: Operation, status: number): ((text: string) => unknown) | undefined {
  const place = placeOf(replies, status);
  const node = place === undefined ? undefined : xml?.replies?.[place];
  return xml && node && ((text) => xml.by.readXml(node, text));
}

function attempt(read: () => unknown): { readonly value: unknown } | { readonly cause: unknown } {
  try {
    return { value: read() };
  } catch (cause) {
    return { cause };
  }
}

/** A stream of items, where that is due. */
function itemsOf(
  operation: Operation,
  received: Received,
  { kind }: Due,
  reading: Reading,
): Pick<Reply, 'body' | 'streamed' | 'isItems'> | undefined {
  const flow = (): Flow =>
    new Flow(received.body ?? nothing(), kind === 'events' ? reading : wholeOrFlawed(reading));
  const { maxBytes, reconnection } = reading;
  if (kind === 'events') {
    const format = eventFormat(operation.items?.json, maxBytes, itemReader(operation));
    const feed = new EventFeed(flow(), format, reconnection);
    return { body: streamOf(feed.events(), () => feed.letGo()), streamed: feed.ended, isItems: true };
  }
  if (kind !== 'lines' && kind !== 'sequence') return undefined;
  const items = flow();
  const generator = jsonItems(items, kind, itemReader(operation), maxBytes);
  return { body: streamOf(generator, () => items.cancel()), streamed: items.ended, isItems: true };
}

function itemReader({ items, conversion }: Operation): ItemReader {
  const codec = items?.codec;
  if (codec === undefined || conversion === undefined) return jsonItem;
  return (text) => conversion.revived(codec, jsonItem(text), text);
}

/** A reply whose body nobody reads here; it is watched only to know when it ends. */
export function openReply(received: Received, reading: Terms, head: Head = undescribed(received)): Reply {
  if (!received.body) return { ...head, body: undefined };
  const flow = new Flow(received.body, wholeOrFlawed(reading));
  const open = responseFrom(received, flow.toStream());
  return { ...head, body: open.body, response: () => open, streamed: flow.ended };
}

function undescribed(received: Received): Head {
  const { status, url, headers } = received;
  return {
    status,
    url,
    headers,
    isDocumented: true,
    contentType: undefined,
    text: undefined,
    flaw: undefined,
    response: () => responseFrom(received, null),
  };
}

/** Who reads a file or a list wants all of it: that it broke off is a flaw of the reply, not of the connection alone. */
function wholeOrFlawed(terms: Terms): Terms {
  return {
    ...terms,
    explain: (error) => {
      const isOurs = terms.signal.aborted || error instanceof IdleError || error instanceof Flaw;
      return terms.explain(isOurs ? error : new Flaw(brokenOff, new Uint8Array(), quotable(error)));
    },
  };
}

const brokenOff = 'its body broke off, or is not in the coding it says';

function nothing(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}

/** A success that brought nothing although the spec promises something. */
function missing({ status, flaw }: Head, types: readonly string[]): string | undefined {
  if (!isSuccess(status) || types.length === 0) return undefined;
  if (flaw !== undefined) return flaw;
  return `it is empty where ${types.join(' or ')} is documented`;
}
