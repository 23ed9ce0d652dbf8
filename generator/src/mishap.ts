/**
 * What nobody expected, said so that somebody can act on it: a system that will not is named in words, and a mistake
 * of our own asks to be reported. Its stack is for whoever mends it, and shown to whoever asks for it.
 */

import { type Problem, ProblemError, printable } from './problem.ts';
import { isSystemError, mendOf, reasonOf } from './system-errors.ts';

export interface Mishap {
  readonly problem: Problem;
  /** Lines for whoever mends the program. */
  readonly details: readonly string[];
}

/** @param command what was being done: `breakwater generate` */
export function mishap(
  error: unknown,
  command: string,
  environment: NodeJS.ProcessEnv = process.env,
): Mishap {
  if (error instanceof ProblemError) return { problem: error.problem, details: [] };
  if (isSystemError(error)) return { problem: systemProblem(error, command), details: [] };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const isTold = Boolean(environment['BREAKWATER_DEBUG']);
  const problem: Problem = {
    severity: 'refused',
    file: command,
    what: `This is a mistake of Breakwater's own: ${message}.`,
    mend: `Please report it, with what this prints${isTold ? '' : ' once BREAKWATER_DEBUG=1 is set'}.`,
  };
  const stack = error instanceof Error ? error.stack : undefined;
  return { problem, details: isTold && stack !== undefined ? stack.split('\n').map(printable) : [] };
}

function systemProblem(error: unknown, command: string): Problem {
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  const isAway = error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
  const why = isAway ? 'the folder you are in is not there any more' : reasonOf(error);
  return {
    severity: 'refused',
    file: typeof path === 'string' ? path : command,
    what: `The system would not: ${why}.`,
    mend: isAway ? 'Go to one that is.' : mendOf(error, 'Make the place usable, or choose another.'),
  };
}
