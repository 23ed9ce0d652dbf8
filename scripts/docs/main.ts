/**
 * `npm run docs`: builds the site of site/ into site/.vitepress/dist, and refuses links, anchors and images that lead
 * nowhere. VitePress is 100 MB that nobody else needs: it is installed when it is first asked for, and again when its
 * lock file changes.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readSite, sourcesOf, wrongsOf } from './site.ts';

/** Pages that are not in docs/. */
const others = [
  'site/index.md',
  'src/generated/api.md',
  'bench/README.md',
  'examples/README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
];

const root = join(import.meta.dirname, '../..');
const site = join(root, 'site');
const dist = join(site, '.vitepress/dist');

install();
run(join(root, 'node_modules/.bin/tsc'), ['-p', '.']);
layOut();
run('npx', ['--no-install', 'vitepress', 'build', '.']);

const pages = readSite(dist);
for (const source of sourcesOf(pages)) {
  const target = join(dist, 'source', source);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(root, source), target);
}
const wrongs = wrongsOf(pages, (path) => existsSync(join(dist, path)));
for (const wrong of wrongs) console.error(wrong);
console.log(`${pages.size} pages, ${wrongs.length} dead links.`);
if (pages.size === 0 || wrongs.length > 0) process.exitCode = 1;

/** Pages inside of the site, because their modules must find its packages: a link would lead out again. */
function layOut(): void {
  const target = join(site, '.vitepress/pages');
  rmSync(target, { recursive: true, force: true });
  const isExample = (path: string) => relative(root, path).startsWith(join('docs', 'examples'));
  for (const path of ['docs', ...others])
    cpSync(join(root, path), join(target, path), { recursive: true, filter: (each) => !isExample(each) });
}

function install(): void {
  const lock = readFileSync(join(site, 'package-lock.json'), 'utf8');
  const stamp = join(site, 'node_modules/.installed-from.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing what the site needs …');
  run('npm', ['ci', '--ignore-scripts', '--no-audit']);
  writeFileSync(stamp, lock);
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: site, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
