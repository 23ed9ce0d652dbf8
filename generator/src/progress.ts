/**
 * What is going on, on one line of a terminal that is gone when it is done. A step says so before it begins:
 * it will not let anybody say anything until it ends.
 */

import { printable } from './problem.ts';

/** Gives `body` what to tell its steps to; clears the line whatever happens. */
export async function withProgress<Result>(
  terminal: { progress?(text: string | undefined): void },
  subject: string,
  body: (onStep: (step: string) => void) => Promise<Result>,
): Promise<Result> {
  const startMs = performance.now();
  try {
    return await body((step) => {
      const elapsedMs = performance.now() - startMs;
      const time = elapsedMs < 1000 ? '' : `, ${(elapsedMs / 1000).toFixed(0)} s`;
      terminal.progress?.(`${printable(subject)}: ${step}${time} …`);
    });
  } finally {
    terminal.progress?.(undefined);
  }
}
