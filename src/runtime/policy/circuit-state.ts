/**
 * What a circuit shows of itself: its states, its changes, and its answers to a request.
 * How it comes to them is in circuit.ts.
 */

import type { Permit } from './permit.ts';

/** Why a circuit opened. */
export type OpeningReason =
  | 'failure-ratio'
  | 'slow-calls'
  | 'connect-failures'
  | 'probe-failed'
  | 'probe-slow'
  | 'probe-hung';

/** Why a circuit changed state. */
export type TransitionReason =
  | OpeningReason
  | 'break-over'
  | 'probes-succeeded'
  | 'isolated-by-hand'
  | 'closed-by-hand'
  | 'reset-by-hand';

/** Attempts are let through. */
export interface ClosedState {
  readonly status: 'closed';
  /** Failures to connect in a row, so far. */
  readonly connectFailures: number;
  /** How far traffic has come back after a break; null when nothing holds it back. */
  readonly ramp: RampState | null;
}

/** Slow start after a break. */
export interface RampState {
  readonly inFlight: number;
  /** Attempts that may be in flight now. It grows by one with every success. */
  readonly limit: number;
  /** When the ramp ends at the latest, in monotonic milliseconds. */
  readonly untilMs: number;
}

/** Attempts are refused until the break is over. */
export interface OpenState {
  readonly status: 'open';
  readonly sinceMs: number;
  /** When the break ends and the first probe is let through, in monotonic milliseconds. */
  readonly untilMs: number;
  readonly reason: OpeningReason;
  /** Attempts that had ended, in the window and the state before this one, when the circuit opened. */
  readonly attempts: number;
  /** How many of `attempts` failed. */
  readonly failures: number;
  /** How many of `attempts` took `slowCallMs` or longer, whether or not they failed. */
  readonly slow: number;
  /** Openings in a row, this one included. The break doubles with each. */
  readonly openings: number;
}

/** A few attempts are let through to find out whether the origin is back. */
export interface HalfOpenState {
  readonly status: 'half-open';
  readonly sinceMs: number;
  /** Probes in flight, 0 to `halfOpenPermits`. */
  readonly permitsOut: number;
  /** Probes that succeeded. The circuit closes at `halfOpenPermits`. */
  readonly successes: number;
}

/** Attempts are refused until somebody closes the circuit. */
export interface IsolatedState {
  readonly status: 'isolated';
  readonly sinceMs: number;
}

export type CircuitState = ClosedState | OpenState | HalfOpenState | IsolatedState;

export type CircuitStatus = CircuitState['status'];

export interface Transition {
  readonly from: CircuitStatus;
  readonly to: CircuitStatus;
  /** When the change was due, in monotonic milliseconds; it may have been noticed later. */
  readonly atMs: number;
  readonly reason: TransitionReason;
}

export type Admission = Admitted | Refused;

export interface Admitted {
  readonly admitted: true;
  /** Must be ended, once, however the attempt ends. */
  readonly permit: Permit;
}

export type Refused =
  | {
      readonly admitted: false;
      readonly reason: 'open' | 'half-open' | 'ramping';
      /** When to ask again, in milliseconds from now. Finite, at least 0. */
      readonly retryAfterMs: number;
    }
  | {
      readonly admitted: false;
      readonly reason: 'isolated';
      /** Nobody knows. Null and not Infinity, which JSON cannot carry. */
      readonly retryAfterMs: null;
    };
