/**
 * Spellings: the words of any identifier (`repos/get`, `simple-user`, `HTTPServer`), joined again as an
 * identifier of TypeScript or as a file name. Letters outside ASCII stay what they are.
 */

import { createHash } from 'node:crypto';

export function wordsOf(text: string): string[] {
  const plain = /\p{Ll}/u.test(text) ? text : text.toLowerCase();
  return plain
    .normalize('NFKC')
    .replaceAll("'", '')
    .replace(/([\p{Ll}\p{Lo}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{ID_Continue}]+|_+/u)
    .filter((word) => word !== '');
}

/** `repos/get` is `reposGet`; empty when there is no word in it. */
export function camelCase(text: string): string {
  const [first = '', ...rest] = wordsOf(text);
  return joined([lowerFirst(first), ...rest.map(upperFirst)]);
}

/** `simple-user` is `SimpleUser`; empty when there is no word in it. */
export function pascalCase(text: string): string {
  return joined(wordsOf(text).map(upperFirst));
}

/** One identifier. Two numbers stay two: `Rate1.0` is `Rate1_0`, and not `Rate10`. */
function joined(words: readonly string[]): string {
  let text = '';
  for (const word of words) text += /\p{N}$/u.test(text) && /^\p{N}/u.test(word) ? `_${word}` : word;
  return identifier(text);
}

/** `Chat Completions` is `chat-completions`; empty when there is no word in it. */
export function kebabCase(text: string): string {
  return wordsOf(text).join('-').toLowerCase();
}

/** `portfolios` and `portfolio` are one word to whoever avoids saying it twice. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  if (/[^aeiou]ies$/.test(lower)) return lower.replace(/ies$/, 'y');
  if (/(ss|sh|ch|x|z)es$/.test(lower)) return lower.replace(/es$/, '');
  return lower.replace(/([^s])s$/, '$1');
}

/** Six hexadecimal digits that stay with a text wherever it moves. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6);
}

export function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `HTTPGet` begins with `http`, `GetUser` with `get`. */
function lowerFirst(word: string): string {
  const isAcronym = word.length > 1 && word === word.toUpperCase();
  return isAcronym ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function identifier(text: string): string {
  return text === '' || /^\p{ID_Start}/u.test(text) ? text : `_${text}`;
}
