/**
 * What an origin says about when to come back: the Retry-After field, RFC 9110 §10.2.3.
 *
 * Only this field. X-RateLimit-Reset is a moment here and a delay there, in seconds or milliseconds;
 * RateLimit-Reset left the IETF draft for a structured field. A wrong guess waits for ever or not at all.
 */

import { httpDateMs } from './http-date.ts';

/**
 * Longest hint believed, in milliseconds: a year. Above it, a moment in epoch seconds was most likely
 * sent where a delay in seconds was meant.
 */
const longestHintMs = 365 * 24 * 60 * 60 * 1_000;

/**
 * How long the origin asks to wait, in milliseconds; 0 when the moment has passed; undefined when it
 * does not say, or not in a form that can be believed.
 *
 * @param wallNowMs milliseconds since the Unix epoch, since the field may hold a date
 */
export function retryAfterMs(
  headers: { get(name: string): string | null },
  wallNowMs: number,
): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const hintMs = delayMs(value) ?? delayUntilMs(value, wallNowMs);
  return hintMs === undefined || hintMs > longestHintMs ? undefined : hintMs;
}

/** RFC 9110 §10.2.3: delay-seconds = 1*DIGIT, so no sign and no fraction. */
function delayMs(value: string): number | undefined {
  return /^\d+$/.test(value) ? Number(value) * 1_000 : undefined;
}

function delayUntilMs(value: string, wallNowMs: number): number | undefined {
  const momentMs = httpDateMs(value, wallNowMs);
  return momentMs === undefined ? undefined : Math.max(0, momentMs - wallNowMs);
}
