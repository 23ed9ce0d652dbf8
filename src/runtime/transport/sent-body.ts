/**
 * A body as a transport sends it: a piece at a time, as the socket takes them, and each time it takes more,
 * whoever waits for the answer hears of it.
 */

import { UnreadableBody } from '../unreadable-body.ts';
import { passed } from './passing-pieces.ts';

/** A body in memory up to here is written at once, in bytes; a larger one in pieces of that size. */
export const pieceBytes = 256 * 1024;

/**
 * By way of a stream of our own, since the pieces of a Blob's own are each moved from one buffer to another: a
 * process holds some ten MiB less (bench, `transfer`).
 */
export function streamed(body: ReadableStream<Uint8Array>, onTaken: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      onTaken();
      const { done, value } = await reader.read().catch((reason: unknown) => {
        throw new UnreadableBody(reason);
      });
      if (done) return controller.close();
      passed(value);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** The same bytes, none of them copied. */
export function inPieces(bytes: Uint8Array, onTaken: () => void): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      onTaken();
      controller.enqueue(bytes.subarray(at, at + pieceBytes));
      at += pieceBytes;
      if (at >= bytes.byteLength) controller.close();
    },
  });
}
