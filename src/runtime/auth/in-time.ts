/** Work that ends in time, whether or not whoever does it listens. */

/** What a limit rejects with. */
export class OutOfTimeError extends Error {
  readonly code = 'TIMEOUT';

  constructor() {
    super('not in time');
  }
}

/**
 * The work's outcome, or a rejection as soon as the time is up or `signal` aborts; the work gets a
 * signal that says so too.
 */
export function inTime<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Value> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const stop = (reason: unknown): void => {
      controller.abort(reason);
      reject(reason);
    };
    const abort = (): void => stop(signal?.reason);
    const timer = setTimeout(() => stop(new OutOfTimeError()), timeoutMs);
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    work(controller.signal).then(resolve, reject).finally(settle);
    controller.signal.addEventListener('abort', settle, { once: true });
  });
}

/** A wait that an abort cuts short, by a rejection. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
}
