/**
 * Time in tests: vitest's fake timers, and turns of the real event loop for work that no fake timer
 * holds up (digests, streams). Nothing here sleeps.
 */

import { afterEach, beforeEach, vi } from 'vitest';

/** Taken before any test replaces it. */
const { setImmediate: realImmediate } = globalThis;

/** One turn of the event loop: everything that was due has happened. */
export function turn(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve));
}

/** Lets everything happen that waits for nothing but the event loop. */
export async function quiet(turns = 20): Promise<void> {
  for (let count = 0; count < turns; count += 1) await turn();
}

/** Moves fake time on, once everything that was due before has happened. */
export async function elapse(ms: number): Promise<void> {
  await quiet();
  await vi.advanceTimersByTimeAsync(ms);
  await quiet();
}

/** Moves fake time on in steps, for as long as the work takes. */
export async function elapseUntil(work: Promise<unknown>, stepMs: number): Promise<void> {
  let isDone = false;
  const finish = (): void => {
    isDone = true;
  };
  work.then(finish, finish);
  while (!isDone) await elapse(stepMs);
}

/** Fake timers for every test of the file. */
export function useFakeTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
