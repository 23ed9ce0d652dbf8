/** One file, whole or not at all: whatever cuts this off, what was there before is there still. */

import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { uninterrupted } from './interrupt.ts';
import { ProblemError } from './problem.ts';
import { codeOf, mendOf, reasonOf } from './system-errors.ts';

/** @throws {ProblemError} it cannot be written */
export async function writeWhole(file: string, text: string): Promise<void> {
  try {
    await uninterrupted(() => replace(file, text));
  } catch (cause) {
    throw unwritable(file, reasonOf(cause), cause);
  }
}

/**
 * Two names are soon mixed up: what lies where something is to be written is replaced only where it is one of those.
 *
 * @param kind What may be replaced: `overlay`.
 * @throws {ProblemError} it is something else
 */
export async function refuseOthers(
  file: string,
  kind: string,
  isOne: (text: string) => boolean | Promise<boolean>,
): Promise<void> {
  const there = await stat(file).catch((cause) => {
    if (codeOf(cause) !== 'ENOENT') throw unwritable(file, reasonOf(cause), cause);
  });
  if (!there) return refuseWithoutFolder(file);
  if (there.isDirectory()) throw unwritable(file, 'there is a folder in its place');
  if (!there.isFile() || there.size === 0) return;
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw unwritable(file, reasonOf(cause), cause);
  });
  if (await isOne(text)) return;
  const what = `This is no ${kind}, and would be overwritten.`;
  throw new ProblemError({ file, what, mend: 'Choose another place, or move it.' });
}

async function refuseWithoutFolder(file: string): Promise<void> {
  await stat(dirname(file)).catch((cause) => {
    throw unwritable(file, reasonOf(cause), cause);
  });
}

function unwritable(file: string, why: string, cause?: unknown): ProblemError {
  const mend = mendOf(cause, 'Make it writable, or choose another place.');
  return new ProblemError({ file, what: `The file cannot be written: ${why}.`, mend }, { cause });
}

async function replace(file: string, text: string): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  // A pipe or a terminal is written to, and not replaced; a folder says that it is one.
  if (there && !there.isFile()) return writeFile(file, text);
  // The file that a link leads to, and not the link.
  const place = there ? await realpath(file) : file;
  const aside = `${place}.${process.pid}.tmp`;
  try {
    await writeFile(aside, text);
    await rename(aside, place);
  } finally {
    await rm(aside, { force: true });
  }
}
