/**
 * Header parameters: `simple`, without percent-encoding (OpenAPI 3.1.1, appendix D: a field value is not
 * a URI). What would then be read as something else is refused.
 */

import { joined } from './path-styles.ts';
import { isScalar, scalarText } from './scalar.ts';
import { Unwritable } from './unwritable.ts';

export function headerWriter(explode: boolean): (value: unknown) => string {
  return (value) => (isScalar(value) ? scalarText(value) : joined(value, apart, explode ? '=' : ',', ','));
}

/** RFC 9110 §5.6.1: commas separate the values of a list, except inside of a quoted string. */
function apart(text: string): string {
  if (!text.replace(/"(?:[^"\\]|\\.)*"/g, '').includes(',')) return text;
  throw new Unwritable('has a value with a comma in it, which separates the values of a header');
}
