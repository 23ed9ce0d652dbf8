/**
 * The object a caller holds: a promise of the data, and two other views of the same outcome.
 */

import { isSuccess } from './due.ts';
import { DecodeError, ResponseError, UnexpectedResponseError } from './errors.ts';
import type { Operation } from './operation.ts';
import { nameOf } from './operation-name.ts';
import { waitHintMs } from './policy/wait-hint.ts';
import type { Reply, Wanted } from './reply.ts';
import type { Answer, CacheVerdict, Call, Source } from './result.ts';

/** How a call ended, when it ended with a reply. */
export interface Outcome {
  readonly operation: Operation;
  readonly reply: Reply;
  readonly source: Source;
  readonly cache: CacheVerdict;
  /** The member of `Cache-Status` that is ours; written when it is asked for. */
  readonly cacheStatus: () => string;
  readonly attempts: number;
  readonly durationMs: number;
  /** Of the entry that answered, in milliseconds; `undefined` where none did. */
  readonly ageMs: number | undefined;
  readonly endedAt: number;
}

export class PendingCall<Data, Result> implements Call<Data, Result> {
  readonly [Symbol.toStringTag] = 'Call';
  readonly #outcome: Promise<Outcome>;
  readonly #wanted: Wanted;

  constructor(outcome: Promise<Outcome>, wanted: Wanted = { demand: 'data' }) {
    this.#outcome = outcome;
    this.#wanted = wanted;
  }

  // biome-ignore lint/suspicious/noThenProperty: a call is a promise
  then<Fulfilled = Data, Rejected = never>(
    onFulfilled?: ((data: Data) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#outcome
      .then((outcome) => asDocumented<Data>(successBody(outcome)))
      .then(onFulfilled, onRejected);
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Data | Rejected> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Data> {
    return this.then().finally(onFinally);
  }

  async result(): Promise<Result> {
    const outcome = await this.#outcome;
    const { reply } = outcome;
    const { status, contentType } = reply;
    const response = marked(outcome);
    if (isSuccess(status))
      return asDocumented<Result>({ ok: true, status, contentType, data: successBody(outcome), response });
    if (!isKnown(reply)) throw errorOf(outcome);
    return asDocumented<Result>({ ok: false, status, contentType, error: reply.body, response });
  }

  async blob(): Promise<Blob> {
    this.#wanted.demand = 'bytes';
    return (await this.#body()).blob();
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#wanted.demand = 'bytes';
    return new Uint8Array(await (await this.#body()).arrayBuffer());
  }

  async stream(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    this.#wanted.demand = 'stream';
    return (await this.#body()).body ?? new Blob().stream();
  }

  /** The response of a success, to be read as the caller likes. */
  async #body(): Promise<Response> {
    const outcome = await this.#outcome;
    successBody(outcome);
    return outcome.reply.response();
  }

  async withResponse(): Promise<Answer<Data>> {
    const outcome = await this.#outcome;
    const data = asDocumented<Data>(successBody(outcome));
    const { source, cache, attempts, durationMs } = outcome;
    const response = marked(outcome);
    return { data, response, source, cache, cacheStatus: outcome.cacheStatus(), attempts, durationMs };
  }
}

/** The response, and what was done to get it: RFC 9211 has each cache add itself at the end. */
function marked({ reply, cacheStatus }: Outcome): Response {
  const response = reply.response();
  const own = cacheStatus();
  // A stream is one response, however often it is looked at.
  if (!response.headers.get('cache-status')?.endsWith(own)) response.headers.append('cache-status', own);
  return response;
}

/** The one place where a body takes on the type that the spec gives it. */
function asDocumented<Documented>(body: unknown): Documented {
  return body as Documented;
}

/**
 * A success that the spec does not know is data too: refusing a write that went through because it
 * said 201 where 200 is documented would only make the caller repeat it.
 */
function successBody(outcome: Outcome): unknown {
  if (!isUsable(outcome.reply)) throw errorOf(outcome);
  return outcome.reply.body;
}

/** A success, read and not refused. */
export function isUsable({ status, flaw, refusal }: Reply): boolean {
  return isSuccess(status) && flaw === undefined && !refusal;
}

type Ending = Pick<Outcome, 'operation' | 'reply' | 'attempts' | 'endedAt'>;

/** The error that an outcome amounts to; its name in events, too. */
export function errorOf(outcome: Ending): ResponseError | UnexpectedResponseError | DecodeError {
  const { operation, reply, attempts } = outcome;
  const { status } = reply;
  const waitMs = waitHintMs(reply, outcome.endedAt);
  const circumstances = {
    operation: operation.id,
    attempts,
    status,
    response: () => reply.response(),
    cause: reply.cause,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
  };
  const answered = `${nameOf(operation)} answered ${status}`;
  if (reply.refusal) return reply.refusal(circumstances);
  if (isSuccess(status)) {
    return new DecodeError(`${answered}, which could not be read: ${reply.flaw}.`, circumstances);
  }
  if (!isKnown(reply)) {
    const why = reply.isDocumented ? `but ${reply.flaw}` : 'which the spec does not document';
    return new UnexpectedResponseError(`${answered}, ${why}.`, circumstances);
  }
  return new ResponseError(`${answered}.`, reply.body, { ...circumstances, descriptor: operation });
}

/** A failure as the spec has it; the page of some proxy is none, whatever its status. */
function isKnown({ isDocumented, flaw }: Reply): boolean {
  return isDocumented && flaw === undefined;
}
