/**
 * This folder's own packages: compilers, runtimes and judges of packages, 700 MB that nobody else needs. They are
 * installed when they are first asked for, and again when the lock file changes.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const stamp = join(folder, 'node_modules', '.installed-from.json');

/** @throws {Error} npm could not install them */
export function install(): void {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing what the tests of the packages need …');
  const { status } = spawnSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm ci in ${folder} ended with exit code ${status}`);
  writeFileSync(stamp, lock);
}

/** A command of this folder's packages. */
export function tool(path: string): string {
  return join(folder, 'node_modules', path);
}
