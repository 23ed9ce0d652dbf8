/**
 * What relative imports end in, so that they fit the project the SDK is generated into.
 */

import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { nodeOf, own } from './node.ts';

export type ImportExtension = 'ts' | 'js' | 'none';

/** As the nearest tsconfig.json above the folder has it; `js`, which works everywhere, when in doubt. */
export async function importExtensionFor(folder: string): Promise<ImportExtension> {
  const options = nodeOf(own(await nearestConfig(resolve(folder)), 'compilerOptions'));
  if (options['allowImportingTsExtensions'] === true || options['rewriteRelativeImportExtensions'] === true)
    return 'ts';
  const resolution = String(options['moduleResolution'] ?? '').toLowerCase();
  return resolution === 'bundler' ? 'none' : 'js';
}

async function nearestConfig(folder: string): Promise<unknown> {
  for (let place = folder; ; place = dirname(place)) {
    const text = await readFile(join(place, 'tsconfig.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) return parseConfig(text);
    if (place === dirname(place)) return undefined;
  }
}

/** JSON with comments and trailing commas is YAML, once the comments are gone. */
function parseConfig(text: string): unknown {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('"') ? part : ' ',
  );
  try {
    return parse(plain, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
