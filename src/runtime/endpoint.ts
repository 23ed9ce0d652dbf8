/**
 * Which operation an endpoint calls. It is asked itself, with a client that only listens, so that no table of
 * names has to be generated and bundled.
 */

import type { Operation } from './operation.ts';

/** @returns `undefined` for a function that calls none. */
export function operationBehind(endpoint: (...given: never[]) => unknown): Operation | undefined {
  let heard: Operation | undefined;
  const listener = {
    call: (operation: Operation): void => {
      heard = operation;
    },
  };
  Reflect.apply(endpoint, undefined, [listener, {}]);
  return heard;
}
