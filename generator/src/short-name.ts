/**
 * What an operation is called inside its tag: its operationId without the tag's words, because
 * `portfolio.getPortfolio` says it twice.
 */

import type { Operation } from './model.ts';
import { camelCase, singular, wordsOf } from './words.ts';

/** After one of these the tag is what the verb acts on, not a repetition: `listForRepo`. */
const prepositions = new Set(['at', 'by', 'for', 'from', 'in', 'of', 'on', 'to', 'via', 'with']);

/** Segments of a path that say nothing of what is behind them. */
const silent = /^(?:api|rest|v\d[\w.]*)$/i;

/** From the best on: all that want one of them move on to their next. */
export function shortNamesOf({ operationId, tag, method, path }: Named): string[] {
  const names =
    operationId === undefined
      ? [placeNameOf(method, path, tag)]
      : [innerNameOf(operationId, tag), shortNameOf(operationId, tag)];
  return names.filter((name) => name !== '');
}

type Named = Pick<Operation, 'operationId' | 'tag' | 'method' | 'path'>;

/** `shop.pets.list` in `pets` is `list`, whatever the API is called; empty where the tag is no part of it. */
function innerNameOf(operationId: string, tag: string): string {
  const parts = operationId.split(/[./:]/);
  const start = parts.findIndex((part) => isSame(part, tag));
  return start === -1 ? '' : identifier(parts.slice(start + 1));
}

/** `GET /v1/pets/{id}` in `pets` is `getV1ById`; empty where the path begins with something else. */
function placeNameOf(method: string, path: string, tag: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const start = parts.findIndex((part) => !silent.test(part));
  if (start === -1 || !isSame(parts[start] ?? '', tag)) return '';
  const rest = parts.toSpliced(start, 1).map((part) => part.replaceAll('{', ' by {'));
  return identifier([method.toLowerCase(), ...rest]);
}

function isSame(part: string, tag: string): boolean {
  const [ours, theirs] = [part, tag].map((text) => wordsOf(text).map(singular).join(' '));
  return ours !== '' && ours === theirs;
}

/** Empty where they make no name. */
function identifier(words: readonly string[]): string {
  const name = camelCase(words.join(' '));
  return /^[\p{L}$]/u.test(name) ? name : '';
}

/** `getPortfolio` in `portfolio` is `get`; empty when nothing would be left. */
export function shortNameOf(operationId: string, tag: string): string {
  const words = wordsOf(operationId);
  const stutter = wordsOf(tag).map(singular);
  const start = words.findIndex((_, index) => isStutter(words, index, stutter));
  if (start === -1 || stutter.length === 0) return camelCase(words.join(' '));
  const rest = words.toSpliced(start, stutter.length);
  return identifier(rest);
}

function isStutter(words: readonly string[], start: number, stutter: readonly string[]): boolean {
  if (prepositions.has(words[start - 1]?.toLowerCase() ?? '')) return false;
  return stutter.every((word, offset) => singular(words[start + offset] ?? '') === word);
}
