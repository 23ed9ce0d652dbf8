/** The table of contents, as long as its pages are there; a document that nobody has put into it comes last. */

import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DefaultTheme } from 'vitepress';

const folder = join(import.meta.dirname, '../../docs');

export function sidebarOf(groups: readonly DefaultTheme.SidebarItem[]): DefaultTheme.SidebarItem[] {
  const listed = groups.map((group) => ({ ...group, items: (group.items ?? []).filter(isThere) }));
  const links = new Set(listed.flatMap(({ items }) => items.map(({ link }) => link)));
  const others = globSync('*.md', { cwd: folder })
    .sort()
    .map((file) => ({ text: basename(file, '.md'), link: `/${basename(file, '.md')}` }))
    .filter(({ link }) => !links.has(link));
  return others.length === 0 ? listed : [...listed, { text: 'And', items: others }];
}

/** Pages of other folders have other names here; whether they are there is known when their links are checked. */
function isThere({ link = '' }: DefaultTheme.SidebarItem): boolean {
  const isOfDocs = /^\/[\w-]+$/.test(link) && !/^\/(?:bench|examples|changelog|contributing)$/.test(link);
  return !isOfDocs || existsSync(join(folder, `${link}.md`));
}
