/// <reference lib="esnext.disposable" preserve="true" />

/**
 * Replies that are read item by item for as long as they last: events, lines of JSON, JSON sequences.
 */

/** Items of a reply, in the order in which they come. */
export interface Stream<Item> extends AsyncIterable<Item, undefined, undefined>, AsyncDisposable {
  /** Ends it, and lets go of its connection. Leaving a `for await` does the same. */
  cancel(): Promise<void>;
}

/** One event of a `text/event-stream`: WHATWG HTML §9.2. */
export interface ServerSentEvent<Data = string, Event extends string = string> {
  /** Its `event` field; `message` where it has none. */
  readonly event: Event;
  /** Its `data` lines, joined by newlines; parsed where the spec says that they are JSON. */
  readonly data: Data;
  /** The last `id` that was sent, with this event or before it. */
  readonly id: string | undefined;
}

/**
 * A stream of what a generator yields. It is read once: who comes later goes on where the one before stopped.
 *
 * @param letGo frees the connection; called once, however the stream ends
 */
export function streamOf<Item>(
  items: AsyncGenerator<Item, undefined, undefined>,
  letGo: () => void,
): Stream<Item> {
  const cancel = async (): Promise<void> => {
    // First the connection: a generator that waits for it does not return before it is gone.
    letGo();
    await items.return(undefined);
  };
  return { [Symbol.asyncIterator]: () => items, cancel, [Symbol.asyncDispose]: cancel };
}
