/**
 * Where Prism is: an optional package of the user's project. It brings its own packages, of which the judge is
 * one; nothing is installed by those who never test a contract.
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ProblemError } from '../problem.ts';

export const prismInstall = 'npm install --save-dev @stoplight/prism-cli';

/**
 * A file that Prism's packages are resolved from.
 *
 * @throws {ProblemError} it is not installed
 */
export function prismPackages(folder = process.cwd()): string {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve('@stoplight/prism-cli');
    } catch {
      // Not there: the next place, or the sentence below.
    }
  }
  const what = 'Prism, the mock server, is not installed in this project.';
  throw new ProblemError({ file: 'package.json', what, mend: prismInstall });
}
