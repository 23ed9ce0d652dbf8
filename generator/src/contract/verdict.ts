/**
 * What became of one case, and of one operation.
 *
 * passed: both directions keep the contract. violated: one of them does not, by a rule that is named.
 * unreachable: nothing can be said, because of the mock server or the spec.
 */

import type { Answered, Sent } from './mock/protocol.ts';

/** A rule of the contract that was broken. */
export interface Breach {
  readonly direction: 'request' | 'response';
  /** Where: `request.query.limit`. */
  readonly place: string;
  readonly rule: string;
  readonly message: string;
}

export type Verdict =
  | { readonly outcome: 'passed' }
  | {
      readonly outcome: 'violated';
      readonly breaches: readonly Breach[];
      readonly sent?: Sent | undefined;
      readonly answered?: Answered | undefined;
    }
  | { readonly outcome: 'unreachable'; readonly why: string };

export type CaseResult = { readonly title: string; readonly durationMs: number } & Verdict;

export interface OperationResult {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly cases: readonly CaseResult[];
}

/** Violated if any case is; unreachable if none passed. */
export function outcomeOf({ cases }: OperationResult): Verdict['outcome'] {
  if (cases.some(({ outcome }) => outcome === 'violated')) return 'violated';
  return cases.some(({ outcome }) => outcome === 'passed') ? 'passed' : 'unreachable';
}

/** What there is to say of a case that a run did not reach. */
export function whyEnded(signal: AbortSignal): string {
  return signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
    ? 'The time was over.'
    : 'It was interrupted.';
}
