/**
 * The policy of one call: its resource's, with what the call says for itself. Worked out anew only for
 * calls that say something.
 */

import { timerMs } from '../policy/range.ts';
import { retry as completeRetry } from './complete.ts';
import type { CallPolicyOptions } from './options.ts';
import { Place } from './place.ts';
import type { Policy } from './policy.ts';
import type { Resilience } from './settle.ts';

const call = new Place('');

/** @throws {OptionsError} What the call says is out of range, or does not go together. */
export function policyOf(
  { common, byResource }: Resilience,
  resource: string,
  given: CallPolicyOptions,
): Policy {
  const policy = byResource.get(resource) ?? common;
  const { timeoutMs, attemptTimeoutMs, retry, hedging } = given;
  if (
    timeoutMs === undefined &&
    attemptTimeoutMs === undefined &&
    retry === undefined &&
    hedging === undefined
  )
    return policy;
  return {
    ...policy,
    timeout: timeoutOf(policy, given),
    retry: retryOf(policy, retry),
    hedging: hedging === false ? undefined : policy.hedging,
  };
}

function timeoutOf(
  { timeout }: Policy,
  { timeoutMs, attemptTimeoutMs }: CallPolicyOptions,
): Policy['timeout'] {
  const totalMs = timeoutMs ?? timeout.totalMs;
  // Not shortened with the whole: others who join this call's flight have not chosen its end.
  const attemptMs = attemptTimeoutMs ?? timeout.attemptMs;
  call.check('timeoutMs', totalMs, timerMs);
  call.check('attemptTimeoutMs', attemptMs, timerMs);
  if (attemptTimeoutMs !== undefined && attemptMs > totalMs) {
    const whole = timeoutMs === undefined ? 'timeout.totalMs' : 'timeoutMs';
    call.refuse('attemptTimeoutMs', `at most \`${whole}\` (${totalMs})`, attemptMs);
  }
  return { ...timeout, totalMs, attemptMs };
}

function retryOf(policy: Policy, given: CallPolicyOptions['retry']): Policy['retry'] {
  if (given === undefined) return policy.retry;
  return given === false ? undefined : completeRetry(call.in('retry'), policy.retry ?? {}, given);
}
