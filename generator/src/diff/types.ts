/**
 * Two types of one thing, before and after, as the side sees them that has to deal with it: who sends may
 * have to send more, or may no longer send; who receives may get what it is not prepared for.
 */

import { nodeOf } from '../node.ts';
import { type Direction, schemaNameOf } from '../variants.ts';
import { code, type Impact } from './change.ts';
import {
  isNullable,
  itemOf,
  membersOf,
  type ObjectShape,
  objectOf,
  type Property,
  type Schemas,
  textOf,
} from './shape.ts';

/** A difference somewhere inside a type. */
export interface TypeChange {
  readonly impact: Impact;
  /** `owner.name`; empty: the type itself. */
  readonly path: string;
  /** To follow the path: `is gone`. */
  readonly what: string;
}

export interface Sides {
  readonly before: Schemas;
  readonly after: Schemas;
  readonly direction: Direction;
  /** Pairs of types that are being compared: inside themselves they differ in nothing more. */
  readonly open?: ReadonlySet<string>;
}

export function compareTypes(before: unknown, after: unknown, sides: Sides, path = ''): TypeChange[] {
  const texts = [textOf(before, sides.before), textOf(after, sides.after)];
  if (texts[0] === texts[1]) return noted(before, after, sides, path);
  const pair = texts.join(' > ');
  if (sides.open?.has(pair)) return [];
  const inner = { ...sides, open: new Set([...(sides.open ?? []), pair]) };
  const [old, now] = [
    objectOf(target(before, sides.before), sides.direction, sides.before),
    objectOf(target(after, sides.after), sides.direction, sides.after),
  ];
  if (old && now)
    return [...compareNull(before, after, sides, path), ...compareObjects(old, now, inner, path)];
  const items = [itemOf(before), itemOf(after)];
  if (!items.includes(undefined) && isNullable(nodeOf(before)) === isNullable(nodeOf(after)))
    return compareTypes(items[0], items[1], inner, `${path}[]`);
  return [
    compareMembers(membersOf(before, sides.before), membersOf(after, sides.after), sides.direction, path),
  ];
}

/** A type that goes by another name now may be the same all the same. */
function target(schema: unknown, { definitions }: Schemas): unknown {
  return definitions.get(schemaNameOf(nodeOf(schema).$ref) ?? '') ?? schema;
}

