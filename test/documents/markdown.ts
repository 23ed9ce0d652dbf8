/** The documents, and what they are made of. */

import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { marked, type Token } from 'marked';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a person reads, by path. What is generated has tests of its own. */
export const documents: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'bench/README.md', 'examples/README.md'],
  'site/sample.md',
  ...globSync('docs/**/*.md', { cwd: root }).sort(),
].filter((path) => !path.includes('node_modules'));

export function textOf(document: string): string {
  return readFileSync(`${root}/${document}`, 'utf8');
}

export interface Block {
  readonly document: string;
  /** Of its first line of code. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The comment of HTML right before it, which no reader sees. */
  readonly note: string | undefined;
}

/** The blocks of code of a document, in their order; those of lists and quotes, too. */
export function blocksOf(document: string): Block[] {
  const text = textOf(document);
  const blocks: Block[] = [];
  let from = 0;
  let note: string | undefined;
  const visit = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (token.type === 'html') note = /^<!--\s*([\s\S]*?)\s*-->\s*$/.exec(token.raw)?.[1];
      if (token.type === 'code') {
        const start = text.indexOf(token.raw.trimEnd().split('\n')[0] ?? '', from);
        from = start + 1;
        const line = text.slice(0, start).split('\n').length + 1;
        blocks.push({ document, line, language: String(token['lang'] ?? ''), text: token['text'], note });
      }
      if (token.type !== 'html' && token.type !== 'space') note = undefined;
      if ('tokens' in token && token.tokens) visit(token.tokens);
      if (token.type === 'list') for (const item of token['items']) visit(item.tokens);
    }
  };
  visit(marked.lexer(text));
  return blocks;
}
