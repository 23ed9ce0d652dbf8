/**
 * What `breakwater generate` says of one job.
 */

import type { GenerateReport } from '../generate.ts';
import { printable } from '../problem.ts';
import { describePagination } from './pagination-report.ts';
import { count, describeProblems, seconds } from './phrases.ts';

export type Mode = 'write' | 'check' | 'dry-run';

export function isStale({ changes }: GenerateReport): boolean {
  return changes.written.length + changes.removed.length > 0;
}

export function describeReport(
  report: GenerateReport,
  out: string,
  mode: Mode,
  listsPagination = false,
): string {
  const place = printable(out);
  return [
    headline(report, place, mode),
    ...(mode === 'write' ? [] : staleFiles(report, place)),
    ...(mode === 'write' ? describeProject(report) : []),
    ...describePagination(report.pagination, listsPagination),
    ...describeProblems(report.problems),
    ...(report.outcome === 'unchanged' && report.problemCount > 0 ? [known(report.problemCount)] : []),
  ].join('\n');
}

function headline(report: GenerateReport, place: string, mode: Mode): string {
  const { outcome, operations, files, durationMs } = report;
  const time = seconds(durationMs);
  if (mode === 'check' && isStale(report)) return `${place} is not up to date:`;
  if (mode === 'check') return `${place} is up to date, ${time}`;
  const size = `${count(operations, 'operation')} in ${count(files, 'file')}`;
  if (outcome === 'unchanged') return `${place}: ${size} (nothing has changed), ${time}`;
  return `${place}: ${size} (${changesOf(report, mode)}), ${time}`;
}

function changesOf({ changes: { written, unchanged, removed } }: GenerateReport, mode: Mode): string {
  const parts = [
    `${written.length} ${mode === 'dry-run' ? 'to write' : 'written'}`,
    ...(unchanged.length > 0 ? [`${unchanged.length} unchanged`] : []),
    ...(removed.length > 0 ? [`${removed.length} ${mode === 'dry-run' ? 'to remove' : 'removed'}`] : []),
  ];
  return parts.join(', ');
}

function staleFiles({ changes }: GenerateReport, place: string): string[] {
  return [
    ...changes.written.map((name) => `  to write: ${place}/${printable(name)}`),
    ...changes.removed.map((name) => `  to remove: ${place}/${printable(name)}`),
  ];
}

/** Packages of tests; schemas are for the application itself. */
const forTests: ReadonlySet<string> = new Set(['msw', 'vitest']);

/** What is missing in the project. */
function describeProject({ uninstalled, advice }: GenerateReport): string[] {
  const packages = uninstalled.map((name) => {
    const install = `npm install ${forTests.has(name) ? '--save-dev ' : ''}${name}`;
    return `  It imports ${name}, which is not installed: ${install}`;
  });
  return advice === undefined ? packages : [...packages, `  ${advice}`];
}

function known(problems: number): string {
  return `  ${count(problems, 'known problem')}: see breakwater validate`;
}
