/**
 * Which generator this is. In a clone, where every save makes another one, its sources are part of the answer.
 */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { nodeOf } from './node.ts';

let known: string | undefined;

/** `0.1.0`; in a clone `0.1.0+3f2a9c01`. */
export function generatorVersion(): string {
  known ??= packageVersion() + sourceMark();
  return known;
}

/** Of the package: what `npm install` would ask for. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return String(nodeOf(JSON.parse(text)).version);
}

function sourceMark(): string {
  if (!import.meta.url.endsWith('.ts')) return '';
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const hash = createHash('sha256');
  for (const name of files.sort()) hash.update(name).update(readFileSync(new URL(name, folder)));
  return `+${hash.digest('hex').slice(0, 8)}`;
}
