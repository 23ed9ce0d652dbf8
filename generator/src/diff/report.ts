/**
 * A difference as a terminal shows it, and as Markdown for a pull request or a changelog.
 */

import { printable } from '../problem.ts';
import { type Change, type Impact, impacts, type Release } from './change.ts';
import type { Difference } from './index.ts';

const advice: Readonly<Record<Release, string>> = {
  major: 'a major version',
  minor: 'a minor version',
  patch: 'a patch version',
  none: 'no new version',
};

export function asText({ release, changes }: Difference): string {
  if (changes.length === 0) return `Nothing changes for callers: ${advice.none}.`;
  const sections = impacts.flatMap((impact) => {
    const members = withImpact(changes, impact);
    return members.length === 0
      ? []
      : ['', impact, ...grouped(members).map((change) => `  ${lineOf(change)}`)];
  });
  return [`${countsOf(changes)}: ${advice[release]}.`, ...sections].join('\n');
}

export function asMarkdown({ release, changes }: Difference): string {
  if (changes.length === 0) return `## API changes\n\nNothing changes for callers: ${advice.none}.`;
  const sections = impacts.flatMap((impact) => {
    const members = withImpact(changes, impact);
    if (members.length === 0) return [];
    const title = `### ${impact.charAt(0).toUpperCase()}${impact.slice(1)}`;
    return [
      '',
      title,
      '',
      ...grouped(members).map(({ subject, what }) => `- ${inert(subject)}: ${printable(what)}`),
    ];
  });
  return [`## API changes: ${advice[release]}`, '', `${countsOf(changes)}.`, ...sections].join('\n');
}

/** What many have in common that nobody sees, such as new documentation, is said once. */
function grouped(changes: readonly Change[]): Change[] {
  return [...Map.groupBy(changes, (change) => change.what)].flatMap(([what, group]) => {
    if (group.length <= namedAtMost || group[0]?.impact !== 'invisible') return group;
    const names = group.slice(0, namedAtMost).map((change) => change.subject);
    const [first] = group;
    return first
      ? [{ ...first, subject: `${names.join(', ')} and ${group.length - namedAtMost} more`, what }]
      : [];
  });
}

const namedAtMost = 5;

function withImpact(changes: readonly Change[], impact: Impact): Change[] {
  return changes.filter((change) => change.impact === impact);
}

function countsOf(changes: readonly Change[]): string {
  return impacts
    .map((impact) => `${withImpact(changes, impact).length} ${impact}`)
    .filter((text) => !text.startsWith('0 '))
    .join(', ');
}

function lineOf({ subject, what }: Change): string {
  return printable(`${subject}: ${what}`);
}

/** Between backticks nothing is Markdown. */
function inert(text: string): string {
  return `\`${printable(text).replaceAll('`', "'")}\``;
}
