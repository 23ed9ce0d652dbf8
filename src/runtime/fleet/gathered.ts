/**
 * Reads of one turn of the event loop, asked for in one command: an answer of many values costs the client of a
 * Redis far less than many answers, and each caller's own clock runs as it did.
 */

/** Keys in one command: a Redis does nothing else while it answers one. */
const mostKeys = 128;

/** The values in the order of their keys; `undefined` where there is no answer. */
export type ReadMany = (keys: readonly string[]) => Promise<unknown[] | undefined>;

interface Waiter {
  readonly value: Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A read of one key; `undefined` where there was no answer. A key that several ask for in one turn is asked for once. */
export function gathered(readMany: ReadMany): (key: string) => Promise<unknown> {
  let waiters = new Map<string, Waiter>();

  const send = (): void => {
    const sent = waiters;
    waiters = new Map();
    readMany([...sent.keys()]).then(
      (values) => {
        let place = 0;
        for (const { resolve } of sent.values()) resolve(values?.[place++]);
        // A client may go on holding the answer, and each value the whole chunk that it came in.
        if (values) values.length = 0;
        sent.clear();
      },
      (error: unknown) => {
        for (const { reject } of sent.values()) reject(error);
      },
    );
  };

  return (key) => {
    const known = waiters.get(key);
    if (known) return known.value;
    if (waiters.size >= mostKeys) send();
    if (waiters.size === 0) atEndOfTurn(() => waiters.size > 0 && send());
    const { promise: value, resolve, reject } = Promise.withResolvers<unknown>();
    waiters.set(key, { value, resolve, reject });
    return value;
  };
}

/** After everything that the event at hand has set off: in Node what is next is that; elsewhere a turn is shorter. */
function atEndOfTurn(work: () => void): void {
  const { process } = globalThis;
  if (typeof process?.nextTick === 'function') process.nextTick(work);
  else queueMicrotask(work);
}
