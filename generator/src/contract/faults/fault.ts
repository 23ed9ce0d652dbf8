/**
 * What goes wrong on purpose, and what the runtime promises then: docs/resilience.md. A fault is a transport that
 * never reaches a network, so that neither ports nor load have a say in what is judged.
 */

import { isIdempotent } from './repeatable.ts';

/** What the runtime threw, as far as it is judged. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly status?: unknown;
  readonly attempts?: unknown;
  readonly retryAfterMs?: unknown;
  readonly limit?: unknown;
  readonly networkCode?: unknown;
}

export interface Fault {
  /** As a report has it. */
  readonly title: string;
  answer(request: Request, success: Success): Promise<Response>;
  /** Whether what may be repeated is. */
  readonly isRepeated: boolean;
  /** Names of errors of which one must be thrown. */
  errors(success: Success): readonly string[];
  /** What else holds of the error. */
  readonly holds?: Readonly<Partial<Thrown>>;
}

/** What the operation promises when all is well. */
export interface Success {
  readonly status: number;
  /** Its first content is JSON, and read as a whole. */
  readonly isJson: boolean;
}

/** Attempts in all where a failed one is repeated. */
export const maxAttempts = 3;
/** No clock decides whether it is over: whoever hangs is asked first, and never answers. */
export const attemptMs = 5;

/** Longer than any call may take: it is given up at once. */
const farAway = 3_600;

const refused = ['ResponseError', 'UnexpectedResponseError'];

export const faults: readonly Fault[] = [
  {
    title: '429 with a Retry-After beyond the deadline',
    answer: async () => new Response('{}', { status: 429, headers: retryAfter(farAway) }),
    isRepeated: false,
    errors: () => refused,
    holds: { status: 429, retryAfterMs: farAway * 1_000 },
  },
  {
    title: '429 with a Retry-After of 0 s',
    answer: async () => new Response('{}', { status: 429, headers: retryAfter(0) }),
    isRepeated: true,
    errors: () => refused,
    holds: { status: 429 },
  },
  {
    title: '500',
    answer: async () => new Response('{}', { status: 500, headers: json }),
    isRepeated: true,
    errors: () => refused,
    holds: { status: 500 },
  },
  {
    title: 'connection reset',
    answer: () => Promise.reject(new TypeError('fetch failed', { cause: reset() })),
    isRepeated: true,
    errors: () => ['ConnectionError'],
    holds: { networkCode: 'ECONNRESET' },
  },
  {
    title: 'timeout',
    answer: ({ signal }) => hanging(signal),
    isRepeated: true,
    errors: () => ['TimeoutError'],
    holds: { limit: 'attempt' },
  },
  {
    title: 'garbage',
    answer: async (request, { status }) =>
      new Response(hasNoBody(request, status) ? null : '{"truncated": [', { status, headers: json }),
    // It was answered: asking again is the caller's business.
    isRepeated: false,
    errors: ({ isJson }) => (isJson ? ['DecodeError'] : []),
  },
];

const json = { 'content-type': 'application/json' };

function retryAfter(seconds: number): Record<string, string> {
  return { ...json, 'retry-after': String(seconds) };
}

function reset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

function hanging(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  return promise;
}

function hasNoBody({ method }: Request, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 205 || status === 304;
}

/** Attempts that the runtime promises for this request. */
export function attemptsFor(fault: Fault, request: Request, isReplayable: boolean): number {
  const mayRepeat = isIdempotent(request.method) || request.headers.has('idempotency-key');
  return fault.isRepeated && isReplayable && mayRepeat ? maxAttempts : 1;
}
