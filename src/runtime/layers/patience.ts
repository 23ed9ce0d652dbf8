/**
 * Ends an attempt the moment its signal says so, whether or not the transport listens: a permit must
 * not stay out because a request hangs. The signal is ky's: it joins the attempt's own limit, the
 * call's deadline and the caller.
 */

import type { Layer } from '../layer.ts';

export const patience: Layer = {
  name: 'patience',
  attempt: (request, _exchange, next) => untilAborted(next(request), request.signal),
};

/** The work's outcome, or the signal's reason as soon as it aborts. */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason);
      // A reply that comes too late is let go, so that its connection is.
      work.then(letGo, () => {});
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    const settle = (): void => signal.removeEventListener('abort', abort);
    work.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
}

function letGo(value: unknown): void {
  if (value instanceof Response) value.body?.cancel().catch(() => {});
}
