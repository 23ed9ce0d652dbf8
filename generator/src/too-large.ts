/** The refusal of a document beyond the limit, of a file as of a page: by itself, so that a file loads no HTTP. */

import { ProblemError } from './problem.ts';

export function tooLarge(file: string, maxBytes: number): ProblemError {
  const what = `The spec is larger than ${Math.round(maxBytes / 2 ** 20)} MB.`;
  return new ProblemError({ file, what, mend: 'Raise the limit if you trust where it comes from.' });
}
