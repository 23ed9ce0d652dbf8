/**
 * Whether one name is another with a slip of the fingers in it: a letter too many, one too few, a wrong one, or
 * two in the wrong order (Damerau, "A technique for computer detection and correction of spelling errors", 1964:
 * four in five misspellings are one of these).
 */

/** Below so many letters two names are alike by chance: `from` and `form`. */
const fewestLetters = 5;

/** A plural and a number are other names: rows have `tags` beside `tag`, and `address1` beside `address2`. */
export function isSlip(typed: string, meant: string): boolean {
  if (meant.length < fewestLetters || typed === `${meant}s` || meant === `${typed}s`) return false;
  let at = 0;
  while (at < meant.length && typed[at] === meant[at]) at += 1;
  if (isDigit(typed[at]) || isDigit(meant[at])) return false;
  const [typedRest, meantRest] = [typed.slice(at), meant.slice(at)];
  return (
    typedRest.slice(1) === meantRest ||
    typedRest === meantRest.slice(1) ||
    typedRest.slice(1) === meantRest.slice(1) ||
    swapped(typedRest) === meantRest
  );
}

function swapped(text: string): string {
  return text.slice(1, 2) + text.slice(0, 1) + text.slice(2);
}

function isDigit(letter: string | undefined): boolean {
  return letter !== undefined && letter >= '0' && letter <= '9';
}
