/**
 * When a circuit opens, for how long, and how carefully it closes again.
 * The defaults are explained one by one; what a circuit does with them is in circuit.ts.
 */

import {
  check,
  positiveInteger,
  positiveIntegerOrInfinity,
  positiveMs,
  positiveMsOrInfinity,
  positiveRatio,
  type Range,
  ratioBelowOne,
} from './range.ts';

export interface CircuitOptions {
  /**
   * How far back failures are counted, in milliseconds. Also the longest a ramp lasts, and how long a
   * circuit must stay closed before its earlier openings are forgotten.
   *
   * Positive and finite. Make it at least twice the attempt timeout, or slow failures are forgotten
   * before they add up (Microsoft's standard handler refuses less).
   *
   * @default 30_000 as Polly and Microsoft.Extensions.Http.Resilience
   */
  readonly windowMs?: number;
  /**
   * Share of failed attempts in the window at which the circuit opens.
   *
   * A ratio in (0, 1]. Counted only once `minimumAttempts` have been seen, and only when an attempt
   * fails: a success never opens a circuit, unless it was slow.
   *
   * @default 0.5 as Hystrix; Microsoft's 0.1 opens while 90 % still works (dotnet/extensions#7686)
   */
  readonly failureRatio?: number;
  /**
   * Attempts that must have ended in the window before their ratio means anything.
   *
   * An integer of at least 1.
   *
   * @default 20 as Hystrix
   */
  readonly minimumAttempts?: number;
  /**
   * From when on an attempt counts as slow, in milliseconds until its headers are there, whatever its
   * outcome. While half-open, a slow probe opens the circuit again.
   *
   * Positive; Infinity turns the rule off. Make it shorter than the attempt timeout.
   *
   * @default Infinity; resilience4j has 60_000, which no attempt of ours lives to see
   */
  readonly slowCallMs?: number;
  /**
   * Share of slow attempts in the window at which the circuit opens, under the conditions of
   * `failureRatio`.
   *
   * A ratio in (0, 1].
   *
   * @default 0.5 as `failureRatio`; resilience4j's 1 never opens while anything, a quick 404, say, is fast
   */
  readonly slowCallRatio?: number;
  /**
   * Failures to connect in a row that open the circuit, whatever the ratio. A success, or a failure
   * after connecting, starts the count anew.
   *
   * An integer of at least 1; Infinity turns the rule off.
   *
   * @default 5 as Envoy's outlier detection ejects after 5 in a row
   */
  readonly consecutiveConnectFailures?: number;
  /**
   * Length of the first break, in milliseconds. It doubles with every opening that follows before the
   * circuit has been closed for `windowMs`.
   *
   * Positive and finite.
   *
   * @default 5_000 as Polly and Hystrix
   */
  readonly breakMs?: number;
  /**
   * Longest break before jitter, in milliseconds. Finite, at least `breakMs`.
   *
   * @default 60_000
   */
  readonly maxBreakMs?: number;
  /**
   * Share by which a break is made longer or shorter at random, so that a fleet does not probe in step.
   *
   * A ratio in [0, 1). 0.2 makes a break of 5 s last between 4 and 6 s.
   *
   * @default 0.2
   */
  readonly breakJitterRatio?: number;
  /**
   * Probes allowed in flight while half-open; successes needed to close; attempts allowed in flight
   * when the ramp begins.
   *
   * An integer of at least 1.
   *
   * @default 3
   */
  readonly halfOpenPermits?: number;
  /**
   * How long a probe may take, in milliseconds, before it counts as failed and the circuit opens again.
   *
   * Positive and finite. There is no way to turn it off: a probe that never ends would leave the
   * circuit half-open for ever.
   *
   * @default 10_000 as the attempt timeout of Microsoft's standard handler
   */
  readonly probeTimeoutMs?: number;
}

export const circuitDefaults: Required<CircuitOptions> = {
  windowMs: 30_000,
  failureRatio: 0.5,
  minimumAttempts: 20,
  slowCallMs: Number.POSITIVE_INFINITY,
  slowCallRatio: 0.5,
  consecutiveConnectFailures: 5,
  breakMs: 5_000,
  maxBreakMs: 60_000,
  breakJitterRatio: 0.2,
  halfOpenPermits: 3,
  probeTimeoutMs: 10_000,
};

/**
 * The options with every default filled in.
 *
 * @throws {RangeError} naming option, expectation and value, for the first option out of range
 */
export function completeCircuitOptions(options: CircuitOptions): Required<CircuitOptions> {
  const complete = { ...circuitDefaults, ...options };
  check('windowMs', complete.windowMs, positiveMs);
  check('failureRatio', complete.failureRatio, positiveRatio);
  check('minimumAttempts', complete.minimumAttempts, positiveInteger);
  check('slowCallMs', complete.slowCallMs, positiveMsOrInfinity);
  check('slowCallRatio', complete.slowCallRatio, positiveRatio);
  check('consecutiveConnectFailures', complete.consecutiveConnectFailures, positiveIntegerOrInfinity);
  check('breakMs', complete.breakMs, positiveMs);
  check('maxBreakMs', complete.maxBreakMs, noShorterThan(complete.breakMs));
  check('breakJitterRatio', complete.breakJitterRatio, ratioBelowOne);
  check('halfOpenPermits', complete.halfOpenPermits, positiveInteger);
  check('probeTimeoutMs', complete.probeTimeoutMs, positiveMs);
  return complete;
}

function noShorterThan(breakMs: number): Range {
  return {
    expectation: `finite and at least \`breakMs\` (${breakMs})`,
    includes: (value) => Number.isFinite(value) && value >= breakMs,
  };
}
