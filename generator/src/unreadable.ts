/** Why a file that somebody named cannot be read, and what they may have meant. */

import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { didYouMean } from './nearest.ts';
import { ProblemError } from './problem.ts';
import { isSpecName } from './spec-name.ts';
import { codeOf, reasonOf } from './system-errors.ts';

/** @param wanted what would have been read: `an OpenAPI description, in YAML or JSON` */
export async function unreadable(file: string, wanted: string, cause: unknown): Promise<ProblemError> {
  const refuse = (what: string, mend: string) => new ProblemError({ file, what, mend }, { cause });
  const mend = `Give the path or the URL of ${wanted}.`;
  if (codeOf(cause) === 'EISDIR') return refuse('This is a folder.', `${mend}${await specIn(file)}`);
  if (codeOf(cause) !== 'ENOENT') return refuse(`The file cannot be read: ${reasonOf(cause)}.`, mend);
  const names = await readdir(dirname(file)).catch(() => []);
  return refuse('There is no such file.', `${mend}${didYouMean(basename(file), names)}`);
}

/** The one thing in a folder that somebody may have meant. */
async function specIn(folder: string): Promise<string> {
  const [name, ...others] = (await readdir(folder).catch(() => [])).filter(isSpecName);
  return name === undefined || others.length > 0 ? '' : ` Did you mean ${join(folder, name)}?`;
}
