/**
 * What a client knows of validation: that somebody may look at what goes out and at what comes back. Who
 * does comes with the options, so that a bundle that does not validate has nothing of it.
 */

import type { Observers } from '../events.ts';
import type { Operation } from '../operation.ts';
import type { Reply } from '../reply.ts';
import type { Arguments } from '../url.ts';

/** What `validation` gives: inert, and usable by any number of clients. */
export interface Validation<OperationId extends string = string> {
  readonly kind: 'validation';
  /** For one client, whose observers hear of violations. */
  open(observers: Pick<Observers, 'emit'>): Validator<OperationId>;
}

export interface Validator<OperationId extends string = string> {
  /** @throws {InvalidRequestError} An argument is not what its schema says. */
  ofRequest(operation: Operation & { readonly id: OperationId }, args: Arguments): Promise<void>;
  /** The reply with what is wrong with it. That of a failure is only told of: its status says more. */
  ofReply(
    operation: Operation & { readonly id: OperationId },
    reply: Reply,
    attempts: number,
  ): Promise<Reply>;
}
