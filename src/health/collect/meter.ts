/** What is counted of an origin or of a resource: endings, latencies, attempts, and since when it fails. */

import { Latencies } from '../../runtime/policy/latencies.ts';
import type { Counts, LatencyView, MeterView, Outcome } from '../view.ts';
import { rateSeconds, Seconds } from './seconds.ts';

const outcomes = [
  ...(['success', 'badRequest', 'failure', 'timeout'] as const),
  ...(['shortCircuited', 'rejected', 'aborted'] as const),
] satisfies readonly Outcome[];

/** What a health page calls an error. A bad request is not one: it says nothing about the other side. */
const errors = ['failure', 'timeout', 'shortCircuited', 'rejected'] satisfies readonly Outcome[];
const counted = ['success', 'badRequest', ...errors] satisfies readonly Outcome[];

/** Failures further apart than this are not one trouble. */
const pauseMs = 15_000;

export class Meter {
  readonly #endings = new Seconds<Outcome>(outcomes);
  readonly #work = new Seconds<'calls' | 'attempts'>(['calls', 'attempts']);
  readonly #latencies = new Latencies();
  #failingSinceMs: number | undefined;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  ended(nowMs: number, outcome: Outcome): void {
    this.#endings.add(nowMs, outcome);
    if (!isError(outcome)) return;
    if (this.#failingSinceMs === undefined || nowMs - this.#failedAtMs > pauseMs)
      this.#failingSinceMs = nowMs;
    this.#failedAtMs = nowMs;
  }

  /** Milliseconds until the network had answered. */
  answeredIn(durationMs: number): void {
    this.#latencies.record(durationMs);
  }

  /** Requests that left, and how many calls they were for. */
  sent(nowMs: number, attempts: number, calls: number): void {
    this.#work.add(nowMs, 'attempts', attempts);
    this.#work.add(nowMs, 'calls', calls);
  }

  /** @param wallOf a moment of the monotonic clock as one of the wall clock */
  view(nowMs: number, wallOf: (monotonicMs: number) => number): MeterView {
    const counts = this.#counts(nowMs);
    const all = total(counts, counted);
    const calls = this.#work.sum(nowMs, 'calls');
    const isFailing = this.#failingSinceMs !== undefined && nowMs - this.#failedAtMs <= pauseMs;
    return {
      perSecond: rounded(this.#endings.rate(nowMs, all + counts.aborted), 2),
      errorShare: all === 0 ? null : rounded(total(counts, errors) / all, 4),
      counts,
      history: {
        all: this.#endings.series(nowMs, outcomes),
        errors: this.#endings.series(nowMs, errors),
      },
      latencyMs: calls === 0 ? null : this.#latency(),
      attemptsPerCall: calls === 0 ? null : rounded(this.#work.sum(nowMs, 'attempts') / calls, 2),
      failingSince: isFailing ? Math.round(wallOf(this.#failingSinceMs ?? nowMs)) : null,
    };
  }

  #counts(nowMs: number): Counts {
    const of = (outcome: Outcome): number => this.#endings.sum(nowMs, outcome, rateSeconds);
    return {
      success: of('success'),
      badRequest: of('badRequest'),
      failure: of('failure'),
      timeout: of('timeout'),
      shortCircuited: of('shortCircuited'),
      rejected: of('rejected'),
      aborted: of('aborted'),
    };
  }

  #latency(): LatencyView | null {
    const at = (share: number): number | undefined => this.#latencies.quantile(share);
    const [p50, p90, p99, p995] = [at(0.5), at(0.9), at(0.99), at(0.995)];
    if (p50 === undefined || p90 === undefined || p99 === undefined || p995 === undefined) return null;
    return { p50: rounded(p50, 1), p90: rounded(p90, 1), p99: rounded(p99, 1), p995: rounded(p995, 1) };
  }
}

export function total(counts: Counts, kinds: readonly Outcome[] = counted): number {
  return kinds.reduce((sum, kind) => sum + counts[kind], 0);
}

export function errorsIn(counts: Counts): number {
  return total(counts, errors);
}

function isError(outcome: Outcome): boolean {
  return outcome !== 'success' && outcome !== 'badRequest' && outcome !== 'aborted';
}

function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
