/**
 * The name that somebody meant: the one that takes the fewest slips of the fingers to become what they typed
 * (Damerau, "A technique for computer detection and correction of spelling errors", 1964).
 */

/** `undefined` where none is near enough; case and punctuation are no slip. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const from = folded(typed);
  const ranked = names.map((name) => ({ name, slips: slipsBetween(from, folded(name)) }));
  const [best] = ranked.sort((a, b) => a.slips - b.slips);
  return best && best.slips <= Math.max(1, Math.floor(from.length / 3)) ? best.name : undefined;
}

/** `portfolio_id`, `portfolioId` and `PortfolioID` are one to whoever types them. */
function folded(name: string): string {
  return name
    .slice(0, 100)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** Optimal string alignment: letters added, left out, replaced, or swapped with their neighbour. */
function slipsBetween(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  const at = (row: readonly number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const changed = at(last, column - 1) + (isSame ? 0 : 1);
      const swapped = isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, changed, swapped));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, to.length);
}
