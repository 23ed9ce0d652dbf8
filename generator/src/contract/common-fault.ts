/** What excuses violations: a fault for each of them. */

import type { Violation } from './mock/protocol.ts';

/** Why all of these violations say nothing; `undefined` where one of them does, or there is none. */
export function commonFault(
  violations: readonly Violation[],
  faultOf: (violation: Violation) => string | undefined,
): string | undefined {
  const faults = violations.map(faultOf);
  return faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
}
