/**
 * What relative imports end in, so that they fit the project the SDK is generated into.
 */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type Node, nodeOf } from './node.ts';

export type ImportExtension = 'ts' | 'js' | 'none';

/** As the nearest tsconfig.json above the folder has it; `js`, which works everywhere, when in doubt. */
export async function importExtensionFor(folder: string): Promise<ImportExtension> {
  const options = await nearestOptions(resolve(folder));
  if (options['allowImportingTsExtensions'] === true || options['rewriteRelativeImportExtensions'] === true)
    return 'ts';
  const resolution = String(options['moduleResolution'] ?? '').toLowerCase();
  const isBundled = resolution === '' && String(options['module'] ?? '').toLowerCase() === 'preserve';
  return resolution === 'bundler' || isBundled ? 'none' : 'js';
}

/** Compiler options of the nearest tsconfig.json, with what it extends; none where there is no such file. */
export async function nearestOptions(folder: string): Promise<Node> {
  for (let place = folder; ; place = dirname(place)) {
    const options = await optionsOf(join(place, 'tsconfig.json'));
    if (options) return options;
    if (place === dirname(place)) return {};
  }
}

/** Compiler options of a file, over those of what it extends; `undefined` when there is no such file. */
async function optionsOf(file: string, seen: ReadonlySet<string> = new Set()): Promise<Node | undefined> {
  const text = seen.has(file) ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const config = parseConfig(text);
  const bases = [config['extends']].flat().filter((base) => typeof base === 'string');
  const inherited = await Promise.all(
    bases.map((base) => optionsOf(baseFile(base, file), new Set([...seen, file]))),
  );
  return Object.assign({}, ...inherited, nodeOf(config['compilerOptions']));
}

/** As TypeScript finds it: a path, with or without `.json`, or a file of a package. */
function baseFile(base: string, from: string): string {
  const named = /\.json$/.test(base) ? base : `${base}.json`;
  if (/^\.{0,2}[\\/]/.test(base)) return resolve(dirname(from), named);
  const { resolve: find } = createRequire(from);
  for (const candidate of [base, named, `${base}/tsconfig.json`]) {
    try {
      return find(candidate);
    } catch {
      // The next one may be what is meant; none of them, and the file is as good as empty.
    }
  }
  return resolve(dirname(from), named);
}

/** JSON with comments and trailing commas; anything else says nothing. */
function parseConfig(text: string): Node {
  const plain = text
    .replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) => (part.startsWith('"') ? part : ' '))
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part.startsWith('"') ? part : ''));
  try {
    return nodeOf(JSON.parse(plain.replace(/^\uFEFF/, '')));
  } catch {
    return {};
  }
}
