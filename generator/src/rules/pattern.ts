/**
 * Patterns of a spec, which are programs of somebody else's. One is used only where JavaScript can read it
 * and it is shown to end soon on any input; the others are left out, and reported.
 */

import { isSafePattern } from 'redos-detector';

export interface UsablePattern {
  readonly source: string;
  /** JSON Schema 2020-12 §6.4: as ECMA-262 with `u`; without it where only that can be read. */
  readonly flags: 'u' | '';
}

/** Why a pattern is left out, as a clause. */
export type Doubt = 'JavaScript cannot read it' | 'it may take very long on some input';

/** Ways of backtracking that are still quick; the library's own measure. */
const maxScore = 200;
/** Steps of looking for them: a count and no time, so that every machine decides alike. */
const maxSteps = 1_000;

const judgements = new Map<string, UsablePattern | Doubt>();

export function patternOf(pattern: string): UsablePattern | Doubt {
  const found = judgements.get(pattern) ?? judged(pattern);
  judgements.set(pattern, found);
  return found;
}

function judged(pattern: string): UsablePattern | Doubt {
  const flags = (['u', ''] as const).find((each) => isReadable(pattern, each));
  if (flags === undefined) return 'JavaScript cannot read it';
  try {
    const { safe } = isSafePattern(pattern, { maxScore, maxSteps, unicode: flags === 'u' });
    if (!safe) return 'it may take very long on some input';
  } catch {
    return 'it may take very long on some input';
  }
  return { source: pattern, flags };
}

/** What means the same with `u` and without, and to the compiler, who knows no octal numbers. */
const escapes = /\\(?:[bBdDfnrsStvwW]|0(?!\d)|x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[a-zA-Z]|[^a-zA-Z\d])/gu;

/** Without `u`, an escape that JavaScript does not know is the letter itself: another pattern than was meant. */
function isForeign(pattern: string): boolean {
  return pattern.replace(escapes, '').includes('\\');
}

function isReadable(pattern: string, flags: string): boolean {
  if (flags === '' && isForeign(pattern)) return false;
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}
