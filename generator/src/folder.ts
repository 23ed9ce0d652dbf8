/** Folders for what is written, and plain words for why there is none. */

import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ProblemError } from './problem.ts';

/**
 * A folder, and those above it. Not by `recursive`: where a file system refuses what is there all the same, as
 * `/proc` does, Node tries without end.
 *
 * @throws {ProblemError} it cannot be made
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await make(resolve(folder));
  } catch (cause) {
    throw folderProblem('made', folder, cause);
  }
}

async function make(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await make(parent);
  await mkdir(folder).catch(async (error: unknown) => {
    // Somebody else may have been faster.
    if (codeOf(error) !== 'EEXIST' || !(await isFolder(folder))) throw error;
  });
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
  const code = codeOf(cause);
  const why = typeof code === 'string' && Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  const what = `The folder cannot be ${done}: ${why ?? (cause instanceof Error ? cause.message : String(cause))}.`;
  return new ProblemError({ file: folder, what, mend: 'Choose another --out.' }, { cause });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it is somebody else’s, and permission is denied',
  EPERM: 'the system does not permit it',
  EROFS: 'its file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'there is a file where a folder is needed',
  EEXIST: 'there is a file in its place',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'its file system takes no new folders there',
};

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
