/** What became of one test. */

/** Of one client's entries, or of one for everybody: RFC 9111 §1. */
export type Kind = 'private' | 'shared';

export const kinds: readonly Kind[] = ['private', 'shared'];

export interface Outcome {
  readonly id: string;
  /** `required`: the specification asks for it. `optimal`: a cache may do without. */
  readonly demand: 'required' | 'optimal';
  readonly verdict: 'passed' | 'failed';
  readonly reason: string;
}
