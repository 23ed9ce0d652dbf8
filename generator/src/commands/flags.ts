/**
 * Flags of a command as a table: it parses the arguments, writes the usage, and knows what somebody meant
 * who wrote `--chekc`.
 */

import { parseArgs } from 'node:util';
import { didYouMean } from '../nearest.ts';
import { UsageError } from './command.ts';

export interface Flag {
  readonly type: 'string' | 'boolean';
  /** May be given several times. */
  readonly multiple?: true;
  readonly short?: string;
  /** What its value is called in the usage: `<dir>`. */
  readonly value?: string;
  readonly about: string;
}

export type Flags = Readonly<Record<string, Flag>>;

type ValueOf<Each extends Flag> = Each extends { type: 'boolean' }
  ? boolean
  : Each extends { multiple: true }
    ? readonly string[]
    : string | undefined;

export interface Arguments<Table extends Flags> {
  readonly values: { readonly [Name in keyof Table]: ValueOf<Table[Name]> };
  readonly positionals: readonly string[];
}

/** @throws {UsageError} a flag is unknown, lacks its value, or has one it cannot take */
export function parseFlags<Table extends Flags>(args: readonly string[], table: Table): Arguments<Table> {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(table).map(([name, flag]) => [name, optionOf(flag)])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  if (positionals.includes(''))
    throw new UsageError('An argument is empty, as one is whose shell variable is not set.');
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    given.set(token.name, [...(given.get(token.name) ?? []), checked(token, table)]);
  }
  return { values: valuesOf(table, given), positionals };
}

/** The one of several flags that exclude each other; refuses a second. */
export function atMostOne(values: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const [first, second] = names.filter((name) => values[name] === true);
  if (second !== undefined) throw new UsageError(`--${first} and --${second} exclude each other.`);
}

export function usageOfFlags(flags: Flags): string {
  const rows = Object.entries(flags).map(([name, { short, value, about }]) => {
    const head = `  ${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
    const [first = '', ...more] = about.split('\n');
    const start =
      head.length < column ? head.padEnd(column) + first : `${head}\n${' '.repeat(column)}${first}`;
    return [start, ...more.map((line) => ' '.repeat(column) + line)].join('\n');
  });
  return rows.join('\n');
}

/** Where the explanation of a flag begins. */
const column = 32;

function optionOf({ type, short }: Flag): { type: Flag['type']; short?: string } {
  return short === undefined ? { type } : { type, short };
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checked({ name, rawName, value, inlineValue }: Token, table: Flags): string {
  const flag = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!flag) throw new UsageError(`There is no ${rawName}.${didYouMean(name, Object.keys(table), '--')}`);
  if (flag.type === 'boolean') {
    if (value === undefined) return '';
    throw new UsageError(`${rawName} takes no value; found ${value}.`);
  }
  if (value === undefined || value === '' || (!inlineValue && /^-./.test(value))) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${flag.value ?? '<value>'}.`);
  }
  return value;
}

/** The one place where the table becomes the type it stands for. */
function valuesOf<Table extends Flags>(
  table: Table,
  given: ReadonlyMap<string, readonly string[]>,
): Arguments<Table>['values'] {
  const entries = Object.entries(table).map(([name, { type, multiple }]) => {
    const values = given.get(name) ?? [];
    return [name, type === 'boolean' ? given.has(name) : multiple ? values : values.at(-1)];
  });
  return Object.fromEntries(entries) as Arguments<Table>['values'];
}
