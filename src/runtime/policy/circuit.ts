/**
 * Circuit breaker, as arithmetic: no timers, no I/O; the caller passes the time.
 *
 *            ratio of failures, or connect failures in a row
 *   closed ────────────────────────────────────────────────► open ◄─────────────┐
 *     ▲                                              break over │               │ a probe fails,
 *     │                                                         ▼               │ or hangs:
 *     └──────────── `halfOpenPermits` probes succeed ─────── half-open ─────────┘ longer break
 *      (then ramps up)
 *
 *   any ──isolate()──► isolated ──close()──► closed         open, half-open ──close()──► closed
 *
 * Transitions that only time brings are found when the circuit is next asked, and happen as of the
 * moment they were due: however often it is asked, the outcome is the same.
 *
 * A permit speaks only for the state it was taken in. A verdict that arrives after the state has
 * changed, from before a break or from an earlier trial, changes nothing.
 *
 * After Nygard, "Release It!", ch. 5; permits after resilience4j; growing breaks after Envoy's outlier
 * ejection. Window: see window.ts.
 */

import { type CircuitOptions, circuitDefaults, completeCircuitOptions } from './circuit-options.ts';
import { type Ending, type FailureKind, type Permit, permit } from './permit.ts';
import { SlidingWindow } from './window.ts';

export { type CircuitOptions, circuitDefaults, type FailureKind, type Permit };

/** Why a circuit opened. */
export type OpeningReason = 'failure-ratio' | 'connect-failures' | 'probe-failed' | 'probe-hung';

/** Why a circuit changed state. */
export type TransitionReason =
  | OpeningReason
  | 'break-over'
  | 'probes-succeeded'
  | 'isolated-by-hand'
  | 'closed-by-hand';

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

export interface CircuitPorts {
  /** A number in [0, 1), drawn once per opening to jitter the break. */
  readonly random: () => number;
  /** Told of every change of state, after it happened. Asking the circuit from inside is allowed. */
  readonly onTransition?: (transition: Transition) => void;
}

/** An attempt in flight that takes room: a probe, or an attempt of a ramp. */
interface Slot {
  readonly takenAtMs: number;
}

interface Ramp {
  /** Begins with the probes still in flight when the circuit closed: they burden the origin too. */
  readonly slots: Set<Slot>;
  readonly untilMs: number;
  limit: number;
}

/**
 * The state as the circuit keeps it. A permit holds the object it was taken in; an object that is no
 * longer the current one is how a late verdict is recognised.
 */
type Phase = Closed | OpenState | HalfOpen | IsolatedState;

interface Closed {
  readonly status: 'closed';
  /** -Infinity for a circuit that was never anything else. */
  readonly sinceMs: number;
  connectFailures: number;
  ramp: Ramp | undefined;
}

interface HalfOpen {
  readonly status: 'half-open';
  readonly sinceMs: number;
  /** Oldest first. */
  readonly slots: Set<Slot>;
  successes: number;
}

/** Attempts in flight at which a ramp ends: beyond it, slow start no longer protects, it only delays. */
const rampCeiling = 100;

/**
 * Longest hint when all room is taken, in milliseconds. Room is made by the next attempt that ends,
 * which nobody can foretell; one second is the shortest wait a Retry-After header can ask for.
 */
const crowdedRetryMs = 1_000;

/**
 * The circuit of one origin.
 *
 * @example
 * const circuit = new Circuit({ breakMs: 2_000 }, { random: Math.random });
 * const admission = circuit.request(performance.now());
 * if (admission.admitted) admission.permit.failed(performance.now(), 'connect');
 */
