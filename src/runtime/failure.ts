/**
 * What was thrown on the way, as one of our errors: here and nowhere else. Causes are unwrapped down
 * to the network's own error, because ky's carry the request, and with it its credentials.
 */

import { isKyError } from 'ky';
import { Flaw } from './content.ts';
import type { Deadline } from './deadline.ts';
import {
  AuthError,
  BreakwaterError,
  ClientClosedError,
  ConnectionError,
  DecodeError,
  InvalidRequestError,
  TimeoutError,
} from './errors.ts';
import type { Exchange } from './exchange.ts';
import { IdleError } from './flow.ts';
import { AttemptTimeout, ConnectTimeout } from './layers/patience.ts';
import { quotable } from './policy/quotable.ts';
import { errorCode } from './policy/retryable.ts';
import { type Received, responseFrom } from './received.ts';
import { unreadableIn } from './unreadable-body.ts';

/** The error to throw; a caller's own abort reason as it is. */
export function failureOf(error: unknown, exchange: Exchange): unknown {
  const { operation, origin, attempts, deadline } = exchange;
  const circumstances = { operation: operation.id, attempts };
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  if (deadline.hasEnded) return endingOf(deadline, operation.id, attempts);
  if (error instanceof BreakwaterError) return named(error, operation.id, attempts);
  if (error instanceof IdleError) return silence(error, exchange);
  const unreadable = unreadableIn(error);
  if (unreadable) {
    const message = `${operation.id} could not read its \`body\` to its end: it was cut off on its way.`;
    return new InvalidRequestError(message, { ...circumstances, cause: unreadable.reason });
  }
  const cause = underlying(error);
  if (cause instanceof ConnectTimeout) {
    const message = `${operation.id} got no connection to ${origin} in time, after ${tries}.`;
    return new TimeoutError(message, { ...circumstances, limit: 'connect' });
  }
  if (cause instanceof AttemptTimeout) {
    const message = `${operation.id} was not answered by ${origin} in the time one attempt has, after ${tries}.`;
    return new TimeoutError(message, { ...circumstances, limit: 'attempt' });
  }
  const networkCode = errorCode(error);
  const code = networkCode === undefined ? '' : ` (${networkCode})`;
  const message = `${operation.id} got no answer from ${origin}${code}, after ${tries}.`;
  return new ConnectionError(message, {
    ...circumstances,
    cause,
    ...(networkCode !== undefined && { networkCode }),
  });
}

/** What the reader of a body is told that did not come to its end. */
export function interruptionOf(error: unknown, exchange: Exchange, received: Received): unknown {
  const { operation, origin, attempts, deadline } = exchange;
  const circumstances = { operation: operation.id, attempts };
  if (deadline.hasEnded) return endingOf(deadline, operation.id, attempts);
  if (error instanceof BreakwaterError) return error;
  if (error instanceof IdleError) return silence(error, exchange);
  if (error instanceof Flaw) {
    const { status } = received;
    const message = `${operation.id} answered ${status}, which could not be read: ${error.message}.`;
    const readSoFar = () => responseFrom(received, error.bytes.slice());
    return new DecodeError(message, { ...circumstances, status, response: readSoFar, cause: error.cause });
  }
  const networkCode = errorCode(error);
  const code = networkCode === undefined ? '' : ` (${networkCode})`;
  const message = `${operation.id} lost its connection to ${origin}${code} while it was read.`;
  return new ConnectionError(message, {
    ...circumstances,
    cause: underlying(error),
    ...(networkCode !== undefined && { networkCode }),
  });
}

function silence({ message }: IdleError, { operation, origin, attempts }: Exchange): TimeoutError {
  return new TimeoutError(`${operation.id} gave up what ${origin} was sending: ${message}.`, {
    operation: operation.id,
    attempts,
    limit: 'idle',
  });
}

/** Why a deadline ended a call: the time was up, its client was closed, or its caller had a reason of its own. */
export function endingOf(deadline: Deadline, operation: string, attempts: number): unknown {
  if (deadline.isClosed) return new ClientClosedError(operation, attempts);
  if (!deadline.isReached) return deadline.reason;
  const message = `${operation} was not answered in the time the whole call has (attempts: ${attempts}).`;
  return new TimeoutError(message, { operation, attempts, limit: 'total' });
}

/** One failed refresh reaches many calls: each gets its own error, which names its operation. */
export function named(error: unknown, operation: string, attempts: number): unknown {
  if (!(error instanceof AuthError) || error.operation !== undefined) return error;
  const { message, oauthError, retryAfterMs, cause } = error;
  const circumstances = {
    operation,
    attempts,
    cause,
    ...(oauthError !== undefined && { oauthError }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  return new AuthError(`${operation} could not be signed: ${message}`, circumstances);
}

function underlying(error: unknown): unknown {
  return isKyError(error) ? underlying(error.cause) : quotable(error);
}
