/**
 * Slow start after a break, by number in flight: one more for every success doubles it per round
 * trip, as RFC 5681 §3.1 does for TCP. Nobody is refused at random, so a caller with one attempt at a
 * time notices nothing.
 */

import type { RampState } from './circuit-state.ts';
import type { Leave } from './permit.ts';

export interface Ramp {
  /** Attempts in flight. Begins with the probes that were so when the circuit closed: they burden the origin too. */
  readonly slots: Set<Leave>;
  readonly untilMs: number;
  limit: number;
}

/** Attempts in flight at which a ramp ends: beyond it, slow start no longer protects, it only delays. */
const ceiling = 100;

/** The ramp, unless it begins where ramps end. */
export function rampFrom(ramp: Ramp): Ramp | undefined {
  return ramp.limit < ceiling ? ramp : undefined;
}

/** The ramp after one more success. */
export function widened(ramp: Ramp): Ramp | undefined {
  ramp.limit += 1;
  return rampFrom(ramp);
}

export function isOver(ramp: Ramp | undefined, nowMs: number): boolean {
  return ramp !== undefined && nowMs >= ramp.untilMs;
}

export function publicRamp(ramp: Ramp | undefined): RampState | null {
  return ramp === undefined ? null : { inFlight: ramp.slots.size, limit: ramp.limit, untilMs: ramp.untilMs };
}
