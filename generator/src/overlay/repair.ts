/**
 * How a problem is mended, as data: what an overlay would do to the document. The generator does the same
 * to the copy it works with.
 */

import { at } from '../pointer.ts';

export type Repair =
  | { readonly kind: 'remove'; readonly pointer: string }
  /** Has this value instead of whatever it had. */
  | { readonly kind: 'set'; readonly pointer: string; readonly key: string; readonly value: unknown }
  /** The operation declares a path parameter, which is a text. */
  | { readonly kind: 'parameter'; readonly pointer: string; readonly name: string }
  /** The operation is called what its function is called. */
  | { readonly kind: 'name'; readonly pointer: string };

export function remove(pointer: string, ...steps: readonly (string | number)[]): Repair {
  return { kind: 'remove', pointer: steps.length === 0 ? pointer : at(pointer, ...steps) };
}

export function set(pointer: string, key: string, value: unknown): Repair {
  return { kind: 'set', pointer, key, value };
}
