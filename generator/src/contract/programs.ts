/**
 * Where the mock servers are: optional packages of the user's project, which nobody installs who tests no contract.
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ProblemError } from '../problem.ts';
import type { Program } from './mock/protocol.ts';

export type MockServer = 'prism' | 'steady';

export const programs: readonly MockServer[] = ['prism', 'steady'];

/** @throws {ProblemError} it is not installed */
export function programOf(name: MockServer, folder = process.cwd()): Program {
  return name === 'prism' ? prism(folder) : steady(folder);
}

/** It brings its own packages, of which the judge is one. */
function prism(folder: string): Program {
  const packagesFrom = resolved('@stoplight/prism-cli', folder);
  if (packagesFrom !== undefined) return { name: 'Prism', packagesFrom };
  const what = 'Prism, the mock server, is not installed in this project.';
  throw new ProblemError({
    file: 'package.json',
    what,
    mend: 'npm install --save-dev @stoplight/prism-cli',
  });
}

/** A program for each kind of machine, in an optional package of its own; its command would be one more process. */
function steady(folder: string): Program {
  const mend = 'npm install --save-dev @stdy/cli';
  const manifest = resolved('@stdy/cli/package.json', folder);
  if (manifest === undefined) {
    const what = 'Steady, the mock server, is not installed in this project.';
    throw new ProblemError({ file: 'package.json', what, mend });
  }
  const machine = `${process.platform}-${process.arch}`;
  const platform = resolved(`@stdy/cli-${machine}/package.json`, dirname(manifest));
  if (platform === undefined) {
    const what = `Steady, the mock server, is installed without its program for ${machine}.`;
    throw new ProblemError({ file: 'package.json', what, mend: `${mend} --include=optional` });
  }
  const executable = join(dirname(platform), 'bin', process.platform === 'win32' ? 'steady.exe' : 'steady');
  return { name: 'Steady', executable };
}

function resolved(specifier: string, folder: string): string | undefined {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve(specifier);
    } catch {
      // Not there: the next place, or what the caller says.
    }
  }
  return undefined;
}
