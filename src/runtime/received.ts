/**
 * A reply as it comes from a transport, its body unread: what a web `Response` and our own leaner one have in
 * common, and all that the runtime asks of either.
 */

import type { ReadonlyFields } from './fields.ts';
import type { BodyContent } from './platform-types.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Received {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: ReadonlyFields;
  /** `null` where the reply has no content. Made when it is first asked for. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  blob(): Promise<Blob>;
  /** Whether there may be content, known without making `body`. A `Response` says so by its `body` alone. */
  readonly hasContent?: boolean;
  /**
   * All of it, where that can be had without making `body`. A `Response` has its stream for that.
   *
   * @param maxBytes More than these, decoded, are not waited for.
   * @throws {TooLarge} There are more.
   */
  bytesWithin?(maxBytes: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Nobody will read it: whatever it holds is free again. A `Response` has `body.cancel` instead. */
  discard?(): void;
}

/** A body has more bytes than somebody wants. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  /** What was read of it until then. */
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super('the body is too large');
    this.bytes = bytes;
  }
}

/** Whether there may be content to read. */
export function hasContent(received: Received): boolean {
  return received.hasContent ?? received.body !== null;
}

/** Nobody will read it: its connection is wanted for others. */
export function discard(received: Received): void {
  if (received.discard) received.discard();
  else received.body?.cancel().catch(() => {});
}

/** A web `Response` with another body, or the same; what a caller gets to see. */
export function responseFrom(
  { status, statusText, headers, url }: Omit<Received, 'body' | 'text' | 'arrayBuffer' | 'blob'>,
  content: BodyContent | null,
): Response {
  const response = new Response(content, { status, statusText, headers: new Headers([...headers]) });
  return Object.defineProperty(response, 'url', { value: url });
}

/** Pieces put together. */
export function joined(pieces: readonly Uint8Array[], sizeBytes: number): Bytes {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
