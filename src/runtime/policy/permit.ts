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
  succeeded(nowMs: number): void;
  /** The attempt is held against the origin. */
  failed(nowMs: number, kind: FailureKind): void;
  /** The attempt ended without saying anything about the origin: the caller aborted, or it was never sent. */
  abandoned(nowMs: number): void;
}

/** Hears how a permit ended. One for all permits of a phase, so that taking one costs one object. */
export type Judge = (leave: Leave, ending: Ending, nowMs: number) => void;

/** A permit that reports its first ending to its judge, and ignores the others. */
export class Leave implements Permit {
  readonly takenAtMs: number;
  #judge: Judge | undefined;

  constructor(takenAtMs: number, judge: Judge) {
    this.takenAtMs = takenAtMs;
    this.#judge = judge;
  }

  succeeded(nowMs: number): void {
    this.#end(nowMs, 'success');
  }

  failed(nowMs: number, kind: FailureKind): void {
    this.#end(nowMs, kind);
  }

  abandoned(nowMs: number): void {
    this.#end(nowMs, 'abandoned');
  }

  #end(nowMs: number, ending: Ending): void {
    const judge = this.#judge;
    this.#judge = undefined;
    judge?.(this, ending, nowMs);
  }
}
