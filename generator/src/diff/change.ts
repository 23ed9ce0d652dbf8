/**
 * One thing that is different for whoever calls an SDK, and how much it matters.
 */

/**
 * `breaking`: code that compiled and worked may not. `compatible`: there is more to use, or something
 * behaves otherwise that nobody has to act on. `invisible`: the code and the types are the same.
 */
export type Impact = 'breaking' | 'compatible' | 'invisible';

/** Worst first. */
export const impacts: readonly Impact[] = ['breaking', 'compatible', 'invisible'];

export interface Change {
  readonly impact: Impact;
  /** `pets.list`, `type Pet`, `tag pets`, `client`. */
  readonly subject: string;
  /** What is the case now, without the subject: `argument \`limit\` is gone`. */
  readonly what: string;
}

export type Release = 'major' | 'minor' | 'patch' | 'none';

/** What semantic versioning asks for. */
export function releaseOf(changes: readonly Change[]): Release {
  const worst = impacts.find((impact) => changes.some((change) => change.impact === impact));
  if (worst === undefined) return 'none';
  return worst === 'breaking' ? 'major' : worst === 'compatible' ? 'minor' : 'patch';
}

/** Worst first, else in the order they were found; each once. */
export function sorted(changes: readonly Change[]): Change[] {
  const unique = new Map(
    changes.map((change) => [`${change.impact} ${change.subject} ${change.what}`, change]),
  );
  return impacts.flatMap((impact) => [...unique.values()].filter((change) => change.impact === impact));
}

/** A name or a type of a spec between backticks, one line of it. */
export function code(text: string): string {
  const line = text.replaceAll('`', "'").replace(/\s+/g, ' ');
  return `\`${line.length > longest ? `${line.slice(0, longest)}…` : line}\``;
}

/** A type longer than this is read in the SDK, not in a list. */
const longest = 120;
