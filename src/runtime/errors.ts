/**
 * The errors of a call, by where its journey ended. Each has a stable `code`, names the operation,
 * counts its attempts, and says in one sentence what happened and what to do. Messages never hold a
 * URL's values, a header, a body or a token; `cause` is the underlying failure, never a request.
 *
 * A caller's own abort is not among them: its reason passes through untouched.
 */

import type { Issue } from './validation/schema.ts';

export type ErrorCode =
  | 'INVALID_OPTIONS'
  | 'INVALID_REQUEST'
  | 'CLIENT_CLOSED'
  | 'NOT_CACHED'
  | 'AUTH_FAILED'
  | 'CIRCUIT_OPEN'
  | 'LIMITED'
  | 'CONNECTION_FAILED'
  | 'TIMEOUT'
  | 'RESPONSE_ERROR'
  | 'UNEXPECTED_RESPONSE'
  | 'DECODE_FAILED'
  | 'INVALID_RESPONSE'
  | 'PAGINATION_FAILED';

interface Circumstances {
  readonly operation?: string;
  readonly attempts?: number;
  readonly cause?: unknown;
}

/** What all errors of a client have in common: `error instanceof BreakwaterError`. */
export class BreakwaterError extends Error {
  /** Stable across versions; safe to compare and to log. */
  readonly code: ErrorCode;
  /** Name of the operation, where a call was under way. */
  readonly operation: string | undefined;
  /** Requests that left this process for this call. */
  readonly attempts: number;

  constructor(code: ErrorCode, message: string, circumstances: Circumstances = {}) {
    super(message, circumstances.cause === undefined ? undefined : { cause: circumstances.cause });
    this.name = new.target.name;
    this.code = code;
    this.operation = circumstances.operation;
    this.attempts = circumstances.attempts ?? 0;
  }
}

/** An option of `createClient` is not usable. Nothing was created. */
export class OptionsError extends BreakwaterError {
  constructor(option: string, expectation: string, value: unknown) {
    super('INVALID_OPTIONS', `\`${option}\` must be ${expectation}, got ${describe(value)}.`);
  }
}

/**
 * The call could not be put on the wire as it was given. Nothing was sent; of a body that is a stream or a file, and
 * fails while it is read, perhaps its beginning.
 */
export class InvalidRequestError extends BreakwaterError {
  readonly #issues: readonly Issue[];

  constructor(message: string, circumstances: Circumstances & { readonly issues?: readonly Issue[] } = {}) {
    super('INVALID_REQUEST', message, circumstances);
    this.#issues = circumstances.issues ?? [];
  }

  /** What a schema of `validation` refused, and where; empty where none did. An accessor, so that logging the error does not print it. */
  get issues(): readonly Issue[] {
    return this.#issues;
  }
}

/** The client was closed, before the call or under it. */
export class ClientClosedError extends BreakwaterError {
  constructor(operation: string, attempts = 0) {
    const message = `${operation} was ended, or not begun, because its client is closed. Create a new one.`;
    super('CLIENT_CLOSED', message, { operation, attempts });
  }
}

/** The caller wanted only what is kept, and nothing is: RFC 9111 §5.2.1.7. Nothing was sent. */
export class NotCachedError extends BreakwaterError {
  constructor(operation: string) {
    const message = `${operation} has no answer in the cache that its caller accepts. Ask without \`onlyIfCached\`.`;
    super('NOT_CACHED', message, { operation });
  }
}

/** There is no credential to send: the token endpoint refused or could not be reached. */
export class AuthError extends BreakwaterError {
  /** RFC 6749 §5.2 error code of the token endpoint, such as `invalid_client`, where it gave one. */
  readonly oauthError: string | undefined;
  /** Milliseconds until it is tried again; calls until then fail at once with the same error. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    circumstances: Circumstances & { readonly oauthError?: string; readonly retryAfterMs?: number } = {},
  ) {
    super('AUTH_FAILED', message, circumstances);
    this.oauthError = circumstances.oauthError;
    this.retryAfterMs = circumstances.retryAfterMs;
  }
}

/** The origin's circuit is open: the request was refused here and never left. */
export class CircuitOpenError extends BreakwaterError {
  /** Milliseconds until the circuit may admit a trial; `undefined` when only a person can close it. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, circumstances: Circumstances & { readonly retryAfterMs?: number } = {}) {
    super('CIRCUIT_OPEN', message, circumstances);
    this.retryAfterMs = circumstances.retryAfterMs;
  }
}

/** Refused here, by a limit of ours: a bulkhead that is full, a rate that is used up, an origin that asked to be left alone. */
export class LimitError extends BreakwaterError {
  readonly limit: 'bulkhead' | 'rate-limit' | 'cool-down';
  /** Milliseconds after which to try again. */
  readonly retryAfterMs: number;

