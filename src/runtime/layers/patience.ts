/**
 * The time one request has: to get a connection, and until its headers are there. It ends that request and no
 * other; what follows is for others to decide.
 *
 * Only Node's own transport tells when it has a connection; with another, connecting is part of the attempt.
 */

import type { Layer } from '../layer.ts';
import type { ConnectionWatch } from '../outgoing.ts';

/** Why a request was given up: the outside sees `TimeoutError`, once there is no attempt left. */
export class AttemptTimeout extends Error {
  /** As events tell it. */
  readonly code: string = 'TIMEOUT';

  constructor(message = 'the attempt ran out of time') {
    super(message);
    this.name = new.target.name;
  }
}

/** The same, before there was a connection: nothing of the request has left. */
export class ConnectTimeout extends AttemptTimeout {
  override readonly code = 'CONNECT_TIMEOUT';

  constructor() {
    super('there was no connection in time');
  }
}

export function patience(): Layer {
  return {
    name: 'patience',
    attempt: async (outgoing, { policy: { timeout } }, next) => {
      const timer = setTimeout(() => outgoing.cancellation.cancel(new AttemptTimeout()), timeout.attemptMs);
      let connecting: ReturnType<typeof setTimeout> | undefined;
      // Most requests find an open connection, and no second timer is made for them.
      const connection: ConnectionWatch = {
        awaited: () => {
          connecting = setTimeout(
            () => outgoing.cancellation.cancel(new ConnectTimeout()),
            timeout.connectMs,
          );
        },
        given: () => clearTimeout(connecting),
      };
      outgoing.connection = connection;
      try {
        return await next(outgoing);
      } finally {
        clearTimeout(timer);
        clearTimeout(connecting);
      }
    },
  };
}
