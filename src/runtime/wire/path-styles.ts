/**
 * Path parameters: `simple`, `label` and `matrix`, which are RFC 6570's `{x}`, `{.x}` and `{;x}`, with `*`
 * where they explode. Empty where there is nothing to write.
 */

import { type Encode, percentEncoded, reservedInPath } from './percent.ts';
import { isScalar, itemTexts, memberTexts, scalarText } from './scalar.ts';
import { Unwritable } from './unwritable.ts';

export interface PathStyle {
  readonly name: string;
  readonly style: 'simple' | 'label' | 'matrix';
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

export function pathWriter(parameter: PathStyle): (value: unknown) => string {
  const encode = parameter.allowReserved ? reservedInPath : percentEncoded;
  if (parameter.style === 'label') return labelWriter(parameter.explode, encode);
  if (parameter.style === 'matrix') return matrixWriter(parameter, encode);
  return (value) => {
    if (isScalar(value)) return encode(scalarText(value));
    return joined(value, encode, parameter.explode ? '=' : ',', ',');
  };
}

function labelWriter(explode: boolean, encode: Encode): (value: unknown) => string {
  const [equals, separator] = explode ? ['=', '.'] : [',', ','];
  const encodeItem: Encode = explode ? (text) => encode(withoutDot(text)) : encode;
  return (value) => {
    const text = isScalar(value) ? encode(scalarText(value)) : joined(value, encodeItem, equals, separator);
    return text === '' ? '' : `.${text}`;
  };
}

function matrixWriter({ name, explode }: PathStyle, encode: Encode): (value: unknown) => string {
  const ours = percentEncoded(name);
  // RFC 6570 §3.2.7: `;name` alone says that it is empty.
  const pair = (key: string, text: string) => (text === '' ? `;${key}` : `;${key}=${text}`);
  return (value) => {
    if (isScalar(value)) return pair(ours, encode(scalarText(value)));
    if (explode) {
      if (Array.isArray(value))
        return itemTexts(value)
          .map((text) => pair(ours, encode(text)))
          .join('');
      const members = memberTexts(Object(value));
      return members.map(([key, text]) => pair(percentEncoded(key), encode(text))).join('');
    }
    const text = joined(value, encode, ',', ',');
    return text === '' ? '' : pair(ours, text);
  };
}

/** Items, or members as name and value, in a row. */
export function joined(value: unknown, encode: Encode, equals: string, separator: string): string {
  if (Array.isArray(value)) return itemTexts(value).map(encode).join(separator);
  const members = memberTexts(Object(value));
  return members.map(([name, text]) => encode(name) + equals + encode(text)).join(separator);
}

/** A dot is unreserved (RFC 3986 §2.3), so that nothing tells one of a value from one between values. */
function withoutDot(text: string): string {
  if (!text.includes('.')) return text;
  throw new Unwritable('has a value with a dot in it, which separates the values of the style `label`');
}
