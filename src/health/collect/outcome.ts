/** Events as Hystrix would count them. */

import type { AttemptEvent, CallEvent } from '../../runtime/events.ts';
import type { Outcome } from '../view.ts';

export function outcomeOfCall({ outcome, status, code }: CallEvent): Outcome {
  if (outcome === 'ok') return 'success';
  switch (code) {
    case 'CIRCUIT_OPEN':
      return 'shortCircuited';
    case 'LIMITED':
      return 'rejected';
    case 'TIMEOUT':
      return 'timeout';
    case 'ABORTED':
    case 'CLIENT_CLOSED':
      return 'aborted';
    case 'INVALID_REQUEST':
      return 'badRequest';
    default:
      return isRefusal(status) ? 'badRequest' : 'failure';
  }
}

export function outcomeOfAttempt({ status, failure }: AttemptEvent): Outcome {
  if (failure === 'ABORTED' || failure === 'SUPERSEDED') return 'aborted';
  if (failure === 'TIMEOUT') return 'timeout';
  if (status === undefined || status >= 500) return 'failure';
  return isRefusal(status) ? 'badRequest' : 'success';
}

function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500;
}
