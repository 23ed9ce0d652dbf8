/**
 * From the text or the number of a reply to the value it stands for. What is not what the schema says gives
 * `undefined`, and stays as it is.
 */

import type { Scalar } from './codec.ts';
import { temporal } from './temporal.ts';

/** @param source The digits of a number, where it is too long to be one. */
export function scalarFrom(scalar: Scalar, value: unknown, source?: string): unknown {
  if (scalar === 'int64') return integerFrom(value, source);
  if (typeof value !== 'string') return undefined;
  if (scalar === 'PlainDate')
    return isFullDate(value) ? attempt(() => temporal()?.PlainDate.from(value)) : undefined;
  if (!isDateTime(value)) return undefined;
  if (scalar === 'Instant') return attempt(() => temporal()?.Instant.from(value));
  const date = new Date(value.replace(' ', 'T').toUpperCase());
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function integerFrom(value: unknown, source: string | undefined): bigint | undefined {
  if (source !== undefined) return BigInt(source);
  return Number.isSafeInteger(value) ? BigInt(Number(value)) : undefined;
}

/** RFC 3339 §5.6. Without an offset it would be another moment in each time zone, so that is no date-time. */
const dateTime = /^(\d{4}-\d\d-\d\d)[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

function isDateTime(text: string): boolean {
  const day = dateTime.exec(text)?.[1];
  return day !== undefined && isFullDate(day);
}

/** A day that exists: `Date` would take February 30 for March 1 or 2. */
function isFullDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** Temporal refuses what is no time, such as 25:00, by throwing. */
function attempt(parse: () => unknown): unknown {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
