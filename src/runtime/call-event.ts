/** What is told of a call when it has ended. */

import { errorOf, isUsable, type Outcome } from './call.ts';
import { BreakwaterError } from './errors.ts';
import type { CallEvent } from './events.ts';
import type { Operation } from './operation.ts';
import { curlOf } from './reproduction.ts';
import type { Wish } from './wish.ts';

/** Of one that ended with a reply. */
export function eventOf(outcome: Outcome): CallEvent {
  const { operation, reply, source, cache, attempts, durationMs, ageMs } = outcome;
  const isOk = isUsable(reply);
  return {
    type: 'call',
    operation: operation.id,
    resource: operation.resource,
    outcome: isOk ? 'ok' : 'failed',
    status: reply.status,
    ...(!isOk && { code: errorOf(outcome).code }),
    source,
    cache,
    cacheStatus: outcome.cacheStatus(),
    attempts,
    durationMs,
    ...(ageMs !== undefined && { ageMs }),
  };
}

/** The same, with what makes the call again by hand. */
export function reproducible(event: CallEvent, wish: Wish): CallEvent {
  return Object.defineProperty(event, 'curl', { value: () => curlOf(wish), enumerable: false });
}

/** Of one that ended without. */
export function failureEvent(
  { id, resource }: Operation,
  error: unknown,
  { cache, durationMs }: Pick<CallEvent, 'cache' | 'durationMs'>,
): CallEvent {
  const isOurs = error instanceof BreakwaterError;
  return {
    type: 'call',
    operation: id,
    resource,
    outcome: 'failed',
    code: isOurs ? error.code : 'ABORTED',
    source: 'network',
    cache,
    attempts: isOurs ? error.attempts : 0,
    durationMs,
  };
}
