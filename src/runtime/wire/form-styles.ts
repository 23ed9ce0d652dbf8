/**
 * What becomes pairs of a name and a text: parameters in query and cookie, and the fields of forms. `form` is
 * RFC 6570's `{?x}`; the delimited styles and `deepObject` are OpenAPI's own.
 *
 * Texts leave here encoded, because the character between values must not be.
 */

import { deepPairs } from './deep-object.ts';
import type { Encode } from './percent.ts';
import { isScalar, itemTexts, memberTexts, scalarText } from './scalar.ts';
import { Unwritable } from './unwritable.ts';

export type Pair = readonly [name: string, text: string];

export interface FormStyle {
  /** Encoded. */
  readonly name: string;
  readonly style: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode: boolean;
  readonly encodeName: Encode;
  /** Of a value that stands alone. */
  readonly encode: Encode;
  /** Of one among several in one text. */
  readonly encodeItem: Encode;
}

/** Pairs of a list or an object; none where it is empty. */
export function formPairs(field: FormStyle, value: unknown): Pair[] {
  const { name, style, explode, encode, encodeName } = field;
  if (isScalar(value)) return [[name, encode(scalarText(value))]];
  if (style === 'deepObject') return deepPairs(field, value);
  if (!explode) return collected(field, value);
  if (Array.isArray(value)) return itemTexts(value).map((text) => [name, encode(text)]);
  return memberTexts(Object(value)).map(([key, text]) => [encodeName(key), encode(text)]);
}

/** All in one text. */
function collected({ name, style, encodeItem }: FormStyle, value: unknown): Pair[] {
  const texts = Array.isArray(value) ? itemTexts(value) : memberTexts(Object(value)).flat();
  if (texts.length === 0) return [];
  if (style === 'form') return [[name, texts.map(encodeItem).join(',')]];
  const delimiter = style === 'spaceDelimited' ? ' ' : '|';
  if (texts.some((text) => text.includes(delimiter))) {
    const called = delimiter === ' ' ? 'a space' : 'a `|`';
    throw new Unwritable(
      `has a value with ${called} in it, which separates the values of the style \`${style}\``,
    );
  }
  // OpenAPI 3.1.1 §4.8.12.6: neither delimiter may stand in a query as it is, so that both are encoded like
  // everything else, and a value with one in it could not be told from two.
  return [[name, encodeItem(texts.join(delimiter))]];
}
