/**
 * Header fields as they are kept: as HTTP/1.1 writes them, `name: value` a line. One text costs a fraction of a list
 * of pairs to hold, to write and to read, and most hits are never asked for their headers.
 */

import { isFieldName, isFieldValue } from '../field.ts';

export function fieldLines(fields: readonly (readonly [string, string])[]): string {
  // RFC 9110 §5.5: a recipient replaces what would be the end of a line.
  const lines = fields.map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n\0]/g, ' ')}\n`);
  // Joined, which gives one piece; what is added up stays a rope, several times as large.
  return lines.join('');
}

/** Whatever it is: a line that is no field is left out, since a shared store may hold anything. */
export function fieldsIn(lines: string): [name: string, value: string][] {
  return lines.split('\n').flatMap((line) => {
    const border = line.indexOf(': ');
    const [name, value] = [line.slice(0, border), line.slice(border + 2)];
    return border > 0 && isFieldName(name) && isFieldValue(value) ? [[name, value]] : [];
  });
}
