/**
 * `deepObject`: `name[member]=value`. OpenAPI defines one level of it. Deeper ones are written as the
 * servers that have them read them (qs, PHP, Rails, Stripe): `name[a][b]=1`, lists of single values as
 * `name[a][]=1`, and lists of anything else by index, `name[a][0][b]=1`, for PHP takes every `[]` for
 * a new item.
 */

import type { FormStyle, Pair } from './form-styles.ts';
import { isAbsent, isScalar, membersOf, scalarText } from './scalar.ts';
import { Unwritable } from './unwritable.ts';

/** Far beyond what any server reads; an object inside itself would have no end. */
const deepest = 32;

export function deepPairs({ name, encode, encodeName }: FormStyle, value: unknown): Pair[] {
  const pairs: Pair[] = [];
  const write = (path: string, part: unknown, depth: number): void => {
    if (isAbsent(part)) return;
    if (isScalar(part)) {
      pairs.push([path, encode(scalarText(part))]);
      return;
    }
    if (depth > deepest) throw new Unwritable(`is nested more than ${deepest} levels deep`);
    for (const [key, member] of stepsOf(part)) write(path + encodeName(`[${key}]`), member, depth + 1);
  };
  write(name, value, 0);
  return pairs;
}

function stepsOf(part: unknown): [key: string | number, member: unknown][] {
  if (!Array.isArray(part)) return membersOf(Object(part));
  const items: readonly unknown[] = part;
  if (items.every((item) => isAbsent(item) || isScalar(item))) return items.map((item) => ['', item]);
  return items.filter((item) => !isAbsent(item)).map((item, index) => [index, item]);
}
