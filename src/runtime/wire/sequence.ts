/**
 * Bodies of many JSON texts: NDJSON, a line each, and RFC 7464's sequences, a record each. A list is
 * written at once; what comes over time is sent as it comes.
 */

import type { EncodedBody } from '../body.ts';
import { bytesBody, isAsyncIterable, isBytes, streamOf } from './bytes.ts';
import { type Json, jsonText } from './json.ts';
import { kindOf, Unwritable } from './unwritable.ts';

/** What such a body can be: items, or the text of all of them. */
export type SequenceBody<Item> = Iterable<Item> | AsyncIterable<Item> | Blob | ReadableStream;

export interface SequenceFormat {
  readonly contentType: string;
  /** What comes before each text; RFC 7464 §2.2: a record separator. */
  readonly before: '' | '\x1e';
  readonly json: Json;
}

export function sequenceBody(value: unknown, { contentType, before, json }: SequenceFormat): EncodedBody {
  const line = (item: unknown) => `${before}${jsonText(item, json)}\n`;
  if (typeof value === 'string' || value instanceof Blob) return bytesBody(value, contentType);
  if (isAsyncIterable(value)) {
    // Chunks of bytes are written already.
    const encode = (item: unknown) => (item instanceof Uint8Array ? item : encoder.encode(line(item)));
    return { content: streamOf(value, encode), contentType, isReplayable: false };
  }
  if (isBytes(value)) return bytesBody(value, contentType);
  if (!isIterable(value)) throw new Unwritable(`is ${kindOf(value)} where items are due`);
  let text = '';
  for (const item of value) text += line(item);
  return { content: text, contentType, isReplayable: true };
}

const encoder = new TextEncoder();

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
