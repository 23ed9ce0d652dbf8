/**
 * What makes two reads the same read: the operation, its arguments, and the headers given for this
 * one call. Whose read it is, is not in here; see principal.ts.
 */

import { keyPart } from './key-part.ts';
import type { Operation } from './operation.ts';
import { planOf } from './plan.ts';
import type { Arguments } from './url.ts';

/**
 * A key that no other read of the client has. Every part is written with its length before it, so
 * that no value can be mistaken for the border between two. `undefined` where an argument cannot be spelled, as
 * what has itself inside: whoever is to write it says so, by its name.
 */
export function keyOf(
  operation: Operation,
  args: Arguments,
  headers?: Readonly<Record<string, string>>,
): string | undefined {
  try {
    return spelled(operation, args, headers);
  } catch {
    return undefined;
  }
}

function spelled(
  operation: Operation,
  args: Arguments,
  headers: Readonly<Record<string, string>> | undefined,
): string {
  const { keyStart, keyed } = planOf(operation);
  let key = keyStart;
  for (const { argument, keyName } of keyed) {
    const value = args[argument];
    if (value !== undefined && value !== null) key += keyName + keyPart(value);
  }
  if (headers) {
    const fields = Object.entries(headers).map(
      ([name, value]) => keyPart(name.toLowerCase()) + keyPart(value),
    );
    key += `#${fields.sort().join('')}`;
  }
  return key;
}
