/**
 * Writes `docs/api`: what each entry of both packages exports, so that a change of the public API is seen in review.
 * `-- --check` only says whether it is up to date.
 */

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { declarationFile, declarationsOf } from './declarations.ts';
import { entriesOf } from './entries.ts';
import { Listings } from './listing.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/api');

const entries = [...(await entriesOf(root)), ...(await entriesOf(join(root, 'generator')))];
const listings = new Listings(
  root,
  declarationsOf(
    root,
    entries.map(({ source }) => source),
  ),
);
const texts = new Map(
  entries.map(({ specifier, source }) => [
    `${specifier.replace(/^@/, '').replaceAll('/', '-')}.txt`,
    listings.of({ specifier, file: declarationFile(source) }),
  ]),
);
const gone = (await readdir(folder).catch((): string[] => [])).filter((name) => !texts.has(name));

if (process.argv.includes('--check')) {
  const stale = [...gone];
  for (const [name, text] of texts)
    if ((await readFile(join(folder, name), 'utf8').catch(() => '')) !== text) stale.push(name);
  for (const name of stale) process.stderr.write(`docs/api/${name} is out of date: \`npm run api\`.\n`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  await mkdir(folder, { recursive: true });
  for (const name of gone) await rm(join(folder, name));
  for (const [name, text] of texts) await writeFile(join(folder, name), text);
}
