/**
 * Percent-encoding by RFC 6570 §3.2.1: everything but RFC 3986's unreserved characters, so that
 * `!'()*`, which `encodeURIComponent` leaves alone, are encoded too.
 */

import { Unwritable } from './unwritable.ts';

export type Encode = (text: string) => string;

const unreserved = /^[\w\-.~]*$/;

export function percentEncoded(text: string): string {
  return unreserved.test(text) ? text : encoded(text).replace(/[!'()*]/g, hex);
}

/**
 * RFC 6570 §3.2.3: reserved characters and triplets such as `%20` stay as they are, except those that would
 * end a query's value or be read as something else there: `& + # [ ]` (OpenAPI 3.1.1, appendix E).
 */
export const reservedInQuery: Encode = keeping(/(%[\dA-F]{2}|[:/?@!$'()*,;=])/i);

/** The same where a comma separates values. */
export const reservedInQueryList: Encode = keeping(/(%[\dA-F]{2}|[:/?@!$'()*;=])/i);

/** The same in a path, which `?` and `#` would end. */
export const reservedInPath: Encode = keeping(/(%[\dA-F]{2}|[:/@!$&'()*+,;=])/i);

function keeping(kept: RegExp): Encode {
  return (text) =>
    text
      .split(kept)
      .map((part, index) => (index % 2 === 1 ? part : percentEncoded(part)))
      .join('');
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // ECMA-262 §19.2.6.5: half of a surrogate pair has no UTF-8.
    throw new Unwritable('is text with half of a surrogate pair in it');
  }
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
