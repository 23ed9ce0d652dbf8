/** The candidate that takes the fewest slips of the keyboard to become: one of few flags, so there is always a guess. */

import { slipsBetween } from '../../generator/src/nearest.ts';

export function nearest(word: string, candidates: readonly string[]): string | undefined {
  return candidates.toSorted((a, b) => slipsBetween(word, a) - slipsBetween(word, b))[0];
}
