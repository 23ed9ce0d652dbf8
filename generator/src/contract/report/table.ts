/**
 * A run as people read it: a line for each resource, then what did not pass, the worst first, each cause once.
 */

import { count, seconds } from '../../commands/phrases.ts';
import { printable } from '../../problem.ts';
import type { Sent } from '../mock/protocol.ts';
import { type CaseResult, type OperationResult, outcomeOf } from '../verdict.ts';
import { breachText, summaryOf } from './summary.ts';

export interface TableOptions {
  readonly spec: string;
  readonly server: string;
  readonly durationMs: number;
  /** Lines of operations that passed, too. */
  readonly showsAll: boolean;
}

const marks = { passed: '✓', violated: '✗', unreachable: '–' } as const;
/** Operations listed under one cause; the rest is counted. */
const listedOperations = 4;
const shownCauses = 12;
const widest = 110;

export function tableOf(results: readonly OperationResult[], options: TableOptions): string {
  const { operations, cases } = summaryOf(results);
  const heads = [
    `${printable(options.spec)} against ${options.server}`,
    '',
    ...resourceLines(results),
    ...(options.showsAll ? ['', ...results.map(operationLine)] : []),
    ...violated(results),
    ...unreachable(results),
    '',
    `${count(operations.passed, 'operation')} passed, ${operations.violated} violated, ${operations.unreachable} unreachable` +
      ` (${count(cases.passed + cases.violated, 'call')} judged, ${cases.unreachable} not) in ${seconds(options.durationMs)}`,
  ];
  return heads.join('\n');
}

function resourceLines(results: readonly OperationResult[]): string[] {
  const groups = [...Map.groupBy(results, ({ tag }) => tag)];
  const width = Math.min(32, Math.max(8, ...groups.map(([tag]) => tag.length)));
  const rows = groups.map(([tag, members]) => {
    const { operations, cases } = summaryOf(members);
    const mark =
      operations.violated > 0 ? marks.violated : operations.passed > 0 ? marks.passed : marks.unreachable;
    const notes = [
      ...(operations.violated > 0 ? [`${operations.violated} violated`] : []),
      ...(operations.unreachable > 0 ? [`${operations.unreachable} unreachable`] : []),
    ];
    const size = `${String(members.length).padStart(4)} operations ${String(cases.passed + cases.violated).padStart(5)} calls`;
    return `  ${mark} ${printable(tag).slice(0, width).padEnd(width)} ${size}${notes.length > 0 ? `   ${notes.join(', ')}` : ''}`;
  });
  return rows;
}

function operationLine(result: OperationResult): string {
  return `  ${marks[outcomeOf(result)]} ${result.method.toUpperCase().padEnd(7)}${printable(result.path)}  ${result.name}`;
}

/** Each broken rule with what was sent. */
function violated(results: readonly OperationResult[]): string[] {
  const bad = results.filter((result) => outcomeOf(result) === 'violated');
  if (bad.length === 0) return [];
  const shown = bad.slice(0, shownCauses);
  return [
    '',
    'Violated',
    ...shown.flatMap((result) => [
      `  ✗ ${result.name}  ${result.method.toUpperCase()} ${printable(result.path)}`,
      ...result.cases.flatMap(violationLines),
    ]),
    ...(bad.length > shown.length
      ? [`  ${bad.length - shown.length} more operations: see --json or --junit`]
      : []),
  ];
}

/** The broken rule of a case, and what was sent. */
export function violationLines(result: CaseResult): string[] {
  if (result.outcome !== 'violated') return [];
  const [first, ...others] = result.breaches;
  if (!first) return [];
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return [`      ${result.title}: ${short(breachText(first))}${more}`, ...sentLines(result.sent)];
}

function sentLines(sent: Sent | undefined): string[] {
  if (!sent) return [];
  const body = sent.body === undefined ? [] : [`        ${short(sent.body)}`];
  return [`      → ${sent.method} ${short(sent.url)}`, ...body];
}

/** Causes, the most common first: many operations share one. */
function unreachable(results: readonly OperationResult[]): string[] {
  const causes = new Map<string, Set<string>>();
  for (const { name, cases } of results) {
    for (const each of cases) {
      if (each.outcome !== 'unreachable') continue;
      causes.set(each.why, (causes.get(each.why) ?? new Set()).add(name));
    }
  }
  if (causes.size === 0) return [];
  const ordered = [...causes].sort(([, left], [, right]) => right.size - left.size);
  const hidden = ordered.length - shownCauses;
  return [
    '',
    'Not judged, which is neither passed nor violated',
    ...ordered.slice(0, shownCauses).map(([why, names]) => `  – ${short(why)}\n      ${listed([...names])}`),
    ...(hidden > 0 ? [`  ${hidden} more causes: see --json`] : []),
  ];
}

function listed(names: readonly string[]): string {
  const hidden = names.length - listedOperations;
  return names.slice(0, listedOperations).join(', ') + (hidden > 0 ? ` and ${hidden} more` : '');
}

function short(text: string): string {
  const line = printable(text.replace(/\s+/g, ' ').trim());
  return line.length > widest ? `${line.slice(0, widest - 1)}…` : line;
}
