/**
 * One call on its way to the origin: what every layer of the onion may know of it, and the little
 * that changes on the way.
 */

import type { Deadline } from './deadline.ts';
import type { Operation } from './operation.ts';
import { Outgoing, type Prepared } from './outgoing.ts';

export class Exchange {
  readonly operation: Operation;
  readonly prepared: Prepared;
  readonly origin: string;
  readonly deadline: Deadline;
  /** Whose call it is; see `Signer.principal`. */
  readonly principal: string;
  /** Requests that left this process so far. */
  attempts = 0;
  /** A 401 is answered with a newer credential once in a call, never again. */
  hasReplayed = false;

  constructor(operation: Operation, prepared: Prepared, deadline: Deadline, principal: string) {
    this.operation = operation;
    this.prepared = prepared;
    this.origin = new URL(prepared.url).origin;
    this.deadline = deadline;
    this.principal = principal;
  }

  /** False once a stream has gone out: it cannot be sent again. */
  get isReplayable(): boolean {
    return this.prepared.body?.isReplayable ?? true;
  }

  /** The request of one attempt, from the call's parts; it ends when the call does. */
  outgoing(): Outgoing {
    const outgoing = new Outgoing(this.operation.method, this.prepared);
    this.deadline.cancellation.add((reason) => outgoing.cancellation.cancel(reason));
    return outgoing;
  }
}
