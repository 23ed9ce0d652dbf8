/**
 * Circuit breaker, as arithmetic: no timers, no I/O; the caller passes the time.
 *
 *      ratio of failures or of slow calls, or connect failures in a row
 *   closed ────────────────────────────────────────────────► open ◄─────────────┐
 *     ▲                                              break over │               │ a probe fails,
 *     │                                                         ▼               │ or hangs:
 *     └──────────── `halfOpenPermits` probes succeed ─────── half-open ─────────┘ longer break
 *      (then ramps up)
 *
 *   any ──isolate()──► isolated ──close()──► closed         open, half-open ──close()──► closed
 *   any ──reset()──► closed, as if new
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

import { type CircuitOptions, completeCircuitOptions } from './circuit-options.ts';
import type {
  Admission,
  CircuitState,
  IsolatedState,
  OpeningReason,
  OpenState,
  Transition,
  TransitionReason,
} from './circuit-state.ts';
import { type Ending, type Judge, Leave } from './permit.ts';
import { isOver, publicRamp, type Ramp, rampFrom, widened } from './ramp.ts';
import { SlidingWindow } from './window.ts';

export interface CircuitPorts {
  /** A number in [0, 1), drawn once per opening to jitter the break. */
  readonly random: () => number;
  /** Told of every change of state, after it happened. Asking the circuit from inside is allowed. */
  readonly onTransition?: (transition: Transition) => void;
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
  readonly judge: Judge;
  connectFailures: number;
  ramp: Ramp | undefined;
}

