/**
 * How long a reply asks to wait, whatever it says it with: `Retry-After` first, then the quota fields.
 */

import { quotaWaitMs } from './rate-limit-fields.ts';
import { retryAfterMs } from './retry-after.ts';
import { isThrottle } from './throttle.ts';

interface Reply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/** Milliseconds; undefined when it does not say, or not in a form that can be believed. */
export function waitHintMs(reply: Reply, wallNowMs: number): number | undefined {
  const { headers } = reply;
  return (
    retryAfterMs(headers, wallNowMs) ?? (isThrottle(reply) ? quotaWaitMs(headers, wallNowMs) : undefined)
  );
}
