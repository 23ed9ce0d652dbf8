/**
 * The word somebody meant: the one that takes the fewest slips of the keyboard to become what they wrote.
 */

/** `undefined` when nothing is near enough to be a slip. */
export function nearest(word: string, choices: Iterable<string>): string | undefined {
  // Two slips make any word of three letters any other.
  const allowed = word.length < 4 ? Math.min(1, word.length - 1) : Math.max(2, Math.floor(word.length / 3));
  const [best] = [...choices]
    .map((choice) => ({ choice, slips: slipsBetween(word.toLowerCase(), choice.toLowerCase()) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips);
  return best?.choice;
}

/** ` Did you mean --check?`, to follow a sentence; empty when there is no guess. */
export function didYouMean(word: string, choices: Iterable<string>, before = ''): string {
  const guess = nearest(word, choices);
  return guess === undefined ? '' : ` Did you mean ${before}${guess}?`;
}

/** Optimal string alignment: letters added, left out, replaced, or swapped with their neighbour. */
export function slipsBetween(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (beforeLast[column - 2] ?? Number.POSITIVE_INFINITY) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}
