/**
 * A value as its JSON will be, for a schema to look at: dates are text, long integers are numbers, what
 * is undefined is not there. Files and streams stay what they are.
 */

export function asSent(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => asSent(item) ?? null);
  if ('toJSON' in value && typeof value.toJSON === 'function') return asSent(value.toJSON());
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, asSent(member)]));
}
