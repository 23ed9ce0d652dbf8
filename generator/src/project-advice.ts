/** What the project that an SDK is generated into would not compile it with, and what to change there. */

import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { nearestOptions } from './import-extension.ts';
import { type Node, nodeOf } from './node.ts';

/** A sentence, or nothing: most projects are as they have to be. */
export async function adviceFor(folder: string): Promise<string | undefined> {
  const options = await nearestOptions(resolve(folder));
  const hindrance = hindranceIn(options);
  if (hindrance === undefined || (await isModule(resolve(folder)))) return undefined;
  return `In a package without "type": "module", ${hindrance}; or write that into package.json.`;
}

/** Of CommonJS, which imports ES modules by `require` since Node 22.12. TypeScript knows that by newer names only. */
function hindranceIn(options: Node): string | undefined {
  const module = textOf(options['module']) || textOf(options['moduleResolution']);
  if (module === 'node16' || module === 'node18')
    return `\`module: ${module}\` of tsconfig.json keeps TypeScript from importing ES modules: write nodenext`;
  if (options['verbatimModuleSyntax'] === true && /^(commonjs|node\d+|nodenext)?$/.test(module))
    return '`verbatimModuleSyntax` of tsconfig.json refuses every `import`: leave it out';
  return undefined;
}

function textOf(option: unknown): string {
  return typeof option === 'string' ? option.toLowerCase() : '';
}

/** By the nearest package.json. */
async function isModule(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text !== undefined) return nodeOf(parsed(text))['type'] === 'module';
  return dirname(folder) !== folder && isModule(dirname(folder));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
