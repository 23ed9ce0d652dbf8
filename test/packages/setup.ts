/** Both packages as npm would publish them, and a project that has nothing else. */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { install } from './install.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` };

/** A packed package. */
export interface Packed {
  readonly name: string;
  readonly tarball: string;
  readonly files: readonly string[];
  readonly size: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    packed: readonly Packed[];
    /** A folder with both packages in its node_modules, and no optional peer. */
    home: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  install();
  const home = await mkdtemp(join(tmpdir(), 'breakwater-packages-'));
  const packed = [await pack(root, home), await pack(join(root, 'generator'), home)];
  await writeFile(
    join(home, 'package.json'),
    JSON.stringify({ name: 'home', private: true, type: 'module' }),
  );
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  await run('npm', ['install', ...quiet, ...packed.map(({ tarball }) => tarball)], { cwd: home, env });
  await mkdir(join(home, 'projects'));
  provide('packed', packed);
  provide('home', home);
  return () => rm(home, { recursive: true, force: true });
}

async function pack(folder: string, home: string): Promise<Packed> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], { cwd: folder, env });
  const reports: Record<string, { name: string; filename: string; size: number; files: { path: string }[] }> =
    JSON.parse(stdout.slice(stdout.search(/^[[{]/m)));
  // npm 11 prints a list; later versions print an object by package name.
  const [report] = Object.values(reports);
  if (!report) throw new Error(`npm pack printed nothing of use: ${stdout}`);
  const { name, filename, size, files } = report;
  return { name, tarball: join(home, filename), size, files: files.map(({ path }) => path) };
}
