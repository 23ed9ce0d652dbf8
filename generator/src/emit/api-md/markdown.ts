/**
 * Text of a spec as text of Markdown: it reads as it was written, and is never markup, a link or HTML. What
 * GitHub or a linkifier would make a link of, or a mention, stands as code, where nothing is looked for.
 */

import { commentText } from '../text.ts';

/** Letters and what stands between them: nothing that any reader of Markdown looks at. */
const plain = /^[a-zA-Z][a-zA-Z ,;']*\.?$/;
/** What a code span can take as it is. */
const plainCode = /^[a-zA-Z](?:[\w.,:;?'"}()<>[\]|-]|\{(?![{%])| (?! |$)|\/(?!\*))*$/;

/** One line of prose. */
export function prose(text: string): string {
  if (plain.test(text)) return text;
  const words = oneLine(text).trim().split(' ');
  return words.map((word) => (mayBecomeLink(word) ? code(word) : escapeWord(word))).join(' ');
}

/** A code span whose fence is longer than every run of backticks inside: CommonMark §6.1. */
export function code(text: string): string {
  if (plainCode.test(text)) return `\`${text}\``;
  const line = oneLine(text) || ' ';
  const runs = [...line.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  // One space at each end goes away again.
  const pad = /^[` ]|[` ]$/.test(line) && line.trim() !== '' ? ' ' : '';
  return fence + pad + line + pad + fence;
}

/** Two braces are code to Vue, which VitePress makes of a page, and to Liquid, which Jekyll does. */
function oneLine(text: string): string {
  return commentText(text.replace(/\s+/g, ' ')).replaceAll(/\{(?=[{%])/g, '{ ');
}

/** The lines of a block of TypeScript: strings and comments of ours have no line ends, so none of it can close it. */
export function block(lines: string): string {
  return `\`\`\`ts\n${lines}\n\`\`\``;
}

/** What GitHub's headings are called in a link: https://github.com/Flet/github-slugger, for names of TypeScript. */
export function anchorOf(name: string, taken: Map<string, number>): string {
  const lower = name.toLowerCase();
  const slug = /^[\w.]*$/.test(lower) ? lower.replaceAll('.', '') : slugOf(lower);
  const times = taken.get(slug) ?? 0;
  taken.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}

function slugOf(lower: string): string {
  return lower.replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '').replaceAll(' ', '-');
}

/** Addresses, mail addresses, mentions, and names of hosts: GFM §6.9 and what linkifiers know besides. */
function mayBecomeLink(word: string): boolean {
  return /@|:\/\/|www\.|^\W*(?:mailto|xmpp|tel|javascript|data):|[\p{L}\p{N}]\.\p{L}{2}/iu.test(word);
}

/** CommonMark §2.4: any of ASCII's punctuation can be escaped. Marks that only mean something in front are. */
function escapeWord(word: string): string {
  return word
    .replace(/[\\`*_[\]<>|~&$#{}^]/g, '\\$&')
    .replace(/^[-+=:!](?=.|$)/, '\\$&')
    .replace(/^(\d+)(?=[.)])/, '$1\\');
}
