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

export function patience(): Layer {
  return {
    name: 'patience',
    attempt: async (outgoing, { policy }, next) => {
      const timer = setTimeout(
        () => outgoing.cancellation.cancel(new AttemptTimeout()),
        policy.timeout.attemptMs,
      );
      try {
        return await next(outgoing);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
