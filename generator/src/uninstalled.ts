/** What an SDK imports besides the runtime, and its project does not have yet. */

import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Those of the packages that no `node_modules` above the folder holds, which is where Node looks. */
export async function uninstalled(folder: string, packages: readonly string[]): Promise<string[]> {
  // Yarn's Plug'n'Play keeps them elsewhere.
  if (process.versions['pnp'] !== undefined) return [];
  const found = await Promise.all(packages.map((name) => isInstalled(resolve(folder), name)));
  return packages.filter((_, index) => !found[index]);
}

async function isInstalled(folder: string, name: string): Promise<boolean> {
  const isHere = await access(join(folder, 'node_modules', name, 'package.json')).then(
    () => true,
    () => false,
  );
  return isHere || (dirname(folder) !== folder && isInstalled(dirname(folder), name));
}
