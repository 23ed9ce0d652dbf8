/** An SDK that was generated a moment ago, and of which only the shape is known. */

import { pathToFileURL } from 'node:url';
import type { Call, Client, ClientOptions, Operation } from '../../src/runtime/index.ts';

/** A generated function with its descriptor. */
export interface Endpoint {
  readonly operation: Operation;
  call(client: Client): Call<unknown, unknown>;
  /** Whether it can be called as it is, with no arguments at all. */
  readonly needsNothing: boolean;
}

export interface GeneratedSdk {
  readonly createBareClient: (options: ClientOptions) => Client;
  readonly endpoints: readonly Endpoint[];
}

type Function = (client: Client) => Call<unknown, unknown>;

/** What every SDK exports; the flat functions are under the names in the descriptors. */
interface Exports extends Readonly<Record<string, unknown>> {
  readonly createBareClient: GeneratedSdk['createBareClient'];
}

export async function importSdk(folder: string): Promise<GeneratedSdk> {
  const exports = parseExports(await import(pathToFileURL(`${folder}/index.ts`).href));
  const modules = Object.values(exports).filter(isTagModule);
  const endpoints = modules
    .flatMap(({ operations }) => operations)
    .map((operation): Endpoint => {
      const { [operation.id]: found } = exports;
      if (!isFunction(found)) throw new Error(`the generated SDK does not export ${operation.id}`);
      // Arguments that may be left out have a default, and `length` counts up to the first of those.
      return { operation, call: found, needsNothing: found.length === 1 && operation.body === undefined };
    });
  return { createBareClient: exports.createBareClient, endpoints };
}

/** What `emit/index-file.ts` of the generator writes. */
function parseExports(module: unknown): Exports {
  return module as Exports;
}

function isTagModule(value: unknown): value is { readonly operations: readonly Operation[] } {
  return (
    typeof value === 'object' && value !== null && 'operations' in value && Array.isArray(value.operations)
  );
}

function isFunction(value: unknown): value is Function {
  return typeof value === 'function';
}
