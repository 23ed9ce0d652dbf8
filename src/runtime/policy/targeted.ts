/**
 * Cache-Control for one kind of cache: RFC 9213. A targeted field is a dictionary of RFC 9651; the first of the
 * target list that is there and can be read stands in for `Cache-Control` and `Expires`, which then count no more.
 */

import type { FieldReader } from './age.ts';
import { type Directive, type Directives, directivesOf } from './cache-control.ts';

export interface Governing {
  readonly directives: Directives;
  /** Whether a targeted field gave them, so that `Expires` is to be ignored. */
  readonly isTargeted: boolean;
}

/** @param targets field names, the most specific first */
export function governing(fields: FieldReader, targets: readonly string[]): Governing {
  for (const name of targets) {
    const directives = dictionary(fields.get(name) ?? '');
    if (directives && directives.size > 0) return { directives, isTargeted: true };
  }
  return { directives: directivesOf(fields.get('cache-control')), isTargeted: false };
}

const member =
  /([a-z*][a-z0-9_\-.*]*)(?:=(?:(-?\d{1,15})|\?([01])|"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"|([A-Za-z*][!#$%&'*+\-.^_\x60|~0-9A-Za-z:/]*)))?(?:; *[a-z*][a-z0-9_\-.*]*(?:=[^,;"]*)?)*/y;
const comma = /[ \t]*,[ \t]*/y;

/** RFC 9651 §4.2.2; `undefined` where it cannot be read, and is thereby ignored as a whole. */
function dictionary(field: string): Directives | undefined {
  const text = field.trim();
  const found = new Map<string, Directive[]>();
  for (let at = 0; at < text.length; ) {
    member.lastIndex = at;
    const match = member.exec(text);
    if (!match) return undefined;
    at = member.lastIndex;
    const [, key = '', integer, boolean, string, token] = match;
    const value = integer ?? string?.replace(/\\(["\\])/g, '$1') ?? token;
    // The last of two with one key counts, and what is false is not said.
    if (boolean === '0') found.delete(key);
    else found.set(key, [{ value, isQuoted: string !== undefined, isSound: isOfItsType(key, integer) }]);
    if (at === text.length) return found;
    comma.lastIndex = at;
    if (!comma.test(text)) return undefined;
    at = comma.lastIndex;
    if (at === text.length) return undefined;
  }
  return found;
}

const ofSeconds = new Set(['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error']);

/** RFC 9213 §2.1: seconds are integers. */
function isOfItsType(key: string, integer: string | undefined): boolean {
  return !ofSeconds.has(key) || integer !== undefined;
}
