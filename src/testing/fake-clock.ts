/**
 * A clock that stands still until it is told otherwise: the `clock` option of a client whose answers are to
 * expire, or whose windows are to pass. It is read, and wakes nobody: whatever sleeps, a backoff or a deadline,
 * sleeps by the platform's timers, which a test runner's fake timers move.
 */

import type { Clock } from '../runtime/ports.ts';

export interface FakeClock extends Clock {
  /** Moves it on by so many milliseconds, 0 or more. */
  advance(ms: number): void;
  /** Sets the wall clock alone, as an administrator or a time server would: milliseconds since the epoch. */
  set(wallMs: number): void;
}

/** @param startMs Milliseconds since the epoch. @default the first of January 2026, UTC */
export function fakeClock(startMs: number = Date.UTC(2026, 0, 1)): FakeClock {
  let wallMs = startMs;
  let monotonicMs = 0;
  return {
    wall: () => wallMs,
    monotonic: () => monotonicMs,
    advance: (ms) => {
      if (!(ms >= 0)) throw new RangeError(`A clock moves on by 0 milliseconds or more, not by ${ms}.`);
      wallMs += ms;
      monotonicMs += ms;
    },
    set: (ms) => {
      wallMs = ms;
    },
  };
}
