/** A wait that ends early when nobody waits any more. */

import type { Cancellation } from './cancellation.ts';

/** Rejects with the reason of the cancellation as soon as there is one; its timer is then gone. */
export function sleep(ms: number, cancellation: Cancellation): Promise<void> {
  return new Promise((resolve, reject) => {
    const wake = (reason: unknown): void => {
      clearTimeout(timer);
      reject(reason);
    };
    const timer = setTimeout(() => {
      cancellation.remove(wake);
      resolve();
    }, ms);
    cancellation.add(wake);
  });
}
