/**
 * Links between files of the repository, as links of the site: pages to pages, sources to a copy of them. What has no
 * place here, such as a folder of sources, is read and not followed.
 */

import { dirname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { listOfDecisions } from './decisions.ts';
import { pagesFolder, placeOf } from './places.ts';

export function localLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.before('normalize', 'decisions', (state) => {
    if (pageOf(state.env) === 'docs/decisions/index.md') state.src += `\n${listOfDecisions}\n`;
  });
  markdown.core.ruler.push('local-links', ({ tokens, env }) => {
    const page = pageOf(env);
    for (const { children } of tokens) {
      let isOpen = false;
      for (const token of children ?? []) {
        const href = token.type === 'link_open' ? token.attrGet('href') : null;
        if (href !== null && isLocal(href)) {
          const place = placeOnSite(page, href);
          isOpen = place === undefined;
          if (place !== undefined) token.attrSet('href', place);
          else token.tag = 'span';
          if (isOpen) token.attrs = null;
        }
        if (token.type === 'link_close' && isOpen) {
          token.tag = 'span';
          isOpen = false;
        }
      }
    }
  });
}

function pageOf({ realPath, path }: { readonly realPath?: string; readonly path: string }): string {
  return relative(pagesFolder, realPath ?? path);
}

function isLocal(href: string): boolean {
  return !/^(?:[a-z]+:|#|\/)/i.test(href);
}

/** A file that is not there at all stays a link, so that the build refuses it. */
function placeOnSite(page: string, href: string): string | undefined {
  const [path = '', anchor] = href.split('#');
  const file = join(dirname(page), decodeURIComponent(path));
  const place = placeOf(file);
  return place === undefined || anchor === undefined ? place : `${place}#${anchor}`;
}
