/**
 * Leave to make one attempt, with three possible endings, the first of which counts.
 *
 * After resilience4j, whose permissions are released by success, error or neither. A permit that can
 * end twice counts a failure twice; one that cannot end without a verdict leaks on every abort.
 */

/**
 * How an attempt failed. `connect`: no connection was made, so the origin saw nothing.
 * `other`: everything else that is held against the origin (a timeout, a reset, a transient status).
 */
export type FailureKind = 'connect' | 'other';

export type Ending = 'success' | FailureKind | 'abandoned';

export interface Permit {
  /** The origin answered, and the answer is not held against it. A 4xx is a success here. */
  readonly succeeded: (nowMs: number) => void;
  /** The attempt is held against the origin. */
  readonly failed: (nowMs: number, kind: FailureKind) => void;
  /** The attempt ended without saying anything about the origin: the caller aborted, or it was never sent. */
  readonly abandoned: (nowMs: number) => void;
}

/** A permit that reports its first ending to `end`, and ignores the others. */
export function permit(end: (nowMs: number, ending: Ending) => void): Permit {
  let hasEnded = false;
  function once(nowMs: number, ending: Ending): void {
    if (hasEnded) return;
    hasEnded = true;
    end(nowMs, ending);
  }
  return {
    succeeded: (nowMs) => once(nowMs, 'success'),
    failed: (nowMs, kind) => once(nowMs, kind),
    abandoned: (nowMs) => once(nowMs, 'abandoned'),
  };
}
