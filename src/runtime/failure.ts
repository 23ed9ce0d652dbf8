/**
 * What was thrown on the way, as one of our errors: here and nowhere else. Causes are unwrapped down
 * to the network's own error, because ky's carry the request, and with it its credentials.
 */

import { isKyError, isTimeoutError } from 'ky';
import { AuthError, BreakwaterError, ConnectionError, TimeoutError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { errorCode } from './policy/retryable.ts';

/** The error to throw; a caller's own abort reason as it is. */
export function failureOf(error: unknown, exchange: Exchange): unknown {
  const { operation, origin, attempts, deadline } = exchange;
  const circumstances = { operation: operation.id, attempts };
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  if (deadline.isReached) return totalTimeout(operation.id, attempts);
  if (deadline.signal.aborted) return deadline.signal.reason;
  if (error instanceof BreakwaterError) return named(error, operation.id, attempts);
  if (isTimeoutError(error)) {
    const message = `${operation.id} was not answered by ${origin} in the time one attempt has, after ${tries}.`;
    return new TimeoutError(message, { ...circumstances, limit: 'attempt' });
  }
  const networkCode = errorCode(error);
  const code = networkCode === undefined ? '' : ` (${networkCode})`;
  const message = `${operation.id} got no answer from ${origin}${code}, after ${tries}.`;
  return new ConnectionError(message, {
    ...circumstances,
    cause: underlying(error),
    ...(networkCode !== undefined && { networkCode }),
  });
}

/** The time for the whole call is up. */
export function totalTimeout(operation: string, attempts: number): TimeoutError {
  const message = `${operation} was not answered in the time the whole call has (attempts: ${attempts}).`;
  return new TimeoutError(message, { operation, attempts, limit: 'total' });
}

/** One failed refresh reaches many calls: each gets its own error, which names its operation. */
export function named(error: unknown, operation: string, attempts: number): unknown {
  if (!(error instanceof AuthError) || error.operation !== undefined) return error;
  const { message, oauthError, cause } = error;
  const circumstances = { operation, attempts, cause, ...(oauthError !== undefined && { oauthError }) };
  return new AuthError(`${operation} could not be signed: ${message}`, circumstances);
}

function underlying(error: unknown): unknown {
  return isKyError(error) ? underlying(error.cause) : error;
}
