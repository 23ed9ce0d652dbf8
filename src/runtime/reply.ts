/**
 * From a `Response` to what the caller gets. The body is read once, by the content type that came;
 * what the spec documents decides only whether that is what was due.
 */

import type { Codec } from './codec/codec.ts';
import { essence, isJson } from './media-type.ts';
import type { Reply as Documented, Operation } from './operation.ts';
import { isText } from './plan.ts';
import { asItIs, type Explain, eventsOf, watched } from './stream.ts';

/** A reply as the runtime hands it on. */
export interface Reply {
  readonly status: number;
  /** Whether the spec knows this status; always true where it documents none. */
  readonly isDocumented: boolean;
  /** The decoded body: parsed JSON, text, a `Blob`, events, or `undefined` for none. */
  readonly body: unknown;
  /** The text the body was parsed from; `undefined` where it was not text. */
  readonly text: string | undefined;
  /** Why the body is not what was due, where it is not. */
  readonly flaw: string | undefined;
  /** The response, its body readable even though it has been read. */
  readonly response: () => Response;
  /** Where the body is still being read when the reply is handed on: when that ends, however it ends. */
  readonly streamed?: Promise<void>;
}

/** RFC 9110 §15.3.5, §15.3.6, §15.4.5: these never have content. */
const statusesWithoutContent = new Set([204, 205, 304]);

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** What the spec says of a status: by number, by range, by `default`; `undefined` when nothing. */
export function documentedReply({ replies }: Operation, status: number): Documented | undefined {
  const named = placeOf(replies, status);
  return named === undefined ? undefined : replies[named];
}

/** Named, and not just truthy: `null` says that there is no content. */
function placeOf(replies: Operation['replies'], status: number): string | undefined {
  const places = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  return places.find((place) => Object.hasOwn(replies, place));
}

/** Where in a reply of this status there is something that JSON has no word for. */
export function codecOf({ replies, codecs = {} }: Operation, status: number): Codec | undefined {
  const place = placeOf(replies, status);
  return place !== undefined && Object.hasOwn(codecs, place) ? codecs[place] : undefined;
}

/** The reply with dates and long integers as its schema has them; its body must be the caller's own. */
export function revivedReply(operation: Operation, reply: Reply): Reply {
  const { conversion } = operation;
  if (conversion === undefined || reply.text === undefined || reply.flaw !== undefined) return reply;
  const codec = codecOf(operation, reply.status);
  return codec === undefined ? reply : { ...reply, body: conversion.revived(codec, reply.body, reply.text) };
}

export async function readReply(
  operation: Operation,
  response: Response,
  explain: Explain = asItIs,
): Promise<Reply> {
  const { status } = response;
  const documented = documentedReply(operation, status);
  const isDocumented = documented !== undefined || Object.keys(operation.replies).length === 0;
  const reply = { status, isDocumented, text: undefined, flaw: undefined, response: () => response };
  const isEmpty = operation.method === 'HEAD' || statusesWithoutContent.has(status) || !response.body;
  if (isEmpty) return { ...reply, body: undefined, flaw: missing(documented, response) };

  const type = essence(response.headers.get('content-type') ?? firstType(documented) ?? '');
  if (type === 'text/event-stream' && isSuccess(status)) {
    const { stream, streamed } = watched(response.body, explain);
    return { ...reply, body: eventsOf(stream), streamed };
  }
  if (!isText(type) && !(type === '' && !isSuccess(status))) {
    const blob = await response.blob();
    return { ...reply, body: blob, response: () => rebuild(response, blob), flaw: unlike(documented, type) };
  }

  const text = await response.text();
  const read = { ...reply, text, response: () => rebuild(response, text) };
  if (text === '') return { ...read, body: undefined, flaw: missing(documented, response) };
  if (!isJson(type)) return { ...read, body: text, flaw: unlike(documented, type) };
  try {
    return { ...read, body: JSON.parse(text) };
  } catch {
    return { ...read, body: text, flaw: `its ${type} body is not valid JSON` };
  }
}

/** A reply whose body nobody reads here; it is watched only to know when it ends. */
export function openReply(response: Response, explain: Explain = asItIs): Reply {
  const reply = {
    status: response.status,
    isDocumented: true,
    body: undefined,
    text: undefined,
    flaw: undefined,
  };
  if (!response.body) return { ...reply, response: () => response };
  const { stream, streamed } = watched(response.body, explain);
  const open = rebuild(response, stream);
  return { ...reply, response: () => open, streamed };
}

/** A success that brought nothing although the spec promises something. */
function missing(documented: Documented | undefined, response: Response): string | undefined {
  if (documented === undefined || documented === null || !isSuccess(response.status)) return undefined;
  if (statusesWithoutContent.has(response.status) || documented.length === 0) return undefined;
  return `it is empty where ${[documented].flat().join(' or ')} is documented`;
}

/** Text where only JSON is documented: most often the error page of something in between. */
function unlike(documented: Documented | undefined, type: string): string | undefined {
  const types = [documented ?? []].flat();
  if (types.length === 0 || types.some((due) => !isJson(due))) return undefined;
  return `its content type is ${type} where ${types.join(' or ')} is documented`;
}

function firstType(documented: Documented | undefined): string | undefined {
  return [documented ?? []].flat()[0];
}

/** The same response with its content to read again, from its start, by whoever asks. */
function rebuild(response: Response, content: BodyInit): Response {
  const { status, statusText, headers, url } = response;
  const again = new Response(content, { status, statusText, headers });
  return Object.defineProperty(again, 'url', { value: url });
}
