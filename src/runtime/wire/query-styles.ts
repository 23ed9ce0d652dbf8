/**
 * Query parameters, as what stands between the `&`s; empty where there is nothing to write.
 */

import { type FormStyle, formPairs } from './form-styles.ts';
import { percentEncoded, reservedInQuery, reservedInQueryList } from './percent.ts';
import { isScalar, scalarText } from './scalar.ts';

export interface QueryStyle extends Pick<FormStyle, 'name' | 'style' | 'explode'> {
  readonly allowReserved: boolean;
}

export function queryWriter({ name, style, explode, allowReserved }: QueryStyle): (value: unknown) => string {
  const encode = allowReserved ? reservedInQuery : percentEncoded;
  const field: FormStyle = {
    name: percentEncoded(name),
    style,
    explode,
    encodeName: percentEncoded,
    encode,
    encodeItem: allowReserved ? reservedInQueryList : percentEncoded,
  };
  const start = `${field.name}=`;
  return (value) => {
    if (isScalar(value)) return start + encode(scalarText(value));
    let text = '';
    for (const [key, part] of formPairs(field, value)) text += `${text === '' ? '' : '&'}${key}=${part}`;
    return text;
  };
}