export class Circuit {
  readonly #options: Required<CircuitOptions>;
  readonly #ports: CircuitPorts;
  /** Verdicts of the current phase only: every transition empties it. */
  readonly #window: SlidingWindow<'success' | 'failure'>;
  #phase: Phase = {
    status: 'closed',
    sinceMs: Number.NEGATIVE_INFINITY,
    connectFailures: 0,
    ramp: undefined,
  };
  /** Openings in a row: forgotten after a full window closed, or when closed by hand. */
  #openings = 0;

  /** @throws {RangeError} naming option, expectation and value, when an option is out of range */
  constructor(options: CircuitOptions, ports: CircuitPorts) {
    this.#options = completeCircuitOptions(options);
    this.#ports = ports;
    this.#window = new SlidingWindow({ success: 0, failure: 0 }, { durationMs: this.#options.windowMs });
  }

  /** The state at `nowMs`, as a copy. Reports a transition that time has brought, if there is one. */
  state(nowMs: number): CircuitState {
    this.#settle(nowMs);
    return publicState(this.#phase);
  }

  /**
   * Verdicts in the window, within the current state: 0 of 0 right after every transition. Abandoned
   * attempts are in neither number. What opened a circuit is kept in `OpenState`.
   */
  counts(nowMs: number): { readonly attempts: number; readonly failures: number } {
    this.#settle(nowMs);
    const { success, failure } = this.#window.totals(nowMs);
    return { attempts: success + failure, failures: failure };
  }

  /** Leave to make one attempt now, or a refusal that says why and until when. */
  request(nowMs: number): Admission {
    this.#settle(nowMs);
    const phase = this.#phase;
    switch (phase.status) {
      case 'closed':
        return this.#admitAttempt(phase, nowMs);
      case 'open':
        return { admitted: false, reason: 'open', retryAfterMs: phase.untilMs - nowMs };
      case 'half-open':
        return this.#admitProbe(phase, nowMs);
      case 'isolated':
        return { admitted: false, reason: 'isolated', retryAfterMs: null };
    }
  }

  /** Refuses every attempt until `close`. Nothing happens when already isolated. */
  isolate(nowMs: number): void {
    this.#settle(nowMs);
    if (this.#phase.status === 'isolated') return;
    this.#enter({ status: 'isolated', sinceMs: nowMs }, nowMs, 'isolated-by-hand');
  }

  /**
   * Lets attempts through again, ramping up, and forgets earlier openings. Nothing happens when already
   * closed.
   */
  close(nowMs: number): void {
    this.#settle(nowMs);
    if (this.#phase.status === 'closed') return;
    this.#openings = 0;
    this.#enterClosed(nowMs, 'closed-by-hand');
  }

  #admitAttempt(closed: Closed, nowMs: number): Admission {
    const { ramp } = closed;
    if (ramp !== undefined && ramp.slots.size >= ramp.limit) {
      return { admitted: false, reason: 'ramping', retryAfterMs: crowdedHint(ramp.untilMs - nowMs) };
    }
    const slot: Slot = { takenAtMs: nowMs };
    ramp?.slots.add(slot);
    const end = (endMs: number, ending: Ending): void => {
      ramp?.slots.delete(slot);
      this.#judgeAttempt(closed, ending, endMs);
    };
    return { admitted: true, permit: permit(end) };
  }

  #judgeAttempt(closed: Closed, ending: Ending, nowMs: number): void {
    this.#settle(nowMs);
    if (this.#phase !== closed || ending === 'abandoned') return;
    if (ending === 'success') {
      this.#window.record(nowMs, 'success');
      closed.connectFailures = 0;
      widen(closed);
      return;
    }
    this.#window.record(nowMs, 'failure');
    closed.connectFailures = ending === 'connect' ? closed.connectFailures + 1 : 0;
    const reason = this.#reasonToOpen(closed, nowMs);
    if (reason === undefined) return;
    if (nowMs - closed.sinceMs >= this.#options.windowMs) this.#openings = 0;
    this.#open(nowMs, reason);
  }

  #reasonToOpen(closed: Closed, nowMs: number): OpeningReason | undefined {
    const { consecutiveConnectFailures, minimumAttempts, failureRatio } = this.#options;
    if (closed.connectFailures >= consecutiveConnectFailures) return 'connect-failures';
    const { success, failure } = this.#window.totals(nowMs);
    const attempts = success + failure;
    return attempts >= minimumAttempts && failure / attempts >= failureRatio ? 'failure-ratio' : undefined;
  }

  #admitProbe(halfOpen: HalfOpen, nowMs: number): Admission {
    const [oldest] = halfOpen.slots;
    if (oldest !== undefined && halfOpen.slots.size >= this.#options.halfOpenPermits) {
      const retryAfterMs = crowdedHint(this.#hangsAtMs(oldest) - nowMs);
      return { admitted: false, reason: 'half-open', retryAfterMs };
    }
    const slot: Slot = { takenAtMs: nowMs };
    halfOpen.slots.add(slot);
    return {
      admitted: true,
      permit: permit((endMs, ending) => this.#judgeProbe(halfOpen, slot, { endMs, ending })),
    };
  }

  #judgeProbe(halfOpen: HalfOpen, slot: Slot, { endMs, ending }: { endMs: number; ending: Ending }): void {
    this.#settle(endMs); // First: a probe that ends after its time has hung, whatever its ending.
    halfOpen.slots.delete(slot);
    if (this.#phase !== halfOpen || ending === 'abandoned') return;
    if (ending !== 'success') {
      this.#window.record(endMs, 'failure');
      this.#open(endMs, 'probe-failed');
      return;
    }
    this.#window.record(endMs, 'success');
    halfOpen.successes += 1;
    if (halfOpen.successes >= this.#options.halfOpenPermits) this.#enterClosed(endMs, 'probes-succeeded');
  }

  /** Brings the state up to date with everything that time alone has changed. */
  #settle(nowMs: number): void {
    if (this.#phase.status === 'half-open') this.#openIfHung(this.#phase, nowMs);
    if (this.#phase.status === 'open') this.#halfOpenIfOver(this.#phase, nowMs);
    if (this.#phase.status === 'closed') endRampIfOver(this.#phase, nowMs);
  }

  /** The break counts from the moment the probe hung, so a circuit nobody asks is not punished for it. */
  #openIfHung(halfOpen: HalfOpen, nowMs: number): void {
    const [oldest] = halfOpen.slots;
    if (oldest === undefined) return;
    const hungAtMs = this.#hangsAtMs(oldest);
    if (nowMs < hungAtMs) return;
    this.#window.record(hungAtMs, 'failure');
    this.#open(hungAtMs, 'probe-hung');
  }

  #hangsAtMs(probe: Slot): number {
    return probe.takenAtMs + this.#options.probeTimeoutMs;
  }

  #halfOpenIfOver({ untilMs }: OpenState, nowMs: number): void {
    if (nowMs < untilMs) return;
    this.#enter(
      { status: 'half-open', sinceMs: untilMs, slots: new Set(), successes: 0 },
      untilMs,
      'break-over',
    );
  }

  #open(nowMs: number, reason: OpeningReason): void {
    const { success, failure } = this.#window.totals(nowMs);
    this.#openings += 1;
    const open: OpenState = {
      status: 'open',
      sinceMs: nowMs,
      untilMs: nowMs + this.#drawBreakMs(),
      reason,
      attempts: success + failure,
      failures: failure,
      openings: this.#openings,
    };
    this.#enter(open, nowMs, reason);
  }

  #drawBreakMs(): number {
    const { breakMs, maxBreakMs, breakJitterRatio } = this.#options;
    const meanMs = Math.min(maxBreakMs, breakMs * 2 ** (this.#openings - 1));
    return meanMs * (1 + breakJitterRatio * (2 * this.#ports.random() - 1));
  }

  #enterClosed(nowMs: number, reason: TransitionReason): void {
    const { halfOpenPermits, windowMs } = this.#options;
    const slots = this.#phase.status === 'half-open' ? this.#phase.slots : new Set<Slot>();
    const ramp: Ramp = { slots, untilMs: nowMs + windowMs, limit: halfOpenPermits };
    const closed: Closed = { status: 'closed', sinceMs: nowMs, connectFailures: 0, ramp };
    if (ramp.limit >= rampCeiling) closed.ramp = undefined;
    this.#enter(closed, nowMs, reason);
  }

  #enter(phase: Phase, atMs: number, reason: TransitionReason): void {
    const from = this.#phase.status;
    this.#phase = phase;
    this.#window.clear();
    this.#ports.onTransition?.({ from, to: phase.status, atMs, reason });
  }
}

/**
 * Slow start by number in flight: one more for every success doubles it per round trip, as RFC 5681
 * §3.1 does for TCP. Nobody is refused at random, so a caller with one attempt at a time notices nothing.
 */
function widen(closed: Closed): void {
  if (closed.ramp === undefined) return;
  closed.ramp.limit += 1;
  if (closed.ramp.limit >= rampCeiling) closed.ramp = undefined;
}

function endRampIfOver(closed: Closed, nowMs: number): void {
  if (closed.ramp !== undefined && nowMs >= closed.ramp.untilMs) closed.ramp = undefined;
}

/** @param knownMs when room is made at the latest, in milliseconds from now */
function crowdedHint(knownMs: number): number {
  return Math.min(crowdedRetryMs, knownMs);
}

function publicState(phase: Phase): CircuitState {
  switch (phase.status) {
    case 'closed':
      return { status: 'closed', connectFailures: phase.connectFailures, ramp: publicRamp(phase.ramp) };
    case 'half-open': {
      const { status, sinceMs, slots, successes } = phase;
      return { status, sinceMs, permitsOut: slots.size, successes };
    }
    case 'open':
    case 'isolated':
      return { ...phase };
  }
}

function publicRamp(ramp: Ramp | undefined): RampState | null {
  return ramp === undefined ? null : { inFlight: ramp.slots.size, limit: ramp.limit, untilMs: ramp.untilMs };
}
