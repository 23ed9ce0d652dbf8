/** The run as text for a reader. */

import type { Row, Spread, Table } from './harness.ts';
import type { Machine } from './machine.ts';
import type { Outcome, Sheet, Suite } from './suite.ts';

export function describeMachine(machine: Machine): string {
  const { cpu, cores, memoryGiB, os, node, versions } = machine;
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const lines = [`${cpu}, ${cores} cores, ${memoryGiB} GiB, ${os}`, `Node ${node}`, packages.join(' · ')];
  if (machine.load > machine.cores / 4) {
    lines.push(
      `The machine was busy before the run (load ${machine.load.toFixed(1)}): trust the ratios only.`,
    );
  }
  return lines.join('\n');
}

export function describeOutcome({ title, name }: Suite, outcome: Outcome): string {
  const heading = `\n## ${title} (${name})\n`;
  if ('skipped' in outcome) return `${heading}\nSkipped: ${outcome.skipped}.`;
  if ('sheets' in outcome) return [heading, ...outcome.sheets.map(describeSheet)].join('\n');
  return [heading, ...outcome.tables.map(describeTable)].join('\n');
}

function describeSheet({ title, columns, rows, note }: Sheet): string {
  return `${grid([[title, ...columns], ...rows])}\n${note}\n`;
}

function describeTable(table: Table): string {
  const facts = [...new Set(table.rows.flatMap(({ facts }) => Object.keys(facts)))];
  const head = [
    table.title,
    'CPU µs',
    'wall µs',
    'CPU ratio',
    '(min–max)',
    'wall ratio',
    '(min–max)',
    ...facts,
  ];
  const body = table.rows.map((row) => [...cells(row), ...facts.map((fact) => row.facts[fact] ?? '')]);
  return `${grid([head, ...body])}\n${noteOf(table)}\n`;
}

function cells({ name, cpuUs, wallUs, cpuRatio, wallRatio }: Row): string[] {
  return [name, figure(cpuUs), figure(wallUs), ...ratioCells(cpuRatio), ...ratioCells(wallRatio)];
}

function ratioCells({ median, min, max }: Spread): string[] {
  return [figure(median), `(${figure(min)}–${figure(max)})`];
}

function noteOf({ baseline, noise, rounds }: Table): string {
  const percent = (noise * 100).toFixed(0);
  return `Per call, medians of ${rounds} rounds; ratios to ${baseline} in the same round, whose own CPU strayed ±${percent} %.`;
}

/** Three digits that matter. */
export function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  const decimals = value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
  return value.toFixed(decimals);
}

/** Columns: the first and the last words are read, the others are numbers. */
function grid(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const [head, ...body] = rows.map((row) => row.map(pad).join('  ').trimEnd());
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [head, rule, ...body].join('\n');
}
