/**
 * Two documents, and what changes from one to the other, a line each.
 */

import { compareSurfaces, type Difference } from '../../../generator/src/diff/index.ts';
import { surfaceOf } from '../../../generator/src/diff/surface.ts';
import { reading, withOperation } from '../support.ts';

export type Parts = Record<string, unknown>;

export function differenceOf(before: unknown, after: unknown): Difference {
  const [old, now] = [reading(before), reading(after)];
  return compareSurfaces(surfaceOf(old), surfaceOf(now));
}

/** `breaking pets.list: argument …`, a line each. */
export function changes(before: unknown, after: unknown): string[] {
  return differenceOf(before, after).changes.map(
    ({ impact, subject, what }) => `${impact} ${subject}: ${what}`,
  );
}

/** The same for the one operation of an API. */
export function operation(before: Parts, after: Parts): string[] {
  return changes(withOperation(before), withOperation(after));
}

export function parameter(parts: Parts): Parts {
  return { parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' }, ...parts }] };
}

export const text = { type: 'string' };
export const number = { type: 'number' };

export function pet(properties: Parts, more: Parts = {}): Parts {
  return { type: 'object', properties, ...more };
}
