/**
 * Objects that are one value and not a bag of members: a `Date`, and everything of Temporal's.
 */

export function isMoment(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  // By its tag: a polyfill's classes are not the platform's.
  return value instanceof Date || /^\[object Temporal\./.test(Object.prototype.toString.call(value));
}

/** A scalar as the wire spells it: dates by RFC 3339, all else by its own string form. */
export function plain(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
