/**
 * Whether a reply says that we ask too much.
 *
 * 429 says so by itself: RFC 6585 §4. Others say 403 for it, GitHub for one: that is a limit only where the reply
 * says when to come again, or that nothing is left; without, it is a refusal, and asking again changes nothing.
 */

import { exhaustedPolicies } from './rate-limit-fields.ts';
import { isRetryableStatus } from './retryable.ts';

interface Fields {
  get(name: string): string | null;
}

interface Reply {
  readonly status: number;
  readonly headers: Fields;
}

export function isThrottle({ status, headers }: Reply): boolean {
  return status === 429 || (status === 403 && speaksOfLimits(headers));
}

/** Whether it tells of a trouble that may have passed a moment later. */
export function isRetryable(reply: Reply): boolean {
  return isRetryableStatus(reply.status) || isThrottle(reply);
}

function speaksOfLimits(headers: Fields): boolean {
  if (headers.get('retry-after') !== null || exhaustedPolicies(headers).length > 0) return true;
  return ['ratelimit-remaining', 'x-ratelimit-remaining'].some((name) => headers.get(name)?.trim() === '0');
}
