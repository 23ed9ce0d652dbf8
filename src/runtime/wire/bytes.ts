/**
 * Bodies that are bytes: handed on as they are, and never gathered. A stream can be sent once; whatever
 * else it is can be sent again.
 */

import type { EncodedBody } from '../body.ts';
import { kindOf, Unwritable } from './unwritable.ts';

/** Bytes, or what gives them. Streams of Node are async iterables. */
export type BinaryBody =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** Text, or the bytes of one. */
export type TextBody = string | BinaryBody;

/** What a platform sends without further ado, in chunks or at once. */
export type Content = string | Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

export function isBytes(value: unknown): value is BinaryBody {
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof ReadableStream ||
    isAsyncIterable(value)
  );
}

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** @throws {Unwritable} It is no bytes, or a stream that was read before. */
export function bytesOf(value: unknown): Content {
  if (typeof value === 'string' || value instanceof Blob) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return viewOf(value);
  if (value instanceof ReadableStream) {
    if (!value.locked) return value;
    throw new Unwritable('is a stream that somebody else is reading');
  }
  if (isAsyncIterable(value)) return streamOf(value);
  throw new Unwritable(`is ${kindOf(value)} where bytes or text are due`);
}

/** The same bytes; shared memory, which may change while it is sent, as it is now. */
function viewOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array<ArrayBuffer> {
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer, byteOffset, byteLength);
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}

/** @param contentType As it is sent. */
export function bytesBody(value: unknown, contentType: string): EncodedBody {
  const content = bytesOf(value);
  return { content, contentType, isReplayable: !(content instanceof ReadableStream) };
}

/**
 * A stream of what an iterable gives, one item per pull; letting go of it lets go of the iterable.
 *
 * `ReadableStream.from` does this, but not in every runtime.
 */
export function streamOf<Item>(
  items: AsyncIterable<Item>,
  encode: (item: Item) => Uint8Array = bytesOfChunk,
): ReadableStream<Uint8Array> {
  const iterator = items[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encode(value));
    },
    async cancel(reason) {
      await iterator.return?.(reason);
    },
  });
}

const encoder = new TextEncoder();

function bytesOfChunk(chunk: unknown): Uint8Array {
  if (typeof chunk === 'string') return encoder.encode(chunk);
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError('a stream that is a body gives bytes or text');
}
