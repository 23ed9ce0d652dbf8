/**
 * What an operation throws for its documented failures, as a class that `instanceof` knows: no class of
 * its own for each, but a question asked of the one `ResponseError` that there is.
 */

import { ResponseError } from './errors.ts';
import type { Operation } from './operation.ts';

/**
 * `error instanceof GetPortfolioError` narrows an error to what the spec documents for that operation; its
 * `status` then narrows its `body`.
 */
export interface ErrorClass<out Failure> {
  [Symbol.hasInstance](error: unknown): error is Failure;
  /** The same for one status: `error instanceof GetPortfolioError.of(404)`. */
  of<Status extends StatusOf<Failure>>(status: Status): ErrorClass<FailureOf<Failure, Status>>;
}

/** The statuses of a union of failures. */
type StatusOf<Failure> = Failure extends ResponseError<unknown, infer Status> ? Status : never;

/** Of a union of failures, what one of this status is. */
type FailureOf<Failure, Status> =
  Failure extends ResponseError<infer Body, infer Statuses>
    ? Status extends Statuses
      ? ResponseError<Body, Status>
      : never
    : never;

/** The class of an operation's documented failures. */
export function errorClass(operation: Operation): ErrorClass<never> {
  return classOf(operation, undefined);
}

function classOf(operation: Operation, status: number | undefined): ErrorClass<never> {
  return {
    [Symbol.hasInstance]: (error: unknown): error is never =>
      error instanceof ResponseError &&
      error.isOf(operation) &&
      (status === undefined || error.status === status),
    of: (wanted: number) => classOf(operation, wanted),
  };
}
