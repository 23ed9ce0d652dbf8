/**
 * A `paging` as the text of a literal: of a descriptor, of a config, of an extension.
 */

import { literal } from '../emit/text.ts';
import { memberOrder, type Paging } from './paging.ts';

/** `style: 'cursor'`, `parameter: 'cursor'`, … in the order they are read. */
export function pagingTexts(paging: Paging): string[] {
  const members = memberOrder.flatMap((name) => {
    const value = paging[name];
    if (value === undefined) return [];
    return [`${name}: ${typeof value === 'number' ? value : literal(value)}`];
  });
  return [`style: ${literal(paging.style)}`, ...members];
}
