/**
 * Bodies that are read for as long as they last: files handed on unread, and server-sent events.
 */

import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';

/** One event of a `text/event-stream`: WHATWG HTML §9.2. `data` is its lines joined by newlines. */
export type ServerSentEvent = EventSourceMessage;

/** What to throw at the reader of a stream that broke. */
export type Explain = (error: unknown) => unknown;

export const asItIs: Explain = (error) => error;

export interface Watched {
  readonly stream: ReadableStream<Uint8Array>;
  /** Settles when nobody reads any more: at the end, at a failure, or when the reader leaves. */
  readonly streamed: Promise<void>;
}

/** The same bytes, and word of when they end. */
export function watched(source: ReadableStream<Uint8Array>, explain: Explain): Watched {
  const { promise: streamed, resolve: end } = Promise.withResolvers<void>();
  const reader = source.getReader();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
        end();
        throw explain(error);
      }
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
  return { stream, streamed };
}

/** The events of a stream; a reader who leaves cancels it. */
export function eventsOf(stream: ReadableStream<Uint8Array>): AsyncIterable<ServerSentEvent> {
  return stream.pipeThrough(utf8()).pipeThrough(new EventSourceParserStream());
}

/** WHATWG HTML §9.2.6: an event stream is UTF-8, whatever its content type says. */
function utf8(): TransformStream<Uint8Array, string> {
  const decoder = new TextDecoder();
  return new TransformStream({
    transform: (chunk, controller) => controller.enqueue(decoder.decode(chunk, { stream: true })),
    flush: (controller) => controller.enqueue(decoder.decode()),
  });
}
