/** Whoever looks for a document finds it: decisions by their list, pages by the site's. */

import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { root, textOf } from './markdown.ts';

test('the list of decisions has all of them, by their titles', () => {
  const list = globSync('docs/decisions/[0-9]*.md', { cwd: root })
    .sort()
    .map((file) => `- [${/^# (.*)$/m.exec(textOf(file))?.[1]}](${basename(file)})`);
  expect(textOf('docs/decisions/index.md').trimEnd().split('\n').slice(-list.length)).toEqual(list);
});

test.each(globSync('docs/{*,guides/*,reference/*}.md', { cwd: root }).sort())('%s is on the site', (file) => {
  const config = readFileSync(`${root}/site/.vitepress/config.ts`, 'utf8');
  expect(config).toContain(`'${file.replace(/^docs(.*)\.md$/, '$1')}'`);
});

test('the first paragraph of the site and of the README say the same', () => {
  const tagline = /tagline: (.*)/.exec(textOf('site/index.md'))?.[1] ?? 'no tagline';
  expect(textOf('README.md')).toContain(tagline);
});
