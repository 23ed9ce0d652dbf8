/**
 * Pieces of schemas that are the same whatever the library.
 */

import { patternOf } from '../../rules/pattern.ts';
import type { TextRule } from '../../rules/rule.ts';
import { width } from '../layout.ts';
import { escaped } from '../text.ts';

/** What stands on the first line of a declaration besides. */
const besideName = 60;

/** `before item, item after`, on one line where that fits and nothing in it is broken. */
export function list(before: string, items: readonly string[], after: string, indent: string): string {
  const space = before.endsWith('{') && items.length > 0 ? ' ' : '';
  const line = `${before}${space}${items.join(', ')}${space}${after}`;
  const isShort =
    (indent === '' ? besideName : indent.length) + line.length < width &&
    !items.some((item) => item.includes('\n'));
  if (isShort) return line;
  return [before, ...items.map((item) => `${indent}  ${item},`), indent + after].join('\n');
}

/** Regular expressions a text has to match: its own, and its length in code points, which `length` does not count. */
export function patternsOf({ pattern, longest, shortest = 0 }: TextRule): string[] {
  const usable = pattern === undefined ? undefined : patternOf(pattern);
  return [
    ...(longest === undefined ? [] : [`/^.{${Math.min(shortest, longest)},${longest}}$/su`]),
    ...(typeof usable === 'object' ? [regularExpression(usable.source, usable.flags)] : []),
  ];
}

/** As a literal; nothing in it is invisible, or ends it. */
function regularExpression(pattern: string, flags: string): string {
  const { source } = new RegExp(pattern, flags);
  return `/${source.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (each) => (each.length > 1 && flags === '' ? each : escaped(each)))}/${flags}`;
}
