/** Links between documents lead somewhere: to a file that is there, and to a heading in it. Others are not fetched. */

import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { documents, root, textOf } from './markdown.ts';

describe.each(documents)('%s', (document) => {
  test('has no dead link', () => {
    expect(linksIn(document).filter((href) => !leadsSomewhere(document, href))).toEqual([]);
  });
});

test('dead ones would be found', () => {
  expect(leadsSomewhere('README.md', 'docs/nowhere.md')).toBe(false);
  expect(leadsSomewhere('README.md', 'docs/cache.md#nowhere')).toBe(false);
  expect(leadsSomewhere('docs/cache.md', '../README.md#use-it')).toBe(true);
});

function linksIn(document: string): string[] {
  const found: string[] = [];
  marked.walkTokens(marked.lexer(textOf(document)), (token) => {
    if (token.type === 'link' || token.type === 'image') found.push(token['href']);
  });
  return found;
}

function leadsSomewhere(document: string, href: string): boolean {
  if (/^(?:https?:|mailto:)/.test(href)) return true;
  const [path = '', anchor] = href.split('#');
  const file =
    path === '' ? document : relative(root, join(root, dirname(document), decodeURIComponent(path)));
  if (file.startsWith('..') || !existsSync(join(root, file))) return false;
  if (anchor === undefined) return true;
  return statSync(join(root, file)).isFile() && anchorsIn(file).has(decodeURIComponent(anchor));
}

/** As GitHub calls its headings: https://github.com/Flet/github-slugger. */
function anchorsIn(document: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  marked.walkTokens(marked.lexer(textOf(document)), (token) => {
    if (token.type !== 'heading') return;
    const plain = marked.parseInline(token['text'], { async: false }).replaceAll(/<[^>]+>/g, '');
    const text = plain.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
    const slug = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    let free = slug;
    for (let count = 1; anchors.has(free); count += 1) free = `${slug}-${count}`;
    anchors.add(free);
  });
  return anchors;
}
