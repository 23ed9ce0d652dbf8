/**
 * One call on its way to the origin: what every layer of the onion may know of it, and the little
 * that changes on the way.
 */

import type { Deadline } from './deadline.ts';
import type { Operation } from './operation.ts';
import { inspected, Outgoing, type Prepared } from './outgoing.ts';
import { planOf } from './plan.ts';
import type { Priority } from './policy/queue.ts';
import type { Policy } from './resilience/policy.ts';
import type { CallTrace } from './tracing.ts';
import type { Urgency } from './urgency.ts';

/** On what terms it goes: for how long, for whom, and under which policy. */
export interface Terms {
  readonly deadline: Deadline;
  /** Whose call it is; see `Signer.principal`. */
  readonly principal: string;
  readonly policy: Policy;
  readonly urgency: Urgency;
  /** Who follows the call, where somebody does. */
  readonly trace?: CallTrace | undefined;
}

export class Exchange {
  readonly operation: Operation;
  readonly prepared: Prepared;
  readonly origin: string;
  readonly deadline: Deadline;
  /** Whose call it is; see `Signer.principal`. */
  readonly principal: string;
  /** Requests that left this process so far. */
  attempts = 0;
  readonly policy: Policy;
  readonly urgency: Urgency;
  readonly trace: CallTrace | undefined;
  /** What its last retry, hedge or replay took from the origin's budget. */
  extraCost: number | undefined;
  /** A 401 is answered with a newer credential once in a call, never again. */
  hasReplayed = false;
  /** Nor is one that asks for more, a nonce, answered twice. */
  hasAnswered = false;

  constructor(operation: Operation, prepared: Prepared, terms: Terms) {
    this.operation = operation;
    this.prepared = prepared;
    this.origin = new URL(prepared.url).origin;
    this.deadline = terms.deadline;
    this.principal = terms.principal;
    this.policy = terms.policy;
    this.urgency = terms.urgency;
    this.trace = terms.trace;
  }

  /** What it goes on, for whoever has to go again on the same. */
  get terms(): Terms {
    const { deadline, principal, policy, urgency, trace } = this;
    return { deadline, principal, policy, urgency, trace };
  }

  /** Whether somebody waits for it by now. */
  get priority(): Priority {
    return this.urgency.priority;
  }

  /** Whoever prints it sees which call it is, not whose, nor with what. */
  toJSON(): object {
    const { operation, origin, attempts } = this;
    return { operation: operation.id, origin, attempts };
  }

  [inspected](): object {
    return this.toJSON();
  }

  /** False once a stream has gone out: it cannot be sent again. */
  get isReplayable(): boolean {
    return this.prepared.body?.isReplayable ?? true;
  }

  /** Whether it reads something that is taken as a whole: no file, and no stream. */
  get isWholeRead(): boolean {
    return planOf(this.operation).isShareable;
  }

  /** The request of one attempt, from the call's parts; it ends when the call does. */
  outgoing(): Outgoing {
    const outgoing = new Outgoing(this.operation.method, this.prepared);
    this.deadline.cancellation.add((reason) => outgoing.cancellation.cancel(reason));
    return outgoing;
  }
}