interface HalfOpen {
  readonly status: 'half-open';
  readonly sinceMs: number;
  readonly judge: Judge;
  /** Probes in flight, oldest first. */
  readonly slots: Set<Leave>;
  successes: number;
}

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
  readonly #window: SlidingWindow<'success' | 'failure' | 'slow'>;
  #phase: Phase;
  /** Openings in a row: forgotten after a full window closed, or when closed by hand. */
  #openings = 0;

  /** @throws {RangeError} naming option, expectation and value, when an option is out of range */
  constructor(options: CircuitOptions, ports: CircuitPorts) {
    this.#options = completeCircuitOptions(options);
    this.#ports = ports;
    const { windowMs } = this.#options;
    this.#window = new SlidingWindow({ success: 0, failure: 0, slow: 0 }, { durationMs: windowMs });
    this.#phase = this.#closedSince(Number.NEGATIVE_INFINITY, undefined);
  }

  /** The state at `nowMs`, as a copy. Reports a transition that time has brought, if there is one. */
  state(nowMs: number): CircuitState {
    this.#settle(nowMs);
    return publicState(this.#phase);
  }

  /**
   * Verdicts in the window, within the current state: 0 of 0 right after every transition. Abandoned
   * attempts are in no number, slow ones in `attempts` as well. What opened a circuit is kept in `OpenState`.
   */
  counts(nowMs: number): { readonly attempts: number; readonly failures: number; readonly slow: number } {
    this.#settle(nowMs);
    const { success, failure, slow } = this.#window.totals(nowMs);
    return { attempts: success + failure, failures: failure, slow };
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

  /**
   * Closed, without ramp, and with nothing remembered: as if new. Verdicts of attempts that are under
   * way change nothing any more.
   */
  reset(nowMs: number): void {
    this.#settle(nowMs);
    const closed = this.#closedSince(Number.NEGATIVE_INFINITY, undefined);
    this.#openings = 0;
    this.#window.clear();
    if (this.#phase.status === 'closed') this.#phase = closed;
    else this.#enter(closed, nowMs, 'reset-by-hand');
  }

  #admitAttempt(closed: Closed, nowMs: number): Admission {
    const { ramp } = closed;
    if (ramp !== undefined && ramp.slots.size >= ramp.limit) {
      return { admitted: false, reason: 'ramping', retryAfterMs: crowdedHint(ramp.untilMs - nowMs) };
    }
    const leave = new Leave(nowMs, closed.judge);
    ramp?.slots.add(leave);
    return { admitted: true, permit: leave };
  }

  #judgeAttempt(closed: Closed, leave: Leave, ending: Ending, nowMs: number): void {
    closed.ramp?.slots.delete(leave);
    this.#settle(nowMs);
    if (this.#phase !== closed || ending === 'abandoned') return;
    const isSlow = this.#isSlow(leave, nowMs);
    if (isSlow) this.#window.record(nowMs, 'slow');
    if (ending === 'success') {
      this.#window.record(nowMs, 'success');
      closed.connectFailures = 0;
      closed.ramp = closed.ramp && widened(closed.ramp);
      if (!isSlow) return;
    } else {
      this.#window.record(nowMs, 'failure');
      closed.connectFailures = ending === 'connect' ? closed.connectFailures + 1 : 0;
    }
    const reason = this.#reasonToOpen(closed, ending, isSlow, nowMs);
    if (reason === undefined) return;
    if (nowMs - closed.sinceMs >= this.#options.windowMs) this.#openings = 0;
    this.#open(nowMs, reason);
  }

  #isSlow({ takenAtMs }: Leave, nowMs: number): boolean {
    return nowMs - takenAtMs >= this.#options.slowCallMs;
  }

  /** Only what has just been seen can open it: a failure by the failures, a slow attempt by the slow ones. */
  #reasonToOpen(closed: Closed, ending: Ending, isSlow: boolean, nowMs: number): OpeningReason | undefined {
    const { consecutiveConnectFailures, minimumAttempts, failureRatio, slowCallRatio } = this.#options;
    if (closed.connectFailures >= consecutiveConnectFailures) return 'connect-failures';
    const { success, failure, slow } = this.#window.totals(nowMs);
    const attempts = success + failure;
    if (attempts < minimumAttempts) return undefined;
    if (ending !== 'success' && failure / attempts >= failureRatio) return 'failure-ratio';
    return isSlow && slow / attempts >= slowCallRatio ? 'slow-calls' : undefined;
  }

  #admitProbe(halfOpen: HalfOpen, nowMs: number): Admission {
    const [oldest] = halfOpen.slots;
    if (oldest !== undefined && halfOpen.slots.size >= this.#options.halfOpenPermits) {
      const retryAfterMs = crowdedHint(this.#hangsAtMs(oldest) - nowMs);
      return { admitted: false, reason: 'half-open', retryAfterMs };
    }
    const leave = new Leave(nowMs, halfOpen.judge);
    halfOpen.slots.add(leave);
    return { admitted: true, permit: leave };
  }

  #judgeProbe(halfOpen: HalfOpen, leave: Leave, ending: Ending, endMs: number): void {
    this.#settle(endMs); // First: a probe that ends after its time has hung, whatever its ending.
    halfOpen.slots.delete(leave);
    if (this.#phase !== halfOpen || ending === 'abandoned') return;
    const isSlow = this.#isSlow(leave, endMs);
    if (isSlow) this.#window.record(endMs, 'slow');
    if (ending !== 'success') {
      this.#window.record(endMs, 'failure');
      this.#open(endMs, 'probe-failed');
      return;
    }
    this.#window.record(endMs, 'success');
    if (isSlow) {
      this.#open(endMs, 'probe-slow');
      return;
    }
    halfOpen.successes += 1;
    if (halfOpen.successes >= this.#options.halfOpenPermits) this.#enterClosed(endMs, 'probes-succeeded');
  }

  /** Brings the state up to date with everything that time alone has changed. */
  #settle(nowMs: number): void {
    if (this.#phase.status === 'half-open') this.#openIfHung(this.#phase, nowMs);
    if (this.#phase.status === 'open') this.#halfOpenIfOver(this.#phase, nowMs);
    if (this.#phase.status === 'closed' && isOver(this.#phase.ramp, nowMs)) this.#phase.ramp = undefined;
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

  #hangsAtMs(probe: Leave): number {
    return probe.takenAtMs + this.#options.probeTimeoutMs;
  }

  #halfOpenIfOver({ untilMs }: OpenState, nowMs: number): void {
    if (nowMs < untilMs) return;
    const halfOpen: HalfOpen = {
      status: 'half-open',
      sinceMs: untilMs,
      judge: (leave, ending, endMs) => this.#judgeProbe(halfOpen, leave, ending, endMs),
      slots: new Set(),
      successes: 0,
    };
    this.#enter(halfOpen, untilMs, 'break-over');
  }

  #open(nowMs: number, reason: OpeningReason): void {
    const { success, failure, slow } = this.#window.totals(nowMs);
    this.#openings += 1;
    const open: OpenState = {
      status: 'open',
      sinceMs: nowMs,
      untilMs: nowMs + this.#drawBreakMs(),
      reason,
      attempts: success + failure,
      failures: failure,
      slow,
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
    const slots = this.#phase.status === 'half-open' ? this.#phase.slots : new Set<Leave>();
    const ramp = rampFrom({ slots, untilMs: nowMs + windowMs, limit: halfOpenPermits });
    this.#enter(this.#closedSince(nowMs, ramp), nowMs, reason);
  }

  #closedSince(sinceMs: number, ramp: Ramp | undefined): Closed {
    const closed: Closed = {
      status: 'closed',
      sinceMs,
      judge: (leave, ending, nowMs) => this.#judgeAttempt(closed, leave, ending, nowMs),
      connectFailures: 0,
      ramp,
    };
    return closed;
  }

  #enter(phase: Phase, atMs: number, reason: TransitionReason): void {
    const from = this.#phase.status;
    this.#phase = phase;
    this.#window.clear();
    this.#ports.onTransition?.({ from, to: phase.status, atMs, reason });
  }
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
