/**
 * A module of endpoints while it is written, and what is written of each operation in it.
 */

import type { Operation } from '../model.ts';
import type { Emission } from './file.ts';
import type { Imports } from './imports.ts';

export interface Module {
  readonly emission: Emission;
  readonly imports: Imports;
  /** Names of its functions: what is imported gives way to them. */
  readonly functions: ReadonlySet<string>;
}

export interface Part {
  readonly operation: Operation;
  readonly flat: string;
  readonly short: string;
  readonly descriptor: string;
  /** Type of the arguments, and whether they can be left out. */
  readonly args: string;
  readonly mayOmit: boolean;
  /** `Call<Data, Result>`, or `PagedCall<Data, Result, Item>`. */
  readonly call: string;
  /** Type of its options. */
  readonly options: string;
  /** Its type parameters, where a caller may choose what comes back. */
  readonly generics: string;
  /** `client.call(`, and what it takes before the arguments. */
  readonly door: readonly [callee: string, ...before: string[]];
  readonly text: string;
}

export function namesOf(operation: Operation, { names }: Emission) {
  const found = names.operations.get(operation);
  if (!found) throw new Error(`${operation.method} ${operation.path} has no name`);
  return found;
}

/** A name as it is, unless a function of the module has it. */
export function freeName(name: string, otherwise: string, functions: ReadonlySet<string>): string {
  return functions.has(name) ? otherwise : name;
}
