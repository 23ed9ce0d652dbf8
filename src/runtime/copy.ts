/**
 * A deep copy of parsed JSON, so that a caller may change what it got without harm to others.
 * Many times cheaper than `structuredClone`, because JSON has no cycles and no classes: a spread
 * copies a whole object at once, and only members that are objects themselves are visited.
 */
export function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? copyArray(value) : copyObject({ ...value });
}

function copyArray(items: readonly unknown[]): unknown[] {
  return items.map((item) => (typeof item === 'object' ? copyJson(item) : item));
}

/** Takes a shallow copy and deepens it. An own `__proto__` of the JSON is assigned to as the data it is. */
function copyObject(copy: Record<string, unknown>): Record<string, unknown> {
  for (const key in copy) {
    const member = copy[key];
    if (typeof member === 'object') copy[key] = copyJson(member);
  }
  return copy;
}
