/**
 * Where the examples are tried: a copy outside of the repository, where nothing of the repository's own packages is
 * found by chance, with both packages as npm would publish them. It lies in the system's folder for temporary
 * files and is used again by the next run; what is installed there is installed anew when the examples ask for other
 * packages.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

export const home = join(tmpdir(), `breakwater-examples-${digest(root)}`);
export const examplesFolder = join(home, 'examples');

/** Says of which lock file the packages are. */
const stampName = '.installed-from';

/** Every example, by the name of its folder. */
export async function exampleNames(): Promise<string[]> {
  const entries = await readdir(join(root, 'examples'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map(({ name }) => name);
}

/** @throws {Error} A package could not be built, packed or installed, or an SDK not be generated. */
export async function prepareHome(): Promise<void> {
  await mkdir(examplesFolder, { recursive: true });
  await run('npm', ['run', 'build'], { cwd: root });
  await unpack(root, home);
  await unpack(join(root, 'generator'), join(home, 'generator'));
  await copySources();
  await install();
  for (const name of await exampleNames()) {
    await run('npm', ['run', 'generate'], { cwd: join(examplesFolder, name), maxBuffer: 1e8 });
  }
}

/**
 * Another copy of an example, for a test that changes its files; gives its folder among the examples. It lies a level
 * deeper, where npm does not take it for a second package of that name.
 */
export async function copyOf(name: string, purpose: string): Promise<string> {
  const copy = `copies/${name}-for-${purpose}`;
  await rm(join(examplesFolder, copy), { recursive: true, force: true });
  const built = ['.next', '.nitro', '.output'];
  await cp(join(examplesFolder, name), join(examplesFolder, copy), {
    recursive: true,
    filter: (file) => !built.includes(basename(file)),
  });
  return copy;
}

/** The files of a package as `npm pack` chooses them. */
async function unpack(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  // What was packed before and is no longer.
  await rm(join(to, 'dist'), { recursive: true, force: true });
  // Scripts would build once more.
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', to], { cwd: from });
  const tarballs = (await readdir(to)).filter((name) => name.endsWith('.tgz'));
  for (const name of tarballs) {
    await run('tar', ['xzf', name, '--strip-components=1'], { cwd: to });
    await rm(join(to, name));
  }
}

/** Of everything but what is installed there is a fresh copy each time. */
async function copySources(): Promise<void> {
  await cp(join(root, 'spec'), join(home, 'spec'), { recursive: true });
  const names = await exampleNames();
  for (const entry of await readdir(examplesFolder)) {
    if (names.includes(entry)) await clear(join(examplesFolder, entry), ['node_modules']);
  }
  await clear(examplesFolder, ['node_modules', stampName, ...names]);
  // As Git has it: what somebody's own run has left in the examples is not part of them.
  const { stdout } = await run(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', 'examples'],
    { cwd: root },
  );
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of files) await cp(join(root, file), join(home, file), { recursive: true });
}

async function clear(folder: string, kept: readonly string[]): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!kept.includes(entry)) await rm(join(folder, entry), { recursive: true });
  }
}

async function install(): Promise<void> {
  const lock = await readFile(join(examplesFolder, 'package-lock.json'), 'utf8');
  const stamp = join(examplesFolder, stampName);
  const installed = existsSync(stamp) ? await readFile(stamp, 'utf8') : undefined;
  if (installed === digest(lock)) return replaceOurs();
  await rm(stamp, { force: true });
  console.log('Installing what the examples need …');
  const { stdout } = await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: examplesFolder,
  });
  console.log(stdout.trim());
  await writeFile(stamp, digest(lock));
}

/** Their dependencies are as they were: so says the lock. */
async function replaceOurs(): Promise<void> {
  const places = [
    [home, 'node_modules/breakwater'],
    [join(home, 'generator'), 'node_modules/@breakwater/generator'],
  ] as const;
  for (const [from, place] of places) {
    const to = join(examplesFolder, place);
    for (const part of ['package.json', 'dist', 'bin']) {
      await rm(join(to, part), { recursive: true, force: true });
      if (existsSync(join(from, part))) await cp(join(from, part), join(to, part), { recursive: true });
    }
  }
}
