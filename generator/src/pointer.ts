/**
 * JSON Pointers (RFC 6901) in their URI fragment form: `#/paths/~1pets/get`.
 */

import { own } from './node.ts';

/** One step down: `at('#/paths', '/pets')` is `#/paths/~1pets`. */
export function at(pointer: string, ...steps: readonly (string | number)[]): string {
  let place = pointer;
  for (const step of steps) place += `/${escapeStep(String(step))}`;
  return place;
}

/** The place something stands in, and its key there. */
export function parted(pointer: string): [string, string] {
  const steps = stepsOf(pointer);
  const key = steps.pop() ?? '';
  return [steps.length === 0 ? '#' : at('#', ...steps), key];
}

/** The steps of a pointer, percent-encoding and tilde escapes undone. */
export function stepsOf(pointer: string): string[] {
  const path = pointer.startsWith('#') ? pointer.slice(1) : pointer;
  if (path === '') return [];
  return (path.startsWith('/') ? path.slice(1) : path).split('/').map(unescapeStep);
}

/** What a pointer points to in a document; `undefined` when there is no such place. */
export function lookUp(document: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce(own, document);
}

/** In a URI, `%` begins an escape and `#` a fragment: both are escaped themselves. */
function escapeStep(step: string): string {
  if (!/[~/%#]/.test(step)) return step;
  return step.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('%', '%25').replaceAll('#', '%23');
}

/** A step as it stands in a pointer, percent-encoding and tilde escapes undone. */
export function unescapeStep(step: string): string {
  if (!/[~%]/.test(step)) return step;
  return decoded(step).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A `%` that begins no escape is a `%`: schema names contain them. */
function decoded(step: string): string {
  if (!step.includes('%')) return step;
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
