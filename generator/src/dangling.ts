/**
 * Why a reference leads nowhere, for the person who must mend it.
 */

import type { Files } from './files.ts';
import { isRemote, type Location, targetOf } from './location.ts';
import type { Problem } from './problem.ts';

export function whyDangling(
  reference: string,
  from: Location,
  { refusals, sources }: Files,
): Pick<Problem, 'what' | 'mend'> {
  const target = targetOf(reference, from);
  const refusal = target && refusals.get(target.file);
  if (refusal) return { what: `${reference} is not read: ${refusal.what}`, mend: refusal.mend };
  if (!target || (isRemote(target.file) && !sources.has(target.file))) {
    const mend = 'Keep a local copy, and refer to that.';
    return { what: `Remote reference ${reference} is not followed.`, mend };
  }
  const mend = 'Correct the reference, or add what it refers to.';
  return { what: `Nothing is found at ${reference}.`, mend };
}
