/**
 * Files onto the disk, all of them or none. Only what changed is written, what is ours and no longer
 * emitted is removed, and what somebody wrote by hand is never touched: ours begin with our header.
 */

import { copyFile, link, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isOurs, mayBeOurs } from './emit/file.ts';
import { codeOf, folderProblem, makeFolder } from './folder.ts';
import { ProblemError } from './problem.ts';

/** What stands between a folder and the files it should hold; names of files, sorted. */
export interface Changes {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/** @throws {ProblemError} a file of somebody else's is in the way */
export async function compareWith(folder: string, files: ReadonlyMap<string, string>): Promise<Changes> {
  const present = await readFolder(folder);
  const names = [...files.keys()].sort();
  const foreign = names.find((name) => present.has(name) && !isOurs(present.get(name) ?? ''));
  if (foreign !== undefined) {
    const file = join(folder, foreign);
    const what = 'This was not generated, and the generator would have to overwrite it.';
    throw new ProblemError({ file, what, mend: 'Move it, or choose another --out.' });
  }
  return {
    written: names.filter((name) => present.get(name) !== files.get(name)),
    removed: [...present].flatMap(([name, text]) => (!files.has(name) && isOurs(text) ? [name] : [])).sort(),
    unchanged: names.filter((name) => present.get(name) === files.get(name)),
  };
}

/**
 * Brings the folder up to date. New texts are written aside, in the same file system, and then each takes
 * its place in one step: whenever this is cut off, every file is either the old one or the new one, whole.
 * When one cannot take its place, those that have go back.
 */
export async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<Changes> {
  const changes = await compareWith(folder, files);
  await sweep(folder);
  if (changes.written.length === 0 && changes.removed.length === 0) return changes;
  await makeFolder(folder);
  const aside = await mkdtemp(asideOf(folder)).catch((cause: unknown) => {
    throw folderProblem('written', dirname(resolve(folder)), cause);
  });
  try {
    for (const name of changes.written) await writeFile(join(aside, name), files.get(name) ?? '');
    await exchange(folder, aside, changes);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return changes;
}

/** Where this process may put down what is on its way into the folder: beside it, and this begins its name. */
export function asideOf(folder: string): string {
  return join(dirname(resolve(folder)), `.${basename(resolve(folder))}-breakwater-${process.pid}-`);
}

/** Takes away what was left aside by a process that was killed. */
async function sweep(folder: string): Promise<void> {
  const [parent, start] = [dirname(resolve(folder)), `.${basename(resolve(folder))}-breakwater-`];
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const [, owner] = /^(\d+)-/.exec(name.startsWith(start) ? name.slice(start.length) : '') ?? [];
    if (owner !== undefined && !isRunning(Number(owner)))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, and runs.
    return codeOf(error) === 'EPERM';
  }
}

async function exchange(folder: string, aside: string, { written, removed }: Changes): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const name of [...written, ...removed]) {
      const [place, old] = [join(folder, name), join(aside, `${name}.old`)];
      const isReplaced = await keep(place, old);
      await (removed.includes(name) ? rm(place) : rename(join(aside, name), place));
      undo.push(() => (isReplaced ? rename(old, place) : rm(place)));
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

/** A second name for a file, or a copy where there are no second names; `false` when there is no such file. */
async function keep(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') throw error;
      return copyFile(from, to);
    });
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** What the folder has under names that could be ours; a folder called like a file has no text, and is not ours. */
async function readFolder(folder: string): Promise<Map<string, string>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const found = entries.filter((entry) => mayBeOurs(entry.name));
    const texts = found.map((entry) => (entry.isFile() ? readFile(join(folder, entry.name), 'utf8') : ''));
    return new Map((await Promise.all(texts)).map((text, index) => [found[index]?.name ?? '', text]));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return new Map();
    throw folderProblem('read', folder, cause);
  }
}
