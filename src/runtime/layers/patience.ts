/**
 * The time one request has until its headers are there. It ends that request and no other; what follows is for
 * others to decide.
 */

import type { Layer } from '../layer.ts';

/** Why a request was given up: the outside sees `TimeoutError`, once there is no attempt left. */
export class AttemptTimeout extends Error {
  constructor() {
    super('the attempt ran out of time');
    this.name = 'AttemptTimeout';
  }
}

/** @param attemptMs Milliseconds from sending to the reply's headers. */
export function patience(attemptMs: number): Layer {
  return {
    name: 'patience',
    attempt: async (outgoing, _exchange, next) => {
      const timer = setTimeout(() => outgoing.cancellation.cancel(new AttemptTimeout()), attemptMs);
      try {
        return await next(outgoing);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
