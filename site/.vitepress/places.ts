/** Where a file of the repository is on the site. */

import { statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Where pages lie while they are built. */
export const pagesFolder = join(import.meta.dirname, 'pages');

/** Pages that are not in docs/. */
const pages = new Map([
  ['README.md', '/'],
  ['site/index.md', '/'],
  ['src/generated/api.md', '/reference/api'],
  ['bench/README.md', '/bench'],
  ['examples/README.md', '/examples'],
  ['CHANGELOG.md', '/changelog'],
  ['CONTRIBUTING.md', '/contributing'],
]);

/** Folders that have a page. */
const folders = new Map([
  ['docs/decisions', '/decisions/'],
  ['bench', '/bench'],
  ['examples', '/examples'],
]);

/**
 * The path of a page; of a source `/source/…`, where a copy of it lies; `undefined` for what has no place here. What is
 * not there at all keeps its name, so that the build refuses whoever links to it.
 */
export function placeOf(file: string): string | undefined {
  const place = pages.get(file) ?? folders.get(file.replace(/\/$/, ''));
  if (place !== undefined) return place;
  if (/^docs\/(?!examples\/).*\.md$/.test(file))
    return `/${file.slice('docs/'.length, -'.md'.length)}`.replace(/\/index$/, '/');
  const found = statSync(join(root, file), { throwIfNoEntry: false });
  if (!found) return `/${file}`;
  return found.isFile() && !file.endsWith('.md') ? `/source/${file}` : undefined;
}
