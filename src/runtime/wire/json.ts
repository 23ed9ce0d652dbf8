/**
 * Values as JSON. A `bigint` is a number of all its digits, in every SDK: `JSON.stringify` throws at one, and
 * only then is anything else tried.
 */

import { writeJson } from '../codec/json.ts';
import { kindOf, Unwritable } from './unwritable.ts';

/** An SDK's own way to write JSON, where it has one. */
export type Json = ((value: unknown) => string) | undefined;

/** @throws {Unwritable} It has no JSON: a function, bytes, a form. */
export function jsonText(value: unknown, write: Json = plainJson): string {
  if (isNoJson(value)) throw new Unwritable(`is ${kindOf(value)} where JSON is due`);
  return write(value);
}

function plainJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError) return writeJson(value);
    throw error;
  }
}

/** What `JSON.stringify` makes nothing or `{}` of, or an object of indices. */
function isNoJson(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol' || value === undefined) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if ('toJSON' in value && typeof value.toJSON === 'function' && !ArrayBuffer.isView(value)) return false;
  // Blobs, streams, forms, maps, sets, promises and buffers name their class; `Error` has no members of its own.
  return Symbol.toStringTag in value || value instanceof Error || value instanceof RegExp;
}
