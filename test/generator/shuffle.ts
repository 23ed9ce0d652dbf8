/**
 * A document with the keys of all its objects in another order, which means the same.
 */

import type { Random } from './mutate.ts';

export function shuffled(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, shuffled(child, random)] as const);
  for (let last = entries.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [entries[last], entries[other]];
    if (a && b) [entries[last], entries[other]] = [b, a];
  }
  return Object.fromEntries(entries);
}
