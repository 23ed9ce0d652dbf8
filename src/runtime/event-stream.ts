/**
 * Server-sent events, WHATWG HTML §9.2: the events of one connection, and of those that follow when it
 * is lost. Where a new one takes up is told by `Last-Event-ID`.
 */

import { Flaw } from './content.ts';
import {
  CircuitOpenError,
  ConnectionError,
  ResponseError,
  TimeoutError,
  UnexpectedResponseError,
} from './errors.ts';
import { type EventBlock, EventBlocks } from './event-blocks.ts';
import type { Flow } from './flow.ts';
import { type ItemReader, jsonItem } from './json-items.ts';
import { leastRetryMs, mayComeBack, type ReconnectLimits, reconnectDelayMs } from './policy/reconnect.ts';
import type { ServerSentEvent } from './stream.ts';

/** How a stream of events gets other connections after its first. */
export interface Reconnection extends ReconnectLimits {
  /** True: whenever one ends. False: never. Left out: where the server has spoken of it, by an `id` or by `retry`. */
  readonly isWanted: boolean | undefined;
  /** Another connection; `undefined` where the server says that there is no more (204). */
  open(lastEventId: string | undefined): Promise<Flow | undefined>;
  /** Resolves after that time, or as soon as the reader has left; rejects when the call is ended. */
  wait(delayMs: number, left: AbortSignal): Promise<void>;
  readonly random: () => number;
}

/** What is made of the events of one operation. */
export interface EventFormat {
  /** Reads the data of an event, by its name. */
  read(data: string, event: string): unknown;
  /** Whether this is no event, but says that there are no more. */
  isEnd(data: string): boolean;
  /** Whether it has nothing where there should be JSON: some servers send such a thing for a sign of life. */
  isVoid(data: string, event: string): boolean;
  readonly maxEventBytes: number;
}

/** Text of `data` that ends a stream of JSON; no JSON itself, so that no event can be taken for it. */
const sentinel = /^\[done\]$/i;

/** @param json Whether data is JSON: of every event, of those with these names, or of none. */
export function eventFormat(
  json: true | readonly string[] | undefined,
  maxEventBytes: number,
  readJson: ItemReader = jsonItem,
): EventFormat {
  const isJson = (event: string): boolean => json === true || (json?.includes(event) ?? false);
  return {
    read: (data, event) => (isJson(event) ? readJson(data) : data),
    isVoid: (data, event) => data === '' && isJson(event),
    isEnd: (data) => json !== undefined && sentinel.test(data),
    maxEventBytes,
  };
}

/** The events of a stream; leaving early lets go of it. */
export class EventFeed {
  /** Settles when nobody reads any more. */
  readonly ended: Promise<void>;
  readonly #format: EventFormat;
  readonly #reconnection: Reconnection | undefined;
  readonly #left = new AbortController();
  #flow: Flow;
  #isBegun = false;
  #lastEventId: string | undefined;
  /** The reconnection time that the server has set, in milliseconds. */
  #timeMs: number | undefined;
  /** Connections in a row that brought no event. */
  #failures = 0;

  constructor(flow: Flow, format: EventFormat, reconnection?: Reconnection) {
    this.#flow = flow;
    this.#format = format;
    this.#reconnection = reconnection;
    this.ended = new Promise((resolve) => {
      this.#left.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    // Where nobody ever reads it, its first connection is all there is.
    flow.ended.then(() => {
      if (!this.#isBegun) this.letGo();
    });
  }

  get #isOver(): boolean {
    return this.#left.signal.aborted;
  }

  /** Ends the stream and its connection. */
  letGo(): void {
    this.#left.abort();
    this.#flow.cancel();
  }

  async *events(): AsyncGenerator<ServerSentEvent<unknown>, undefined, undefined> {
    this.#isBegun = true;
    try {
      do yield* this.#eventsOfOne();
      while (await this.#reconnect());
      return undefined;
    } finally {
      this.letGo();
    }
  }

  /** The events of one connection. Where another may follow, losing it is no error. */
  async *#eventsOfOne(): AsyncGenerator<ServerSentEvent<unknown>> {
    try {
      for await (const { id, event = 'message', data } of this.#blocks()) {
        this.#lastEventId = id ?? this.#lastEventId;
        if (data === undefined) continue;
        this.#failures = 0;
        if (this.#format.isEnd(data)) return this.letGo();
        if (this.#format.isVoid(data, event)) continue;
        yield { event, data: this.#format.read(data, event), id: this.#lastEventId };
      }
    } catch (error) {
      const explained = this.#flow.explained(error);
      if (!isLost(explained) || !this.#mayReconnect()) throw explained;
    } finally {
      this.#flow.cancel();
    }
  }

  async *#blocks(): AsyncGenerator<EventBlock> {
    const { maxEventBytes } = this.#format;
    const blocks = new EventBlocks((timeMs) => {
      this.#timeMs = Math.max(timeMs, leastRetryMs);
    });
    // WHATWG HTML §9.2.6: UTF-8, whatever the content type says.
    const decoder = new TextDecoder();
    for (let chunk = await this.#flow.read(); chunk; chunk = await this.#flow.read()) {
      yield* blocks.read(decoder.decode(chunk, { stream: true }));
      if (blocks.length > maxEventBytes) throw tooLong(maxEventBytes);
    }
  }

  /** Whether there is another connection to read. */
  async #reconnect(): Promise<boolean> {
    const reconnection = this.#reconnection;
    while (reconnection && this.#mayReconnect()) {
      const { delayMs, random } = reconnection;
      const waitMs = reconnectDelayMs(this.#failures, this.#timeMs ?? delayMs, reconnection, random);
      this.#failures += 1;
      await reconnection.wait(waitMs, this.#left.signal);
      if (this.#isOver) return false;
      try {
        const flow = await reconnection.open(this.#lastEventId);
        if (!flow) return false;
        this.#flow = flow;
        // It may have been left while the connection was made.
        if (this.#isOver) flow.cancel();
        return !this.#isOver;
      } catch (error) {
        if (!isLost(error) || !this.#mayReconnect()) throw error;
      }
    }
    return false;
  }

  /** A server that never spoke of coming back would begin all over again. */
  #mayReconnect(): boolean {
    if (!this.#reconnection || this.#isOver) return false;
    const { isWanted, maxAttempts } = this.#reconnection;
    const isResumable = this.#lastEventId !== undefined || this.#timeMs !== undefined;
    return (isWanted ?? isResumable) && this.#failures < maxAttempts;
  }
}

/** A connection that is lost, or a server that is not ready, may come back; anything else is an answer. */
function isLost(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  if (error instanceof CircuitOpenError) return true;
  const isReply = error instanceof ResponseError || error instanceof UnexpectedResponseError;
  return isReply && mayComeBack(error.status);
}

function tooLong(maxEventBytes: number): Flaw {
  return new Flaw(`an event is longer than \`maxResponseBytes\` (${maxEventBytes})`, new Uint8Array());
}
