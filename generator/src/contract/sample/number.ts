/**
 * Numbers, at their bounds where they have any. Exclusive bounds are numbers since OpenAPI 3.1, and were
 * true or false before.
 */

import type { Node } from '../../node.ts';
import { type Amount, Unsampleable } from './amount.ts';
import { numberOf } from './text.ts';

const usual = 1;

/** @throws {Unsampleable} no number lies between its bounds */
export function sampleNumber(schema: Node, isInteger: boolean, amount: Amount): number {
  const multiple = numberOf(schema, 'multipleOf');
  const step = multiple !== undefined && multiple > 0 ? multiple : isInteger ? 1 : undefined;
  const least = within(schema, bound(schema, 'minimum', 'exclusiveMinimum'));
  const most = within(schema, bound(schema, 'maximum', 'exclusiveMaximum'));
  const distance = step ?? nudge(least, most);
  const low = least && onStep(least.value, step, Math.ceil, least.isExclusive ? distance : 0);
  const high = most && onStep(most.value, step, Math.floor, most.isExclusive ? -distance : 0);
  if (low !== undefined && high !== undefined && low > high) {
    throw new Unsampleable(`no number lies between ${least?.value} and ${most?.value}`);
  }
  if (amount === 'low' && low !== undefined) return low;
  if (amount === 'high' && high !== undefined) return high;
  const middle = onStep(usual, step, Math.ceil, 0);
  return Math.min(Math.max(middle, low ?? middle), high ?? Number.POSITIVE_INFINITY);
}

interface Bound {
  readonly value: number;
  readonly isExclusive: boolean;
}

function bound(
  schema: Node,
  inclusive: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
): Bound | undefined {
  const plain = numberOf(schema, inclusive);
  const strict = numberOf(schema, exclusive);
  if (plain === undefined) return strict === undefined ? undefined : { value: strict, isExclusive: true };
  if (strict === undefined) return { value: plain, isExclusive: schema[exclusive] === true };
  const isStricter = inclusive === 'minimum' ? strict >= plain : strict <= plain;
  return isStricter ? { value: strict, isExclusive: true } : { value: plain, isExclusive: false };
}

/** A bound that the format cannot reach is the format's own; beyond 2^53 JSON's numbers are not exact. */
function within({ format, type }: Node, bound: Bound | undefined): Bound | undefined {
  if (!bound) return undefined;
  const isInteger = [type].flat().includes('integer');
  const limit = format === 'int32' ? 2 ** 31 - 1 : isInteger ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE;
  const value = Math.min(Math.max(bound.value, -limit), limit);
  return value === bound.value ? bound : { value, isExclusive: false };
}

/** How far inside an exclusive bound the next number is taken. */
function nudge(least: Bound | undefined, most: Bound | undefined): number {
  return least && most ? Math.min(1, (most.value - least.value) / 4) : 1;
}

/** The next multiple of `step` on the right side of a bound. */
function onStep(
  value: number,
  step: number | undefined,
  round: (value: number) => number,
  inwards: number,
): number {
  if (step === undefined) return value + inwards;
  const rounded = round(Number.isInteger(step) ? value / step : tidy(value / step)) * step;
  // 0.1 has no exact binary form, and its multiples are what a decimal says they are.
  const settled = rounded === value ? rounded + inwards : rounded;
  return Number.isInteger(step) ? settled : tidy(settled);
}

function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