  constructor(message: string, circumstances: Circumstances & Pick<LimitError, 'limit' | 'retryAfterMs'>) {
    super('LIMITED', message, circumstances);
    this.limit = circumstances.limit;
    this.retryAfterMs = circumstances.retryAfterMs;
  }
}

/** No answer: the connection could not be made or broke. */
export class ConnectionError extends BreakwaterError {
  /** Code of the underlying failure, such as `ECONNREFUSED`, where one was found. */
  readonly networkCode: string | undefined;

  constructor(message: string, circumstances: Circumstances & { readonly networkCode?: string } = {}) {
    super('CONNECTION_FAILED', message, circumstances);
    this.networkCode = circumstances.networkCode;
  }
}

type TimeoutLimit = 'connect' | 'attempt' | 'total' | 'idle';

/** No answer in time. */
export class TimeoutError extends BreakwaterError {
  /** Which limit ran out: of connecting, of one attempt, of the whole call, or of silence in a body. */
  readonly limit: TimeoutLimit;

  constructor(message: string, circumstances: Circumstances & { readonly limit: TimeoutLimit }) {
    super('TIMEOUT', message, circumstances);
    this.limit = circumstances.limit;
  }
}

export interface ReplyCircumstances<Status extends number = number> extends Circumstances {
  readonly status: Status;
  /** A new one each time, its body unread. */
  readonly response: () => Response;
  readonly retryAfterMs?: number;
}

/** An error that came with an HTTP reply. */
class ReplyError<Status extends number = number> extends BreakwaterError {
  readonly status: Status;
  /** The wait the origin asked for, by `Retry-After` or its quota fields, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly #makeResponse: () => Response;
  #response: Response | undefined;

  constructor(code: ErrorCode, message: string, circumstances: ReplyCircumstances<Status>) {
    super(code, message, circumstances);
    this.status = circumstances.status;
    this.retryAfterMs = circumstances.retryAfterMs;
    this.#makeResponse = circumstances.response;
  }

  /** The reply, its body still readable. An accessor, so that logging the error does not print its headers. */
  get response(): Response {
    this.#response ??= this.#makeResponse();
    return this.#response;
  }

  /** The body as it came, as often as wanted; of one that broke off or was too large, what was read of it. */
  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.#makeResponse().arrayBuffer());
  }
}

/**
 * A reply that the spec documents, with a status outside 2xx. Generated code has a class for each operation,
 * `GetPortfolioError`, that narrows it.
 */
export class ResponseError<
  out Body = unknown,
  out Status extends number = number,
> extends ReplyError<Status> {
  readonly #body: Body;
  readonly #descriptor: object | undefined;

  constructor(
    message: string,
    body: Body,
    circumstances: ReplyCircumstances<Status> & { readonly descriptor?: object },
  ) {
    super('RESPONSE_ERROR', message, circumstances);
    this.#body = body;
    this.#descriptor = circumstances.descriptor;
  }

  /** Whether it is this operation's, and not one of the same name from another SDK. */
  isOf(descriptor: object): boolean {
    return this.#descriptor === descriptor;
  }

  /** The decoded body. An accessor, so that logging the error does not print it. */
  get body(): Body {
    return this.#body;
  }
}

/** A reply outside 2xx that the spec does not know: its status, or the kind of its body. */
export class UnexpectedResponseError extends ReplyError {
  constructor(message: string, circumstances: ReplyCircumstances) {
    super('UNEXPECTED_RESPONSE', message, circumstances);
  }
}

/**
 * A success that could not be read: of another content type, no valid JSON or UTF-8, broken off, too
 * large, or nothing where something was due. Of a stream, what its reader gets when an item is so.
 */
export class DecodeError extends ReplyError {
  constructor(message: string, circumstances: ReplyCircumstances, code: ErrorCode = 'DECODE_FAILED') {
    super(code, message, circumstances);
  }
}

/** A success that could be read, and that its schema in `validation` refuses. */
export class InvalidResponseError extends DecodeError {
  readonly #issues: readonly Issue[];

  constructor(message: string, issues: readonly Issue[], circumstances: ReplyCircumstances) {
    super(message, circumstances, 'INVALID_RESPONSE');
    this.#issues = issues;
  }

  /** What is wrong, and where. An accessor, so that logging the error does not print it. */
  get issues(): readonly Issue[] {
    return this.#issues;
  }
}

/** A list cannot be followed to its end: the API repeats a page, or a page is not what its spec says. */
export class PaginationError extends BreakwaterError {
  constructor(message: string, circumstances: Circumstances = {}) {
    super('PAGINATION_FAILED', message, circumstances);
  }
}

function describe(value: unknown): string {
  // A user and a password may be part of what was meant as an address.
  if (typeof value === 'string') return JSON.stringify(value.replace(/\/\/[^/?#\s]*@/g, '//…@'));
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}
