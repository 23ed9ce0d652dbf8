/**
 * `application/x-www-form-urlencoded` bodies: each property by its Encoding Object, or else by what it is.
 */

import { isJson } from '../media-type.ts';
import type { Encoding } from '../operation.ts';
import { type FormStyle, formPairs, type Pair } from './form-styles.ts';
import { type Json, jsonText } from './json.ts';
import { type Encode, percentEncoded, reservedInQuery, reservedInQueryList } from './percent.ts';
import { isAbsent, isScalar, membersOf, scalarText } from './scalar.ts';
import { inField, kindOf, Unwritable } from './unwritable.ts';

/** Encodings by property; a bare text is a media type. */
export type Encodings = Readonly<Record<string, string | Encoding>>;

/** @throws {Unwritable} It is no object, or one of its members has no form here. */
export function formText(value: unknown, encodings: Encodings, json: Json): string {
  if (value instanceof URLSearchParams) return value.toString();
  const pairs = fieldsOf(value).flatMap(([name, member]) => {
    return inField(name, () => propertyPairs(name, member, encodingOf(encodings, name), json));
  });
  // WHATWG URL §5.1: a space is a plus sign in a form. One of a value was encoded before.
  return pairs.map(([name, text]) => `${name}=${text}`.replaceAll('%20', '+')).join('&');
}

/** The properties of a body that is a form. */
export function fieldsOf(value: unknown): [name: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unwritable(`is ${kindOf(value)} where an object of fields is due`);
  }
  return membersOf(value).filter(([, member]) => !isAbsent(member));
}

export function encodingOf(encodings: Encodings, name: string): Encoding {
  const found = Object.hasOwn(encodings, name) ? encodings[name] : encodings['*'];
  return typeof found === 'string' ? { type: found } : (found ?? {});
}

/** Whether a style says how a property is written, so that its media type does not: OpenAPI 3.1.1 §4.8.15.1.2. */
export function isStyled({ style, explode, allowReserved }: Encoding): boolean {
  return style !== undefined || explode !== undefined || allowReserved !== undefined;
}

/** A property in a style, as pairs that are percent-encoded, or else as they are. */
export function styledPairs(name: string, value: unknown, encoding: Encoding, isPlain = false): Pair[] {
  const { style = 'form', allowReserved } = encoding;
  const encode = isPlain ? asItIs : percentEncoded;
  const keepsReserved = allowReserved && !isPlain;
  const field: FormStyle = {
    name: encode(name),
    style,
    explode: encoding.explode ?? (style === 'form' || style === 'deepObject'),
    encodeName: encode,
    encode: keepsReserved ? reservedInQuery : encode,
    encodeItem: keepsReserved ? reservedInQueryList : encode,
  };
  return formPairs(field, value);
}

const asItIs: Encode = (text) => text;

/** By its Encoding Object, or else by what it is: a list repeats its name, an object is JSON. */
function propertyPairs(name: string, value: unknown, encoding: Encoding, json: Json): Pair[] {
  if (isStyled(encoding)) return styledPairs(name, value, encoding);
  const isDocument = encoding.type !== undefined && isJson(encoding.type);
  const items: readonly unknown[] = Array.isArray(value) && !isDocument ? value : [value];
  return items
    .filter((item) => !isAbsent(item))
    .map((item) => {
      const text = isScalar(item) && !isDocument ? scalarText(item) : jsonText(item, json);
      return [percentEncoded(name), percentEncoded(text)];
    });
}
