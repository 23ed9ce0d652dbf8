/**
 * `application/x-www-form-urlencoded` bodies: each property by its Encoding Object, or else by what it is.
 */

import { essence, isJson } from '../media-type.ts';
import type { Encoding } from '../operation.ts';
import { type FormStyle, formPairs, type Pair } from './form-styles.ts';
import { type Json, jsonText } from './json.ts';
import { type Encode, percentEncoded, reservedInQuery, reservedInQueryList } from './percent.ts';
import { isAbsent, isScalar, membersOf, scalarText } from './scalar.ts';
import { kindOf, Unwritable } from './unwritable.ts';

/** Encodings by property; a bare text is a media type. */
export type Encodings = Readonly<Record<string, string | Encoding>>;

/** @throws {Unwritable} It is no object, or one of its members has no form here. */
export function formText(value: unknown, encodings: Encodings, json: Json): string {
  if (value instanceof URLSearchParams) return value.toString();
  const pairs = fieldsOf(value).flatMap(([name, member]) => {
    return propertyPairs(name, member, encodingOf(encodings, name), json, percentEncoded);
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
  const found = Object.hasOwn(encodings, name) ? encodings[name] : undefined;
  return typeof found === 'string' ? { type: found } : (found ?? {});
}

/** Whether a style says how a property is written, so that its media type does not: OpenAPI 3.1.1 §4.8.15.1.2. */
export function isStyled({ style, explode, allowReserved }: Encoding): boolean {
  return style !== undefined || explode !== undefined || allowReserved !== undefined;
}

/** @param encode How names and texts are encoded where they are no reserved characters. */
export function styledPairs(name: string, value: unknown, encoding: Encoding, encode: Encode): Pair[] {
  const { style = 'form', allowReserved = false } = encoding;
  const isPlain = encode !== percentEncoded;
  const field: FormStyle = {
    name: encode(name),
    style,
    explode: encoding.explode ?? (style === 'form' || style === 'deepObject'),
    encodeName: encode,
    encode: allowReserved && !isPlain ? reservedInQuery : encode,
    encodeItem: allowReserved && !isPlain ? reservedInQueryList : encode,
  };
  return formPairs(field, value);
}

function propertyPairs(name: string, value: unknown, encoding: Encoding, json: Json, encode: Encode): Pair[] {
  if (isStyled(encoding)) return styledPairs(name, value, encoding, encode);
  const isDocument = encoding.type !== undefined && isJson(essence(encoding.type));
  // A list repeats its name, each item by what it is, unless all of it is one document.
  const items: readonly unknown[] = Array.isArray(value) && !isDocument ? value : [value];
  return items
    .filter((item) => !isAbsent(item))
    .map((item) => {
      const text = isScalar(item) && !isDocument ? scalarText(item) : jsonText(item, json);
      return [encode(name), encode(text)];
    });
}
