/**
 * Files onto the disk, all of them or none. Only what changed is written, what is ours and no longer
 * emitted is removed, and what somebody wrote by hand is never touched: ours begin with our header.
 */

import type { Dirent } from 'node:fs';
import { copyFile, link, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isOurs, mayBeOurs } from './emit/file.ts';
import { folderProblem, makeFolder, removeEmpty } from './folder.ts';
import { ProblemError } from './problem.ts';
import { isRunning } from './running.ts';
import { codeOf, isSystemError, reasonOf } from './system-errors.ts';

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
  const made = await makeFolder(folder);
  try {
    await replaceAll(folder, files, changes);
  } catch (cause) {
    await removeEmpty(made);
    throw isSystemError(cause) ? folderProblem('written', folder, cause) : cause;
  }
  return changes;
}

async function replaceAll(
  folder: string,
  files: ReadonlyMap<string, string>,
  changes: Changes,
): Promise<void> {
  const aside = await mkdtemp(asideOf(folder));
  try {
    for (const name of changes.written) await writeFile(join(aside, name), files.get(name) ?? '');
    await exchange(folder, aside, changes);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * Where this process may put down what is on its way into the folder; this begins its name. In it, and not beside
 * it: a folder may be a volume of its own, and nothing takes its place from another in one step.
 */
export function asideOf(folder: string): string {
  return join(resolve(folder), `${start}${process.pid}-`);
}

const start = '.breakwater-';

/** Takes away what was left aside by a process that was killed. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, owner] = /^(\d+)-/.exec(name.startsWith(start) ? name.slice(start.length) : '') ?? [];
    if (owner !== undefined && !isRunning(Number(owner)))
      await rm(join(folder, name), { recursive: true, force: true });
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
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return [];
    throw folderProblem('read', folder, cause);
  });
  const found = entries.filter((entry) => mayBeOurs(entry.name));
  return new Map(await Promise.all(found.map((entry) => textIn(folder, entry))));
}

async function textIn(folder: string, entry: Dirent): Promise<[string, string]> {
  if (!entry.isFile()) return [entry.name, ''];
  const file = join(folder, entry.name);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const what = `The file cannot be read: ${reasonOf(cause)}.`;
    throw new ProblemError({ file, what, mend: 'Make it readable, or choose another --out.' }, { cause });
  });
  return [entry.name, text];
}
