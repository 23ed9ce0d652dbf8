/**
 * What a caller gets: data or a throw by default; on request the facts of the call, or a union
 * that TypeScript narrows by status.
 */

type Informational = 100 | 101 | 102 | 103;
/** RFC 9110 §15.3 and the IANA registry. */
export type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
export type RedirectStatus = 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
export type ClientErrorStatus =
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415)
  | (416 | 417 | 418 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451);
export type ServerErrorStatus = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;
/** Everything that is not a success; what `default` stands for where successes are documented. */
export type FailureStatus = Informational | RedirectStatus | ClientErrorStatus | ServerErrorStatus;

/** A documented reply with a 2xx status. */
export interface Success<out Status extends number, out Data, out ContentType = string | undefined> {
  readonly ok: true;
  readonly status: Status;
  /** The documented media type of the reply, as the spec writes it; `undefined` where it has none. */
  readonly contentType: ContentType;
  readonly data: Data;
  readonly response: Response;
}

/** A documented reply with any other status. */
export interface Failure<out Status extends number, out Body, out ContentType = string | undefined> {
  readonly ok: false;
  readonly status: Status;
  /** The documented media type of the reply, as the spec writes it; `undefined` where it has none. */
  readonly contentType: ContentType;
  readonly error: Body;
  readonly response: Response;
}

/** Where an answer came from: the origin, this process's memory, the shared store, or another caller's flight. */
export type Source = 'network' | 'memory' | 'store' | 'flight';

/**
 * What the cache had to say. `hit`: a fresh entry answered. `stale`: one that no longer is, and it is asked for
 * again meanwhile. `rescued`: a stale one stands in for an answer that did not come. `revalidated`: the origin
 * said that it still holds. `miss`: the origin was asked, and its answer may have been kept. `bypass`: this call
 * has nothing to do with the cache.
 */
export type CacheVerdict = 'hit' | 'stale' | 'rescued' | 'revalidated' | 'miss' | 'bypass';

/** The facts of a call that succeeded. */
export interface Answer<out Data> {
  readonly data: Data;
  readonly response: Response;
  readonly source: Source;
  readonly cache: CacheVerdict;
  /** The same as RFC 9211 has it; the response's `Cache-Status` ends with it. */
  readonly cacheStatus: string;
  /** Requests that left this process for this answer; 0 when none did. */
  readonly attempts: number;
  /** Milliseconds from the call to its decoded answer. */
  readonly durationMs: number;
}

/**
 * A call under way: a promise of its data, with two other ways to look at the same call. However
 * often it is looked at, there is one call.
 *
 * Awaiting it rejects with `ResponseError` for a documented status outside 2xx, and with another
 * `BreakwaterError` when there is no usable answer.
 */
export interface Call<out Data, out Result> {
  // A promise, spelled out: `extends Promise<Data>` would have compilers work through the members of Promise
  // again for every type of data, which in a thousand operations is most of what they have to do.
  then<Fulfilled = Data, Rejected = never>(
    onFulfilled?: ((data: Data) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected>;
  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Data | Rejected>;
  finally(onFinally?: (() => void) | null): Promise<Data>;
  readonly [Symbol.toStringTag]: string;
  /**
   * The reply, narrowed by `status` (or `ok`). Never rejects for a documented status; failures
   * without a documented reply reject as they do when awaited.
   */
  result(): Promise<Result>;
  /** The body of a success as a `Blob`, whatever the spec says of it. Rejects as awaiting does. */
  blob(): Promise<Blob>;
  /** The same as bytes, undecoded. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The same as a stream. Asked for at once, `api.documents.download(args).stream()`, the body of a file
   * or stream is never in memory as a whole, and its time is `timeout.idleMs` and not the call's. What
   * may be shared with other callers, JSON and text, is read first; `cache: false` prevents that.
   */
  stream(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** The data together with the `Response` and the facts of the call. Rejects as awaiting does. */
  withResponse(): Promise<Answer<Data>>;
}

/** Arguments of an operation that has none. */
export type NoArgs = Record<string, never>;
