/**
 * Where Prism's judgement is known to be wrong, so that a request it refuses says nothing about the SDK.
 */

import type { Operation } from '../model.ts';
import type { Case } from './cases.ts';
import type { Violation } from './mock/protocol.ts';

/** Why Prism is not to be believed about this request; `undefined` where it is. */
export function expectedFault(
  _operation: Operation,
  _asked: Case,
  _violations: readonly Violation[],
): string | undefined {
  return undefined;
}
