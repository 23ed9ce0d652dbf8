/**
 * A circuit written the plainest way: a list of everything that happened, looked through anew each time. Slow,
 * and easy to check by eye; the real one must show the same states.
 */

import type { CircuitOptions } from '../../../src/runtime/policy/circuit-options.ts';

export type HowItEnds = 'success' | 'connect' | 'other' | 'abandon';

interface Taken {
  readonly atMs: number;
  readonly phase: number;
  /** Those it is in flight with, where that is limited. */
  readonly crowd: Taken[] | undefined;
}

type State =
  | {
      status: 'closed';
      connectFailures: number;
      ramp: { crowd: Taken[]; limit: number; untilMs: number } | null;
    }
  | { status: 'open'; sinceMs: number; untilMs: number; reason: string; seen: Seen; openings: number }
  | { status: 'half-open'; sinceMs: number; crowd: Taken[]; successes: number }
  | { status: 'isolated'; sinceMs: number };

interface Seen {
  readonly attempts: number;
  readonly failures: number;
  readonly slow: number;
}

export class ReferenceCircuit {
  state: State = { status: 'closed', connectFailures: 0, ramp: null };
  #phase = 0;
  #sinceMs = Number.NEGATIVE_INFINITY;
  #openings = 0;
  #verdicts: { readonly atMs: number; readonly kind: 'success' | 'failure' | 'slow' }[] = [];
  readonly #options: Required<CircuitOptions>;
  readonly #random: () => number;

  constructor(options: Required<CircuitOptions>, random: () => number) {
    this.#options = options;
    this.#random = random;
  }

