/**
 * Doc comments from the Markdown of a spec: prose is wrapped, lists, tables and code keep their lines.
 */

import { proseWidth } from './layout.ts';
import { commentText } from './text.ts';

export interface DocComment {
  /** Markdown, most important first. */
  readonly paragraphs: readonly (string | undefined)[];
  /** `@deprecated`, `@throws {…} …`: one each. */
  readonly tags?: readonly string[];
}

/** A doc comment with its line end; empty when it would say nothing. */
export function docComment({ paragraphs, tags = [] }: DocComment, indent = ''): string {
  const room = proseWidth - indent.length - 3;
  const blocks = [
    ...paragraphs.map((paragraph) => wrap(paragraph ?? '', room)),
    tags.flatMap((tag) => wrapTag(tag, room)),
  ];
  const lines = blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
  const [only] = lines;
  if (only === undefined) return '';
  if (lines.length === 1) return `${indent}/** ${only} */\n`;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */\n`].join(
    '\n',
  );
}

/** `List pets` as a sentence. */
export function sentence(text: string | undefined): string | undefined {
  const line = text?.trim().replace(/\s+/g, ' ');
  return line && !/[\p{P}]$/u.test(line) ? `${line}.` : line;
}

/** `Reads one pet.` of `Reads one pet. It may be a cat.` */
export function firstSentence(text: string | undefined): string | undefined {
  const paragraph = text
    ?.trim()
    .split(/\n\s*\n/, 1)[0]
    ?.replace(/\s+/g, ' ');
  return paragraph && (/^.*?[.!?](?=\s+[\p{Lu}`*[(]|$)/u.exec(paragraph)?.[0] ?? paragraph);
}

/** An `@` of ours begins a tag; one of the spec's is a character like any other. */
function wrapTag(tag: string, room: number): string[] {
  const [first = '', ...rest] = fill(tag.slice(1).replace(/\s+/g, ' '), room - 1);
  return [`@${first}`, ...rest.map((line) => `  ${line}`)];
}

function wrap(text: string, room: number): string[] {
  const lines = text.replaceAll('\r\n', '\n').trim().split('\n');
  const wrapped: string[] = [];
  let isCode = false;
  for (const line of lines) {
    const isFence = /^\s*(```|~~~)/.test(line);
    if (isFence) isCode = !isCode;
    const previous = wrapped.at(-1);
    if (isCode || isFence || isStandalone(line) || previous === undefined || !isProse(previous)) {
      wrapped.push(line.trimEnd());
    } else {
      wrapped[wrapped.length - 1] = `${previous} ${line.trim()}`;
    }
  }
  return squeeze(wrapped).flatMap((line) =>
    isProse(line) || isItem(line) ? fill(line, room) : [commentText(line)],
  );
}

/** Two empty lines say no more than one. */
function squeeze(lines: readonly string[]): string[] {
  return lines
    .filter((line, index) => line.trim() !== '' || lines[index - 1]?.trim() !== '')
    .filter((line, index, all) => line.trim() !== '' || index < all.length - 1);
}

function isProse(line: string): boolean {
  return line.trim() !== '' && !isStandalone(line) && !/^\s*(```|~~~)/.test(line);
}

/** Lines whose beginning means something in Markdown, and our tags. */
function isStandalone(line: string): boolean {
  return line.trim() === '' || isItem(line) || /^(\s*(#{1,6}\s|\||>|<|[-*_=]{3,}$)| {4}|\t)/.test(line);
}

function isItem(line: string): boolean {
  return /^\s*([-*+]|\d+[.)])\s/.test(line);
}

function fill(text: string, room: number): string[] {
  const hanging = ' '.repeat(/^\s*([-*+]|\d+[.)])\s+/.exec(text)?.[0].length ?? 0);
  const lines: string[] = [];
  let line = /^\s*/.exec(text)?.[0] ?? '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line.trim() === '' ? line + word : `${line} ${word}`;
    if (longer.length <= room || line.trim() === '') {
      line = longer;
    } else {
      lines.push(line);
      line = hanging + word;
    }
  }
  return [...lines, line].map(commentText);
}
