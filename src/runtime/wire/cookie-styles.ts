/**
 * Cookie parameters, as what stands between the `; `s. `form` is percent-encoded; OpenAPI 3.2's `cookie`
 * is RFC 6265's own syntax, in which nothing is. Both write what explodes as cookies of their own: the `&`
 * of RFC 6570 would stay in the value of one (OpenAPI 3.1.1, appendix D).
 */

import { type FormStyle, formPairs } from './form-styles.ts';
import { percentEncoded } from './percent.ts';
import { Unwritable } from './unwritable.ts';

export interface CookieStyle {
  readonly name: string;
  readonly style: 'form' | 'cookie';
  readonly explode: boolean;
}

export function cookieWriter({ name, style, explode }: CookieStyle): (value: unknown) => string {
  const [encode, encodeItem] = style === 'cookie' ? [asItIs, withoutComma] : [percentEncoded, percentEncoded];
  const field: FormStyle = {
    name: encode(name),
    style: 'form',
    explode,
    encodeName: encode,
    encode,
    encodeItem,
  };
  return (value) =>
    formPairs(field, value)
      .map(([key, text]) => `${key}=${text}`)
      .join('; ');
}

/** RFC 6265 §4.1.1, less what every server reads all the same: space, comma, quote and backslash. */
function asItIs(text: string): string {
  if (/^[\x20-\x3a\x3c-\x7e]*$/.test(text)) return text;
  throw new Unwritable('has a character that no cookie can hold: encode it first');
}

function withoutComma(text: string): string {
  if (!text.includes(',')) return asItIs(text);
  throw new Unwritable('has a value with a comma in it, which separates the values of the cookie');
}
