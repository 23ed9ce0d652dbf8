/** Folders for what is written, and plain words for why there is none. */

import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ProblemError } from './problem.ts';
import { codeOf, mendOf, reasonOf } from './system-errors.ts';

/**
 * A folder, and those above it. Not by `recursive`: where a file system refuses what is there all the same, as
 * `/proc` does, Node tries without end.
 *
 * @returns those that were not there before, from the outermost to the folder itself
 * @throws {ProblemError} it cannot be made
 */
export async function makeFolder(folder: string): Promise<readonly string[]> {
  const made: string[] = [];
  try {
    await make(resolve(folder), made);
    return made;
  } catch (cause) {
    await removeEmpty(made);
    throw folderProblem('made', folder, cause);
  }
}

/** Takes away what `makeFolder` made, unless somebody has put something there by now. */
export async function removeEmpty(made: readonly string[]): Promise<void> {
  for (const folder of made.toReversed()) await rmdir(folder).catch(() => {});
}

async function make(folder: string, made: string[]): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await make(parent, made);
  try {
    await mkdir(folder);
    made.push(folder);
  } catch (error) {
    // Somebody else may have been faster.
    if (codeOf(error) !== 'EEXIST' || !(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  return found?.isDirectory() ?? false;
}

/** @param done what could not be done with it: `made`, `read`, `written` */
export function folderProblem(done: string, folder: string, cause: unknown): ProblemError {
  const why = reasonOf(cause, { ENOENT: 'its file system takes no new folders there' });
  const what = `The folder cannot be ${done}: ${why}.`;
  return new ProblemError({ file: folder, what, mend: mendOf(cause, 'Choose another --out.') }, { cause });
}
