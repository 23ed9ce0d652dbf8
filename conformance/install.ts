/**
 * Packages of a suite that nobody else needs, up to 150 MB of them: installed when they are first asked for,
 * and again when the lock file changes.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * @param folder with a package.json and its lock
 * @throws {Error} npm could not install them
 */
export function install(folder: string): void {
  const stamp = join(folder, 'node_modules', '.installed-from.json');
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log(`Installing the packages of ${basename(folder)} …`);
  // None of them has an install script, and none that came with a newer version should run unread.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm ci in ${folder} ended with exit code ${status}`);
  writeFileSync(stamp, lock);
}
