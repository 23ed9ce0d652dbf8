/**
 * Another connection for a stream of events, through everything that the first one passed: signed,
 * retried, guarded, and in a time of its own. The stream's caller and its client can end all of them.
 */

import { errorOf } from './call.ts';
import type { Deadline, Deadlines } from './deadline.ts';
import { isSuccess } from './due.ts';
import type { Reconnection } from './event-stream.ts';
import { Exchange } from './exchange.ts';
import { endingOf, failureOf, interruptionOf } from './failure.ts';
import { Flow, type Terms } from './flow.ts';
import { kindOf } from './media-type.ts';
import { reconnectDefaults } from './policy/reconnect.ts';
import type { Received } from './received.ts';
import { readReply } from './reply.ts';
import type { Sender } from './send.ts';
import type { Settings } from './settings.ts';
import { setField } from './url.ts';
import type { Wish } from './wish.ts';

export interface ReconnectionPorts {
  readonly settings: Settings;
  readonly send: Sender;
  readonly deadlines: Deadlines;
}

/**
 * @param first how the stream was opened: its deadline ends the stream as a whole, its policy holds for each connection
 * @returns `undefined` where a lost connection is the end
 */
export function reconnectionFor(
  wish: Wish,
  first: Exchange,
  ports: ReconnectionPorts,
): Reconnection | undefined {
  const { reconnect, random } = ports.settings;
  const isWanted = wish.options.reconnect;
  // RFC 9110 §9.2.1: only what is safe is done again without anybody asking.
  const isOn = isWanted ?? (reconnect !== undefined && wish.operation.method === 'GET');
  if (!isOn) return undefined;
  return {
    ...(reconnect ?? reconnectDefaults),
    isWanted,
    random,
    wait: (delayMs, left) => pause(delayMs, first.deadline, left, wish.operation.id),
    open: (lastEventId) => connect(wish, first, lastEventId, ports),
  };
}

async function connect(
  wish: Wish,
  first: Exchange,
  lastEventId: string | undefined,
  { settings, send, deadlines }: ReconnectionPorts,
): Promise<Flow | undefined> {
  const { operation } = wish;
  const { clock, maxResponseBytes } = settings;
  const { timeout } = first.policy;
  const prepared = wish.prepare();
  // WHATWG HTML §9.2.3: an empty one, with which a server takes back what it sent before, is none.
  if (lastEventId !== undefined && lastEventId !== '')
    setField(prepared.headers, 'last-event-id', asBytes(lastEventId), operation);
  const deadline = deadlines.start(timeout.totalMs, first.deadline.signal);
  const exchange = new Exchange(operation, prepared, { ...first.terms, deadline });
  try {
    const received = await send(exchange);
    const terms: Terms = {
      signal: deadline.signal,
      idleMs: timeout.idleMs,
      explain: (error) => interruptionOf(error, exchange, received),
    };
    if (isEvents(received)) {
      deadline.lift();
      const flow = new Flow(received.body, terms);
      flow.ended.then(() => deadlines.end(deadline));
      return flow;
    }
    // WHATWG HTML §9.2.5: a server that wants no more of it says 204.
    const reading = {
      ...terms,
      maxBytes: maxResponseBytes,
      totalMs: timeout.totalMs,
      demand: 'bytes',
      reconnection: undefined,
    } as const;
    const reply = await readReply(operation, received, reading);
    deadlines.end(deadline);
    if (reply.status === 204) return undefined;
    const flaw = isSuccess(reply.status) ? 'it is no stream of events any more' : reply.flaw;
    throw errorOf({
      operation,
      reply: { ...reply, flaw },
      attempts: exchange.attempts,
      endedAt: clock.wall(),
    });
  } catch (error) {
    deadlines.end(deadline);
    throw failureOf(error, exchange);
  }
}

function isEvents(received: Received): received is Received & { readonly body: ReadableStream<Uint8Array> } {
  const type = received.headers.get('content-type') ?? '';
  return isSuccess(received.status) && received.body !== null && kindOf(type) === 'events';
}

/** WHATWG HTML §9.2.3: the identifier goes out in UTF-8; a header takes one character for each byte. */
function asBytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Resolves after that time, or when the reader has left; rejects when the call is ended. */
function pause(delayMs: number, whole: Deadline, left: AbortSignal, operation: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const end = (): void => {
    clearTimeout(timer);
    if (whole.hasEnded) reject(endingOf(whole, operation, 0));
    else resolve();
  };
  const either = AbortSignal.any([whole.signal, left]);
  const timer = setTimeout(end, delayMs);
  if (either.aborted) end();
  else either.addEventListener('abort', end, { once: true });
  return promise.finally(() => either.removeEventListener('abort', end));
}
