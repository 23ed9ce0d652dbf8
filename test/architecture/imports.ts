/** What a source file imports, statically or dynamically, read from its text. */

import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Import {
  /** The importing file, from the root of the repository: `src/runtime/client.ts`. */
  readonly from: string;
  /** The imported file the same way, or the name of a package. */
  readonly to: string;
  /** `type`: gone at run time. `lazy`: loaded only when it is asked for. */
  readonly kind: 'value' | 'type' | 'lazy';
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A statement starts its line: what stands in a template of the generator is indented or quoted. */
const statement =
  /^(?:import|export)\b(?<clause>[^'";]*?(?:\bfrom\b)?)\s*(?<quote>['"])(?<to>[^'"\n]+)\k<quote>/gm;
const lazy = /\bimport\(\s*(?<quote>['"])(?<to>[^'"\n]+)\k<quote>/g;
const comment = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

export function importsIn(from: string, source: string): Import[] {
  const text = source.replaceAll(comment, '');
  const resolve = (to = ''): string => (to.startsWith('.') ? posix.join(posix.dirname(from), to) : to);
  const imports = [...text.matchAll(statement)]
    .filter(({ groups }) => isImport(groups?.['clause'] ?? ''))
    .map(({ groups }): Import => {
      return {
        from,
        to: resolve(groups?.['to']),
        kind: isTypeOnly(groups?.['clause'] ?? '') ? 'type' : 'value',
      };
    });
  const dynamic = [...text.matchAll(lazy)].map(
    ({ groups }): Import => ({ from, to: resolve(groups?.['to']), kind: 'lazy' }),
  );
  return [...imports, ...dynamic];
}

/** `import 'x'` and everything with `from`; not `export const x = 'y'`. */
function isImport(clause: string): boolean {
  return clause.trim() === '' || /\bfrom$/.test(clause.trim());
}

function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const names = /^\s*\{(?<names>[^}]*)\}\s*from$/.exec(clause.trimEnd())?.groups?.['names'];
  if (names === undefined) return false;
  return names.split(',').every((name) => /^\s*(?:type\b.*)?$/s.test(name));
}

/** Every import of every TypeScript file under a folder. */
export async function importsUnder(folder: string): Promise<Import[]> {
  const entries = await readdir(`${root}${folder}`, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)));
  const all = files.map(async (file) => importsIn(file, await readFile(`${root}${file}`, 'utf8')));
  return (await Promise.all(all)).flat();
}
