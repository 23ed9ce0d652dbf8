/** What can be imported of a package, by its `exports`, and the source of each. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PackageEntry {
  /** `breakwater/node` */
  readonly specifier: string;
  readonly source: string;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

export async function entriesOf(folder: string): Promise<PackageEntry[]> {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return Object.entries(manifest.exports).flatMap(([path, target]) => {
    if (typeof target === 'string') return [];
    const source = target.types.replace(/^\.\/dist\//, 'src/').replace(/\.d\.ts$/, '.ts');
    return [{ specifier: manifest.name + path.slice(1), source: join(folder, source) }];
  });
}
