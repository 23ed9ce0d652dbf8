/** The decisions by number, each called what its first heading says. */

import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DefaultTheme } from 'vitepress';

const folder = join(import.meta.dirname, '../../docs/decisions');

const files = globSync('[0-9]*.md', { cwd: folder }).sort();

export const decisions: DefaultTheme.SidebarItem = {
  text: 'Decisions',
  collapsed: true,
  items: files.map((file) => ({ text: titleOf(file), link: `/decisions/${basename(file, '.md')}` })),
};

/** The same as Markdown, for the page that begins with what a decision is. */
export const listOfDecisions = files.map((file) => `- [${titleOf(file)}](${file})`).join('\n');

function titleOf(file: string): string {
  const [, title = file] = /^# (.*)$/m.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
  return title.replaceAll('`', '');
}