  request(nowMs: number): Taken | undefined {
    this.#settle(nowMs);
    const { state } = this;
    if (state.status === 'open' || state.status === 'isolated') return undefined;
    const crowd = state.status === 'closed' ? state.ramp?.crowd : state.crowd;
    const room =
      state.status === 'closed'
        ? (state.ramp?.limit ?? Number.POSITIVE_INFINITY)
        : this.#options.halfOpenPermits;
    if (crowd && crowd.length >= room) return undefined;
    const taken: Taken = { atMs: nowMs, phase: this.#phase, crowd };
    crowd?.push(taken);
    return taken;
  }

  end(taken: Taken, how: HowItEnds, nowMs: number): void {
    const leave = (): void => void taken.crowd?.splice(taken.crowd.indexOf(taken) >>> 0, 1);
    // A probe that ends when it has hung already, has hung; an attempt of a ramp has only taken room.
    if (this.state.status === 'closed') leave();
    this.#settle(nowMs);
    leave();
    const { state } = this;
    if (taken.phase !== this.#phase || how === 'abandon') return;
    const isSlow = nowMs - taken.atMs >= this.#options.slowCallMs;
    const hasFailed = how !== 'success';
    if (isSlow) this.#verdicts.push({ atMs: nowMs, kind: 'slow' });
    this.#verdicts.push({ atMs: nowMs, kind: hasFailed ? 'failure' : 'success' });
    if (state.status === 'half-open') this.#judgeProbe(state, hasFailed, isSlow, nowMs);
    if (state.status === 'closed') this.#judgeAttempt(state, how, isSlow, nowMs);
  }

  isolate(nowMs: number): void {
    this.#settle(nowMs);
    if (this.state.status !== 'isolated') this.#enter({ status: 'isolated', sinceMs: nowMs });
  }

  close(nowMs: number): void {
    this.#settle(nowMs);
    if (this.state.status === 'closed') return;
    this.#openings = 0;
    this.#enterClosed(nowMs);
  }

  reset(nowMs: number): void {
    this.#settle(nowMs);
    this.#openings = 0;
    this.#sinceMs = Number.NEGATIVE_INFINITY;
    this.#enter({ status: 'closed', connectFailures: 0, ramp: null });
  }

  /** As the real one shows itself. */
  shown(nowMs: number): object {
    this.#settle(nowMs);
    const { state } = this;
    if (state.status === 'half-open') {
      const { status, sinceMs, crowd, successes } = state;
      return { status, sinceMs, permitsOut: crowd.length, successes };
    }
    if (state.status === 'open') {
      const { seen, ...rest } = state;
      return { ...rest, ...seen };
    }
    if (state.status === 'isolated' || state.ramp === null) return state;
    const { crowd, limit, untilMs } = state.ramp;
    return { ...state, ramp: { inFlight: crowd.length, limit, untilMs } };
  }

  #judgeProbe(
    state: State & { status: 'half-open' },
    hasFailed: boolean,
    isSlow: boolean,
    nowMs: number,
  ): void {
    if (!hasFailed && !isSlow) state.successes += 1;
    if (hasFailed) this.#open(nowMs, 'probe-failed');
    else if (isSlow) this.#open(nowMs, 'probe-slow');
    else if (state.successes >= this.#options.halfOpenPermits) this.#enterClosed(nowMs);
  }

  #judgeAttempt(state: State & { status: 'closed' }, how: HowItEnds, isSlow: boolean, nowMs: number): void {
    state.connectFailures = how === 'connect' ? state.connectFailures + 1 : 0;
    if (how === 'success' && state.ramp) {
      state.ramp.limit += 1;
      if (state.ramp.limit >= 100) state.ramp = null;
    }
    const reason = this.#reason(state.connectFailures, how, isSlow, nowMs);
    if (!reason) return;
    if (nowMs - this.#sinceMs >= this.#options.windowMs) this.#openings = 0;
    this.#open(nowMs, reason);
  }

  #reason(connectFailures: number, how: HowItEnds, isSlow: boolean, nowMs: number): string | undefined {
    const { consecutiveConnectFailures, minimumAttempts, failureRatio, slowCallRatio } = this.#options;
    if (connectFailures >= consecutiveConnectFailures) return 'connect-failures';
    const { attempts, failures, slow } = this.#seen(nowMs);
    if (attempts < minimumAttempts) return undefined;
    if (how !== 'success' && failures / attempts >= failureRatio) return 'failure-ratio';
    return isSlow && slow / attempts >= slowCallRatio ? 'slow-calls' : undefined;
  }

  /** The last ten tenths of the window, the present one included. */
  #seen(nowMs: number): Seen {
    const tenth = (ms: number): number => Math.floor(ms / (this.#options.windowMs / 10));
    const recent = this.#verdicts.filter(({ atMs }) => tenth(atMs) > tenth(nowMs) - 10);
    const count = (kind: string): number => recent.filter((verdict) => verdict.kind === kind).length;
    const failures = count('failure');
    return { attempts: count('success') + failures, failures, slow: count('slow') };
  }

  #settle(nowMs: number): void {
    if (this.state.status === 'half-open') {
      const [oldest] = this.state.crowd;
      const hungAtMs = (oldest?.atMs ?? Number.POSITIVE_INFINITY) + this.#options.probeTimeoutMs;
      if (nowMs >= hungAtMs) {
        this.#verdicts.push({ atMs: hungAtMs, kind: 'failure' });
        this.#open(hungAtMs, 'probe-hung');
      }
    }
    if (this.state.status === 'open' && nowMs >= this.state.untilMs) {
      this.#enter({ status: 'half-open', sinceMs: this.state.untilMs, crowd: [], successes: 0 });
    }
    if (this.state.status === 'closed' && this.state.ramp && nowMs >= this.state.ramp.untilMs) {
      this.state.ramp = null;
    }
  }

  #open(nowMs: number, reason: string): void {
    const { breakMs, maxBreakMs, breakJitterRatio } = this.#options;
    this.#openings += 1;
    const meanMs = Math.min(maxBreakMs, breakMs * 2 ** (this.#openings - 1));
    const lastsMs = meanMs * (1 + breakJitterRatio * (2 * this.#random() - 1));
    const seen = this.#seen(nowMs);
    const openings = this.#openings;
    this.#enter({ status: 'open', sinceMs: nowMs, untilMs: nowMs + lastsMs, reason, seen, openings });
  }

  #enterClosed(nowMs: number): void {
    const { halfOpenPermits, windowMs } = this.#options;
    const crowd = this.state.status === 'half-open' ? this.state.crowd : [];
    this.#sinceMs = nowMs;
    const ramp = { crowd, limit: halfOpenPermits, untilMs: nowMs + windowMs };
    this.#enter({ status: 'closed', connectFailures: 0, ramp });
  }

  #enter(state: State): void {
    this.state = state;
    this.#phase += 1;
    this.#verdicts = [];
  }
}
