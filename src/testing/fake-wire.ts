/**
 * A transport that the test answers by hand, request by request, in the order in which they came.
 * Like `fetch` it rejects when a request's signal aborts, unless told to `hang`.
 */

import type { BodyContent } from '../runtime/platform-types.ts';
import type { Transport } from '../runtime/ports.ts';

/** What a reply may carry: plain objects and arrays go out as JSON. */
export type ReplyBody = BodyContent | object | null;

/** One request that waits for its answer. */
export interface Arrival {
  readonly request: Request;
  reply(status: number, body?: ReplyBody, headers?: Readonly<Record<string, string>>): void;
  fail(error: unknown): void;
  /** Never answers, not even to an abort. */
  hang(): void;
}

/** Answers without the test's hand; `undefined` leaves the request to it. */
export type Rule = (request: Request) => Response | Error | undefined;

export interface FakeWire extends Transport {
  /** Every request that ever came. */
  readonly requests: readonly Request[];
  /** The oldest unanswered request. It is taken: the next call gives the next one. */
  next(): Arrival;
  /** The same, as soon as there is one. */
  arrival(): Promise<Arrival>;
  /** Waits until that many requests have come, answered or not. */
  requested(count: number): Promise<void>;
  /** From now on, whatever the rule has an answer for is answered at once. */
  always(rule: Rule): void;
}

interface Waiting extends Arrival {
  isOpen: boolean;
}

/** Taken before a test runner replaces them: fake time does not hold up what needs none. */
const { setImmediate: realImmediate, setTimeout: realTimeout } = globalThis;

/** One turn of the event loop: everything that was due has happened. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    // Where there is no such thing, the shortest timer is as close as one gets.
    if (realImmediate) realImmediate(resolve);
    else realTimeout(resolve, 0);
  });
}

/** Turns of the event loop after which a request that has not come will not come. */
const enoughTurns = 20_000;

export function fakeWire(): FakeWire {
  const requests: Request[] = [];
  const waiting: Waiting[] = [];
  let rule: Rule = () => undefined;

  const transport: Transport = (request) => {
    requests.push(request);
    const answer = rule(request);
    if (answer instanceof Error) return Promise.reject(answer);
    if (answer) return Promise.resolve(answer);
    const { promise, arrival } = waitFor(request);
    waiting.push(arrival);
    return promise;
  };

  const take = (): Waiting | undefined => {
    while (waiting[0] && !waiting[0].isOpen) waiting.shift();
    return waiting.shift();
  };

  return Object.assign(transport, {
    requests,
    next: () => {
      const arrival = take();
      if (!arrival) throw new Error(`no request waits for an answer; ${requests.length} came so far`);
      return arrival;
    },
    requested: async (count: number) => {
      for (let turns = 0; requests.length < count; turns += 1) {
        if (turns > enoughTurns) throw new Error(`${requests.length} requests came, not ${count}`);
        await turn();
      }
    },
    arrival: async () => {
      for (let turns = 0; turns < enoughTurns; turns += 1) {
        const arrival = take();
        if (arrival) return arrival;
        await turn();
      }
      throw new Error(`no request arrived; ${requests.length} came before`);
    },
    always: (next: Rule) => {
      rule = next;
    },
  });
}

function waitFor(request: Request): { promise: Promise<Response>; arrival: Waiting } {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const abort = (): void => {
    arrival.isOpen = false;
    reject(request.signal.reason);
  };
  const end = (): void => {
    arrival.isOpen = false;
    request.signal.removeEventListener('abort', abort);
  };
  const arrival: Waiting = {
    request,
    isOpen: true,
    reply: (status, body, headers) => {
      end();
      resolve(aReply(status, body, headers));
    },
    fail: (error) => {
      end();
      reject(error);
    },
    hang: end,
  };
  request.signal.addEventListener('abort', abort, { once: true });
  return { promise, arrival };
}

export function aReply(
  status: number,
  body: ReplyBody = null,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (!isPlain(body)) return new Response(body, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function isPlain(body: ReplyBody): body is object {
  if (Array.isArray(body)) return true;
  return typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype;
}

/** What `fetch` throws when there was no answer, as undici words it. */
export function networkError(
  code: string,
  syscall = code === 'ECONNREFUSED' ? 'connect' : 'read',
): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error(`${syscall} ${code}`), { code, syscall }),
  });
}
