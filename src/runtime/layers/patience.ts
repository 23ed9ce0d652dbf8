/**
 * The time one request has: to get a connection, and until its headers are there. It ends that request and no
 * other; what follows is for others to decide. While its body is being taken, the time begins anew with every
 * piece: a long file is not late, and a connection that takes nothing is.
 *
 * Only Node's own transport tells when it has a connection; with another, connecting is part of the attempt.
 */

import type { Layer } from '../layer.ts';
import type { ConnectionWatch } from '../outgoing.ts';
import type { Clock } from '../ports.ts';

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

export function patience(clock: Clock): Layer {
  return {
    name: 'patience',
    attempt: async (outgoing, { policy: { timeout } }, next) => {
      let sinceMs: number | undefined;
      const end = (): void => {
        // Timers know whole milliseconds, and one for each piece would be made for nothing.
        const leftMs = sinceMs === undefined ? 0 : Math.ceil(sinceMs + timeout.attemptMs - clock.monotonic());
        if (leftMs > 0) timer = setTimeout(end, leftMs);
        else outgoing.cancellation.cancel(new AttemptTimeout());
      };
      let timer = setTimeout(end, timeout.attemptMs);
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
        taken: () => {
          sinceMs = clock.monotonic();
        },
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