/** Types that only lose or gain a note, somewhere. */
function noted(before: unknown, after: unknown, sides: Sides, path: string): TypeChange[] {
  const [was, is] = [nodeOf(before).deprecated === true, nodeOf(after).deprecated === true];
  if (was !== is)
    return [{ impact: 'compatible', path, what: is ? 'is deprecated' : 'is no longer deprecated' }];
  const items = [itemOf(before), itemOf(after)];
  if (!items.includes(undefined)) return noted(items[0], items[1], sides, `${path}[]`);
  const news = objectOf(after, sides.direction, sides.after)?.properties;
  const olds = objectOf(before, sides.direction, sides.before)?.properties ?? new Map<string, Property>();
  return [...olds].flatMap(([name, { schema }]) =>
    noted(schema, news?.get(name)?.schema, sides, below(path, name)),
  );
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function compareMembers(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  direction: Direction,
  path: string,
): TypeChange {
  const [added, removed] = [
    [...after].filter((each) => !before.has(each)),
    [...before].filter((each) => !after.has(each)),
  ];
  const grows = removed.length === 0 || after.has('unknown');
  const shrinks = added.length === 0 || before.has('unknown');
  // Known values complete in an editor; that there will be more of them is known too.
  const isNewValue = removed.length === 0 && added.every(isLiteral) && [...before].some(isLiteral);
  const isSafe = direction === 'request' ? grows : shrinks || isNewValue;
  return {
    impact: isSafe ? 'compatible' : 'breaking',
    path,
    what: memberText(before, after, added, removed),
  };
}

function memberText(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  added: readonly string[],
  removed: readonly string[],
): string {
  const isValues = [...added, ...removed].every((text) => isLiteral(text) || text === 'null');
  const list = (texts: readonly string[]) => code(texts.join(', '));
  if (isValues && removed.length === 0) return `may also be ${list(added)}`;
  if (isValues && added.length === 0) return `is no longer ${list(removed)}`;
  return `is ${code([...after].join(' | '))}, was ${code([...before].join(' | '))}`;
}

function isLiteral(text: string): boolean {
  return /^(['"].*['"]|-?\d[\d.e+-]*|true|false)$/s.test(text);
}

function compareNull(
  before: unknown,
  after: unknown,
  { before: old, after: now, direction }: Sides,
  path: string,
): TypeChange[] {
  const [was, is] = [membersOf(before, old).has('null'), membersOf(after, now).has('null')];
  if (was === is) return [];
  const isSafe = (direction === 'request') === is;
  return [
    { impact: isSafe ? 'compatible' : 'breaking', path, what: is ? 'may be `null`' : 'is never `null`' },
  ];
}

function compareObjects(before: ObjectShape, after: ObjectShape, sides: Sides, path: string): TypeChange[] {
  const shared = new Set(
    [...named(before, sides.before)].filter((name) => named(after, sides.after).has(name)),
  );
  const [old, now] = [
    withBases(before, shared, sides.before, sides.direction),
    withBases(after, shared, sides.after, sides.direction),
  ];
  const changes = [...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
    compareProperty(old.get(name), now.get(name), sides, below(path, name)),
  );
  return [...changes, ...compareOthers(before.others, after.others, sides, `${path}[name]`)];
}

function compareProperty(
  before: Property | undefined,
  after: Property | undefined,
  sides: Sides,
  path: string,
): TypeChange[] {
  const isSent = sides.direction === 'request';
  if (!before || !after) {
    if (!after) return [{ impact: 'breaking', path, what: 'is gone' }];
    const isDemanded = isSent && after.isRequired;
    return [
      {
        impact: isDemanded ? 'breaking' : 'compatible',
        path,
        what: isDemanded ? 'is new, and required' : 'is new',
      },
    ];
  }
  const changes = compareTypes(before.schema, after.schema, sides, path);
  if (before.isRequired === after.isRequired) return changes;
  const isSafe = isSent !== after.isRequired;
  const words = isSent
    ? { optional: 'is optional', required: 'is required' }
    : { optional: 'may be absent', required: 'is always there' };
  const what = after.isRequired ? words.required : words.optional;
  return [{ impact: isSafe ? 'compatible' : 'breaking', path, what }, ...changes];
}

function compareOthers(before: unknown, after: unknown, sides: Sides, path: string): TypeChange[] {
  if (before !== undefined && after !== undefined) return compareTypes(before, after, sides, path);
  if (before === after) return [];
  return [
    after === undefined
      ? { impact: 'breaking', path, what: 'is gone: it has no properties but its own' }
      : { impact: 'compatible', path, what: 'is new: it may have any other property' },
  ];
}

/** Names of TypeScript of the named schemas an object is made of. */
function named(shape: ObjectShape, { refer }: Schemas): ReadonlySet<string> {
  return new Set([...shape.bases].map(refer));
}

/** All properties, those of named schemas too, but for the ones both sides have: they are compared by themselves. */
function withBases(
  shape: ObjectShape,
  shared: ReadonlySet<string>,
  schemas: Schemas,
  direction: Direction,
  seen: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, Property> {
  const inherited = [...shape.bases].flatMap((base) => {
    if (seen.has(base) || shared.has(schemas.refer(base))) return [];
    const parent = objectOf(schemas.definitions.get(base), direction, schemas);
    return parent ? [...withBases(parent, shared, schemas, direction, new Set([...seen, base]))] : [];
  });
  return new Map([...inherited, ...shape.properties]);
}
