/**
 * The table of the demo: aligned columns within 100 characters, and colours where somebody looks.
 */

import { styleText } from 'node:util';

type Colour = Parameters<typeof styleText>[0];

/** Coloured on a terminal, unless NO_COLOR is set; plain everywhere else. */
export const paint = (colour: Colour, text: string): string =>
  styleText(colour, text, { stream: process.stdout });

/** One line: a call, or several that were made together. */
export interface Row {
  readonly call: string;
  readonly from: string;
  /** Requests that left for it. */
  readonly attempts: number;
  /** Tokens that were asked for so far; `undefined` where nobody issues any. */
  readonly refreshes: number | undefined;
  readonly circuit: string;
  readonly durationMs: number;
}

export const width = 100;
const indent = '  ';

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly text: (row: Row) => string;
  readonly colour?: (row: Row) => Colour | undefined;
}

/** Their widths, the gaps of two and the indent make `width`. */
const columns: readonly Column[] = [
  { title: 'call', width: 27, align: 'left', text: ({ call }) => call },
  {
    title: 'answer from',
    width: 28,
    align: 'left',
    text: ({ from }) => from,
    colour: ({ attempts }) => (attempts === 0 ? 'cyan' : undefined),
  },
  { title: 'attempts', width: 8, align: 'right', text: ({ attempts }) => String(attempts) },
  { title: 'refreshes', width: 9, align: 'right', text: ({ refreshes }) => String(refreshes ?? '–') },
  {
    title: 'circuit',
    width: 9,
    align: 'left',
    text: ({ circuit }) => circuit,
    colour: ({ circuit }) => (circuit === 'closed' ? undefined : 'yellow'),
  },
  { title: 'time', width: 7, align: 'right', text: ({ durationMs }) => duration(durationMs) },
];

export function headLines(): string {
  const titles = columns.map((column) => pad(column.title, column));
  return `${paint('dim', line(titles))}\n${paint('dim', indent + '─'.repeat(width - indent.length))}`;
}

export function rowLine(row: Row): string {
  return line(
    columns.map((column) => {
      const text = pad(shortened(column.text(row), column.width), column);
      const colour = column.colour?.(row);
      return colour ? paint(colour, text) : text;
    }),
  );
}

/** A line above the table. */
export const fact = (name: string, text: string): string =>
  `${indent}${paint('bold', name.padEnd(8))} ${text}`;

/** A line between rows that says what they are for. */
export const titleLine = (title: string): string => `\n${indent}${paint('bold', title)}`;

/** Prose under a row, wrapped. */
export function noteLines(text: string, colour: Colour = 'dim'): string {
  return wrapped(text, width - 4)
    .map((part) => `    ${paint(colour, part)}`)
    .join('\n');
}

export const goodLine = (text: string): string => `    ${paint('green', `✔ ${text}`)}`;

export const badLine = (text: string): string => noteLines(`✘ ${text}`, 'red');

export function duration(milliseconds: number): string {
  if (milliseconds < 1) return `${milliseconds.toFixed(1)} ms`;
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** `1 request`, `1,223 operations`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function line(cells: readonly string[]): string {
  return indent + cells.join('  ');
}

function pad(text: string, column: Column): string {
  return column.align === 'left' ? text.padEnd(column.width) : text.padStart(column.width);
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function wrapped(text: string, length: number): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > length) lines.push(word);
    else lines.splice(-1, 1, last === '' ? word : `${last} ${word}`);
  }
  return lines;
}
