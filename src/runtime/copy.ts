/**
 * A deep copy of parsed JSON, so that a caller may change what it got without harm to others.
 * Several times cheaper than `structuredClone`, because JSON has no cycles and no classes.
 */
export function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson);
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    // Assignment to `__proto__` would set the prototype instead of a member.
    if (key === '__proto__') Object.defineProperty(copy, key, own(copyJson(member)));
    else copy[key] = copyJson(member);
  }
  return copy;
}

function own(value: unknown): PropertyDescriptor {
  return { value, writable: true, enumerable: true, configurable: true };
}
