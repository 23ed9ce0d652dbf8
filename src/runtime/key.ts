/**
 * What makes two reads the same read: the operation, its arguments, and the headers given for this
 * one call. Whose read it is, is not in here; see principal.ts.
 */

import type { Operation } from './operation.ts';
import { type Arguments, layoutOf } from './url.ts';

/**
 * A key that no other read of the client has. Every part is written with its length before it, so
 * that no value can be mistaken for the border between two.
 */
export function keyOf(
  operation: Operation,
  args: Arguments,
  headers?: Readonly<Record<string, string>>,
): string {
  const { path, query, header, cookie } = layoutOf(operation);
  let key = operation.id;
  for (const place of [path, query, header, cookie]) {
    for (const parameter of place) key += part(args[parameter.argument]);
  }
  if (headers) {
    for (const name of Object.keys(headers).sort()) key += part(name.toLowerCase()) + part(headers[name]);
  }
  return key;
}

function part(value: unknown): string {
  if (value === undefined || value === null) return '|';
  const text = typeof value === 'object' ? JSON.stringify(value, bigintAsText) : String(value);
  return `|${text.length}:${text}`;
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
