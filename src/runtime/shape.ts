/**
 * What within a piece of parsed JSON has to be copied, so that copying it again and again looks at nothing else: of a
 * list of a thousand records, say, that each has one list of texts. Half the price of looking everywhere.
 */

import { copyJson } from './copy.ts';

/** Of an object or a list; what is neither has none. */
export type Shape = ObjectShape | ListShape | typeof anything;

interface ObjectShape {
  readonly kind: 'object';
  /** Those that may be objects or lists themselves. */
  readonly members: Member[];
}

interface Member {
  readonly name: string;
  shape: Shape;
}

interface ListShape {
  readonly kind: 'list';
  /** Of its items; `undefined` where none is an object or a list. */
  each: Shape | undefined;
}

/** Of what has no shape in common. */
const anything = { kind: 'anything' } as const;

/** Members that an object may have before it is taken for a dictionary, each of which has others. */
const mostMembers = 32;

/** The shape of an object or a list of parsed JSON; `undefined` for what needs no copy. */
export function shapeOf(value: unknown): Shape | undefined {
  return learned(undefined, value);
}

/**
 * A copy of the value, to be changed at will.
 *
 * @param shape of this very value, which has not changed since
 */
export function copyBy(shape: Shape | undefined, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (shape?.kind === 'object') return copyMembers(shape.members, { ...value });
  return shape?.kind === 'list' && Array.isArray(value) ? copyItems(shape.each, value) : copyJson(value);
}

function copyItems(each: Shape | undefined, items: readonly unknown[]): unknown[] {
  const copy = items.slice();
  if (!each) return copy;
  if (each.kind !== 'object') {
    for (let place = 0; place < copy.length; place += 1) copy[place] = copyBy(each, copy[place]);
    return copy;
  }
  // Apart, since this is where nearly all of the time goes: a list of records.
  for (let place = 0; place < copy.length; place += 1) {
    const item = copy[place];
    if (typeof item === 'object' && item !== null) copy[place] = copyMembers(each.members, { ...item });
  }
  return copy;
}

/** Takes a shallow copy and deepens it. */
function copyMembers(
  members: readonly Member[],
  copy: Record<string, unknown>,
): Readonly<Record<string, unknown>> {
  for (const { name, shape } of members) {
    const member = copy[name];
    // Where it is `null`, or a text, or not there, it stays so.
    if (typeof member !== 'object' || member === null) continue;
    const isFlat = shape.kind === 'list' && shape.each === undefined;
    copy[name] = isFlat && Array.isArray(member) ? copyFlat(member) : copyBy(shape, member);
  }
  return copy;
}

/** Short ones by hand: a call of `slice` costs more than they do, and there may be one in each record. */
function copyFlat(items: readonly unknown[]): unknown[] {
  const [first, second] = items;
  if (items.length === 1) return [first];
  return items.length === 2 ? [first, second] : items.slice();
}

/** A shape that fits whatever the known one does, and the value. */
function learned(known: Shape | undefined, value: unknown): Shape | undefined {
  if (typeof value !== 'object' || value === null) return known;
  return Array.isArray(value) ? withItems(known, value) : withMembers(known, { ...value });
}

function withItems(known: Shape | undefined, items: readonly unknown[]): Shape {
  const shape = known ?? { kind: 'list', each: undefined };
  if (shape.kind !== 'list') return anything;
  for (const item of items) shape.each = learned(shape.each, item);
  return shape;
}

function withMembers(known: Shape | undefined, value: Readonly<Record<string, unknown>>): Shape {
  const shape = known ?? { kind: 'object', members: [] };
  if (shape.kind !== 'object') return anything;
  const { members } = shape;
  for (const name in value) {
    const present = members.find((member) => member.name === name);
    const learnt = learned(present?.shape, value[name]);
    if (present) present.shape = learnt ?? present.shape;
    else if (learnt) members.push({ name, shape: learnt });
    // What is assigned to that name is a prototype where there is no such member.
    if (name === '__proto__' || members.length > mostMembers) return anything;
  }
  return shape;
}
