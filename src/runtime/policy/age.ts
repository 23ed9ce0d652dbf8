/** How old a response was when it came: RFC 9111 §4.2.3. Times are milliseconds since the epoch. */

import { deltaSeconds } from './cache-control.ts';
import { httpDateMs } from './http-date.ts';

/** What can be asked for a field's value; `null` where there is none. */
export interface FieldReader {
  get(name: string): string | null;
}

/** When a request left and its response came. */
export interface Exchanged {
  readonly requestedAt: number;
  readonly respondedAt: number;
}

/** The corrected initial age, in milliseconds: what other caches and the way took of the response's time. */
export function initialAgeMs(fields: FieldReader, { requestedAt, respondedAt }: Exchanged): number {
  const apparentMs = Math.max(0, respondedAt - dateOf(fields, respondedAt));
  const delayMs = Math.max(0, respondedAt - requestedAt);
  return Math.max(apparentMs, ageSeconds(fields) * 1_000 + delayMs);
}

/** RFC 9110 §6.6.1: who receives a response without a usable `Date` gives it the moment it came. */
export function dateOf(fields: FieldReader, respondedAt: number): number {
  return httpDateMs(fields.get('date') ?? '', respondedAt) ?? respondedAt;
}

/** RFC 9111 §5.1: of a list the first member counts, and what is no number is ignored. */
function ageSeconds(fields: FieldReader): number {
  const [first = ''] = (fields.get('age') ?? '').split(',');
  return deltaSeconds(first.trim()) ?? 0;
}
