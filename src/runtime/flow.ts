/**
 * A body on its way in, chunk by chunk: nothing is read before somebody asks for it, no wait is
 * without an end, and however it ends its connection is let go.
 */

/** What holds while a body is read. */
export interface Terms {
  /** Ends every wait: the deadline of the call, its caller, the client's closing. */
  readonly signal: AbortSignal;
  /** Milliseconds to wait for more bytes, and for somebody to begin reading. */
  readonly idleMs: number;
  /** What the reader of a body that broke is told. */
  readonly explain: Explain;
}

/** What to throw for what was thrown. */
export type Explain = (error: unknown) => unknown;

/** Nothing came for `idleMs`, or nobody came to read it. */
export class IdleError extends Error {
  override readonly name = 'IdleError';
}

export class Flow {
  /** Settles when nobody reads any more: at the end, at a failure, or when the reader leaves. */
  readonly ended: Promise<void>;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #terms: Terms;
  readonly #end: () => void;
  #unread: ReturnType<typeof setTimeout> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(body: ReadableStream<Uint8Array>, terms: Terms) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { signal, idleMs } = terms;
    this.ended = promise;
    this.#reader = body.getReader();
    this.#terms = terms;
    this.#end = () => {
      clearTimeout(this.#unread);
      signal.removeEventListener('abort', this.#abort);
      resolve();
    };
    // A body that nobody reads would hold its connection for ever.
    this.#unread = setTimeout(() => this.#fail(new IdleError('nobody began to read it')), idleMs);
    if (signal.aborted) this.#abort();
    else signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** The next bytes; `undefined` at the end. */
  async read(): Promise<Uint8Array | undefined> {
    clearTimeout(this.#unread);
    try {
      if (this.#failure) throw this.#failure.error;
      const { done, value } = await this.#next();
      if (!done) return value;
      this.#end();
      return undefined;
    } catch (error) {
      this.#fail(error);
      throw this.#terms.explain(error);
    }
  }

  /** Lets go of the connection; what was not read is lost. */
  cancel(reason?: unknown): void {
    this.#end();
    this.#reader.cancel(reason).catch(() => {});
  }

  /** The error to throw at the reader for one that was found in what came. */
  explained(error: unknown): unknown {
    return this.#terms.explain(error);
  }

  /** The same bytes as a stream of the platform, which keeps none in advance. */
  toStream(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const chunk = await this.read();
          if (chunk) controller.enqueue(chunk);
          else controller.close();
        },
        cancel: (reason) => this.cancel(reason),
      },
      { highWaterMark: 0 },
    );
  }

  #next(): Promise<ReadableStreamReadResult<Uint8Array>> {
    const { signal, idleMs } = this.#terms;
    const { promise, resolve, reject } = Promise.withResolvers<ReadableStreamReadResult<Uint8Array>>();
    const timer = setTimeout(() => reject(new IdleError(`nothing came for ${idleMs} ms`)), idleMs);
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.#reader.read().then(resolve, reject);
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    });
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.cancel(error);
  }

  readonly #abort = (): void => this.#fail(this.#terms.signal.reason);
}
