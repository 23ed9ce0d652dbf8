/**
 * Writes `docs/reference`: every option of `createClient`, of a call and of `breakwater.config.ts`, from the
 * docstrings that an editor shows. `-- --check` only says whether it is up to date.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageText } from './page.ts';
import { pages } from './pages.ts';
import { programOf, Reading } from './read.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/reference');

const program = programOf(root, [
  'src/runtime/options.ts',
  'src/runtime/validation/options.ts',
  'generator/src/config.ts',
]);
const reading = new Reading(program, root);
const texts = Object.entries(pages).map(([name, page]) => [name, pageText(page, reading)] as const);

if (process.argv.includes('--check')) {
  for (const [name, text] of texts) {
    if ((await readFile(join(folder, name), 'utf8').catch(() => '')) === text) continue;
    process.stderr.write(`docs/reference/${name} is out of date: \`npm run reference\`.\n`);
    process.exitCode = 1;
  }
} else {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of texts) await writeFile(join(folder, name), text);
}
