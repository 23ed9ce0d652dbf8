/**
 * How the commands say numbers, times and problems.
 */

import { formatProblem, formatRefusal, type Problem, type ProblemError } from '../problem.ts';

/** Problems shown on a terminal; the rest is counted, and in `--json`. */
const shownProblems = 20;

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Each problem on two lines, the same in many places once. `limit`: how many of them. */
export function describeProblems(problems: readonly Problem[], limit = shownProblems): string[] {
  const groups = [...Map.groupBy(problems, (problem) => problem.severity + problem.what).values()];
  const hidden = groups.length - limit;
  return [
    ...groups.slice(0, limit).map(describeGroup),
    ...(hidden > 0 ? [`  ${hidden} more: see --json`] : []),
  ];
}

/** Why nothing was done; where every problem is fatal, all of them. */
export function describeRefusal({ problem, others }: ProblemError): string {
  return [formatRefusal(problem), ...describeProblems(others)].join('\n');
}

/** The first of several places with one and the same problem stands for all. */
function describeGroup([first, ...others]: readonly Problem[]): string {
  if (!first) return '';
  const more = others.length > 0 ? `\n    The same in ${count(others.length, 'more place')}.` : '';
  return formatProblem(first) + more;
}

export function refusalAsJson({ problem, others }: ProblemError): {
  outcome: 'refused';
  problems: Problem[];
} {
  return { outcome: 'refused', problems: [problem, ...others] };
}

export function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
