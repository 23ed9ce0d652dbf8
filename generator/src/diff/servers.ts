/**
 * Where an API is, before and after: the servers that `createClient({ server })` names, what their URLs leave
 * open, and the servers that single operations have for themselves.
 */

import type { Server, ServerVariable } from '../model.ts';
import { hasChoice, type NamedServers, type ServerNames } from '../server-names.ts';
import { type Change, code, type Impact } from './change.ts';

/** What is the case now, without its subject. */
type Note = readonly [impact: Impact, what: string];

export function compareServers(before: ServerNames, after: ServerNames): Change[] {
  return [
    ...compareNamed(choicesIn(before), choicesIn(after), (name) => `server ${name}`, compareServer),
    ...compareNamed(before.own, after.own, (name) => `baseUrls.${name}`, compareOwn),
  ];
}

/** A single plain server has no name: it is the `baseUrl`. */
function choicesIn({ root }: ServerNames): NamedServers {
  return hasChoice(root) ? root : new Map();
}

function compareNamed<Item>(
  before: ReadonlyMap<string, Item>,
  after: ReadonlyMap<string, Item>,
  subjectOf: (name: string) => string,
  compare: (before: Item, after: Item) => readonly Note[],
): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    const notes: readonly Note[] =
      is === undefined
        ? [['breaking', 'is gone']]
        : was === undefined
          ? [['compatible', 'is new']]
          : compare(was, is);
    return notes.map(([impact, what]) => ({ impact, subject: subjectOf(name), what }));
  });
}

function compareServer(before: Server, after: Server): Note[] {
  const [old, now] = [byName(before), byName(after)];
  return [
    ...(before.url === after.url
      ? []
      : [['compatible', `is ${code(after.url)}, was ${code(before.url)}`] as const]),
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
      compareVariable(old.get(name), now.get(name)).map(
        ([impact, what]) => [impact, `variable ${code(name)} ${what}`] as const,
      ),
    ),
  ];
}

function byName({ variables }: Server): ReadonlyMap<string, ServerVariable> {
  return new Map(variables.map((variable) => [variable.name, variable]));
}

function compareVariable(before: ServerVariable | undefined, after: ServerVariable | undefined): Note[] {
  if (after === undefined) return [['breaking', 'is gone']];
  if (before === undefined)
    return after.usual === undefined
      ? [['breaking', 'is new, and has no default']]
      : [['compatible', 'is new']];
  return [...compareDefaults(before, after), ...compareValues(before.values, after.values)];
}

function compareDefaults({ usual: before }: ServerVariable, { usual: after }: ServerVariable): Note[] {
  if (before === after) return [];
  if (after === undefined) return [['breaking', 'has no default any more']];
  return [
    ['compatible', `is ${code(after)} by default${before === undefined ? '' : `, was ${code(before)}`}`],
  ];
}

/** No values at all means any. */
function compareValues(before: readonly string[], after: readonly string[]): Note[] {
  if (after.length === 0) return before.length === 0 ? [] : [['compatible', 'takes any value']];
  if (before.length === 0) return [['breaking', `takes only ${after.map(code).join(', ')}`]];
  return [
    ...before
      .filter((value) => !after.includes(value))
      .map((value): Note => ['breaking', `no longer takes ${code(value)}`]),
    ...after
      .filter((value) => !before.includes(value))
      .map((value): Note => ['compatible', `takes ${code(value)} too`]),
  ];
}

/** Its server is nothing that a caller names, only what calls reach. */
function compareOwn(before: NamedServers, after: NamedServers): Note[] {
  const [old, now] = [before, after].map((servers) => [...servers.values()].map(({ url }) => url).join(', '));
  return old === now ? [] : [['compatible', `stands for ${code(now ?? '')}, was ${code(old ?? '')}`]];
}
