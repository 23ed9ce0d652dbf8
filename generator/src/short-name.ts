/**
 * What an operation is called inside its tag: its operationId without the tag's words, because
 * `portfolio.getPortfolio` says it twice.
 */

import { camelCase, singular, wordsOf } from './words.ts';

/** After one of these the tag is what the verb acts on, not a repetition: `listForRepo`. */
const prepositions = new Set(['at', 'by', 'for', 'from', 'in', 'of', 'on', 'to', 'via', 'with']);

/** `getPortfolio` in `portfolio` is `get`; empty when nothing would be left. */
export function shortNameOf(operationId: string, tag: string): string {
  const words = wordsOf(operationId);
  const stutter = wordsOf(tag).map(singular);
  const start = words.findIndex((_, index) => isStutter(words, index, stutter));
  if (start === -1 || stutter.length === 0) return camelCase(words.join(' '));
  const rest = words.toSpliced(start, stutter.length);
  const name = camelCase(rest.join(' '));
  return /^[\p{L}$]/u.test(name) ? name : '';
}

function isStutter(words: readonly string[], start: number, stutter: readonly string[]): boolean {
  if (prepositions.has(words[start - 1]?.toLowerCase() ?? '')) return false;
  return stutter.every((word, offset) => singular(words[start + offset] ?? '') === word);
}
