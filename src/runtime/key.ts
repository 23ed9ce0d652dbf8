/**
 * What makes two reads the same read: the operation, its arguments, and the headers given for this
 * one call. Whose read it is, is not in here; see principal.ts.
 */

import type { Operation } from './operation.ts';
import { planOf } from './plan.ts';
import type { Arguments } from './url.ts';

/**
 * A key that no other read of the client has. Every part is written with its length before it, so
 * that no value can be mistaken for the border between two.
 */
export function keyOf(
  operation: Operation,
  args: Arguments,
  headers?: Readonly<Record<string, string>>,
): string {
  const { path, query, header, cookie } = planOf(operation);
  // With its path: reads of paths that nobody described are all called the same.
  let key = part(operation.id) + part(operation.path);
  for (const place of [path, query, header, cookie]) {
    for (const { argument } of place) {
      const value = args[argument];
      // With its name: a read by path has whatever parameters its caller thinks of.
      if (value !== undefined && value !== null) key += part(argument) + part(value);
    }
  }
  if (headers) {
    const fields = Object.entries(headers).map(([name, value]) => part(name.toLowerCase()) + part(value));
    key += `#${fields.sort().join('')}`;
  }
  return key;
}

function part(value: unknown): string {
  if (typeof value !== 'object') return sized('|', String(value));
  // Marked, because an array and the text that spells it are different on the wire.
  return sized('{', JSON.stringify(value, asText));
}

function sized(kind: string, text: string): string {
  return `${kind}${text.length}:${text}`;
}

/** What JSON cannot tell apart, or cannot write at all. */
function asText(_key: string, value: unknown): unknown {
  const isBeyondJson = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  return isBeyondJson ? String(value) : value;
}
