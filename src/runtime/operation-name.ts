/**
 * What an operation is called in messages.
 */

import type { Operation } from './operation.ts';

/** With the template of its path; a path that nobody described is left out, for its values are in it. */
export function nameOf({ id, method, path, replies }: Operation): string {
  return Object.keys(replies).length === 0 ? id : `${id} (${method} ${path})`;
}
