/**
 * What can be said of resilience: one object for a client, parts of it again for a resource, and a
 * little for a call. What each policy does is in docs/resilience.md; what is not usable is refused in
 * settle.ts.
 */

import type { CircuitOptions } from '../policy/circuit-options.ts';
import type { Priority } from '../policy/queue.ts';
import type { RetryQuotaOptions } from '../policy/quota.ts';

export interface TimeoutOptions {
  /** Milliseconds for a whole call, waits and body included. @default 30_000 (Microsoft) */
  readonly totalMs?: number;
  /**
   * Milliseconds for one attempt, until its headers are there; anew with each piece of a file or a stream that is
   * sent. At most `totalMs`.
   *
   * @default 10_000 (Microsoft)
   */
  readonly attemptMs?: number;
  /**
   * Milliseconds of an attempt until it has a connection, a new one or one that is open. At most `attemptMs`.
   * What failed by it provably never left, so even a POST is tried again. Kept by the transport of Node; where a
   * `transport` or another host's `fetch` connects, nobody tells, and `attemptMs` alone holds.
   *
   * @default 5_000 (Envoy)
   */
  readonly connectMs?: number;
  /**
   * Milliseconds of silence after which a stream is given up, and the time its reader has to begin.
   * `totalMs` does not count for what is read as it comes. @default 120_000
   */
  readonly idleMs?: number;
}

/** How one call, or the calls of one resource, are tried again. */
export interface BackoffOptions {
  /** Requests per call in all, the first included: 1 to 10. @default 3 (AWS standard mode) */
  readonly maxAttempts?: number;
  /** Full jitter starts from here, in milliseconds. At most `maxDelayMs`. @default 100 (AWS) */
  readonly baseDelayMs?: number;
  /** The same after a 429, in milliseconds. At most `maxDelayMs`. @default 500 (AWS) */
  readonly throttlingBaseDelayMs?: number;
  /** Longest backoff, in milliseconds. A longer `Retry-After` is obeyed all the same, if the deadline allows. @default 20_000 (AWS) */
  readonly maxDelayMs?: number;
}

export interface RetryOptions extends BackoffOptions {
  /**
   * Retries, hedges and replays per call that an origin gets over ten seconds, as a ratio in [0, 1];
   * ten are free. @default 0.2 (Finagle)
   */
  readonly budgetRatio?: number;
  /** A quota as the AWS SDKs have it, in place of `budgetRatio`. @default none */
  readonly quota?: RetryQuotaOptions;
}

export interface ScopedCircuitOptions extends CircuitOptions {
  /**
   * What shares a circuit: everything at an `origin`, or each `resource` at it. A resource that says
   * something of its own about circuits has its own in any case.
   *
   * @default 'origin' (Microsoft's SelectPipelineByAuthority)
   */
  readonly scope?: 'origin' | 'resource';
}

export interface BulkheadOptions {
  /** Calls under way to one origin at once. An integer of at least 1. @default 100 */
  readonly maxConcurrent?: number;
  /** Calls that may wait for that. An integer of at least 0. @default 1_000 */
  readonly maxQueued?: number;
  /** Milliseconds that a call may wait, part of its whole time. At most `timeout.totalMs`. @default 1_000 */
  readonly queueMs?: number;
  /**
   * Lets the limit find itself between 1 and `maxConcurrent`, beginning at 20 or less: it grows while
   * answers stay fast and shrinks as they slow down (Netflix's Gradient2). @default false
   */
  readonly adaptive?: boolean;
}

export interface RateLimitOptions {
  /** Requests per period to one origin with one credential, retries and hedges included. An integer of at least 1. */
  readonly requests: number;
  /** Length of the period, in milliseconds. @default 1_000 */
  readonly periodMs?: number;
  /** Requests that may go at once after a pause. An integer of at least 1. @default `requests` */
  readonly burst?: number;
  /** Milliseconds that a request may wait for its place. At most `timeout.totalMs`; 0 refuses at once. @default 1_000 */
  readonly maxWaitMs?: number;
}

export interface CoolDownOptions {
  /**
   * Milliseconds that a request may be held back after the origin asked to be left alone; what would
   * have to wait longer is refused at once. At most `timeout.totalMs`; 0 refuses at once.
   *
   * @default 5_000
   */
  readonly maxWaitMs?: number;
}

export interface HedgingOptions {
  /** A read is sent again when it has taken longer than this share of the recent ones: in (0, 1). @default 0.95 (failsafe-go) */
  readonly quantile?: number;
  /** Shortest wait before that, in milliseconds. @default 10 */
  readonly minDelayMs?: number;
  /** The wait while too little is known, in milliseconds, and the longest. Less than `timeout.attemptMs`. @default 2_000 (Polly) */
  readonly maxDelayMs?: number;
  /** Extra requests per attempt: 1 to 4. @default 1 (Polly) */
  readonly maxHedges?: number;
}

/** What a client may say for all, and again for a resource. `false` switches a policy off, `{}` on. */
export interface PolicyOptions {
  /** How long things may take. There is always a deadline. */
  readonly timeout?: TimeoutOptions;
  /** Whether and how a failed attempt is made again. @default on */
  readonly retry?: RetryOptions | false;
  /** Stops asking an origin that fails. @default on */
  readonly circuit?: ScopedCircuitOptions | false;
  /** How many calls may be under way at once, and how many may wait. @default off */
  readonly bulkhead?: BulkheadOptions | false;
  /** How many requests may leave in a period. @default off */
  readonly rateLimit?: RateLimitOptions | false;
  /** Leaves an origin alone for as long as it asks for by `Retry-After` or `RateLimit`. @default on */
  readonly coolDown?: CoolDownOptions | false;
  /** Sends a slow read a second time, where that is safe. @default off */
  readonly hedging?: HedgingOptions | false;
}

/**
 * Where to start from. `standard`: deadlines, retries, a circuit per origin, and cool-downs. `strict`:
 * the same with less time and fewer retries, slow calls held against the origin, and a bulkhead. `off`:
 * deadlines alone.
 */
export type Preset = 'standard' | 'strict' | 'off';

/** For one resource: what it says wins over what holds for all. The budget of retries is the origin's. */
export interface ResourcePolicyOptions extends Omit<PolicyOptions, 'retry'> {
  /** Whether and how a failed attempt is made again. @default what holds for all */
  readonly retry?: BackoffOptions | false;
}

export interface ResilienceOptions<Resource extends string = string> extends PolicyOptions {
  /** Where to start from. @default 'standard' */
  readonly preset?: Preset;
  /** Policies of single resources; a name that is not in the spec is a compile error. */
  readonly byResource?: Readonly<Partial<Record<Resource, ResourcePolicyOptions>>>;
}

/** For one call. */
export interface CallPolicyOptions {
  /** Milliseconds for the whole call. @default `timeout.totalMs` */
  readonly timeoutMs?: number;
  /** Milliseconds for one attempt. At most the whole call's. @default `timeout.attemptMs` */
  readonly attemptTimeoutMs?: number;
  /** How this call is tried again; `false`: one attempt. */
  readonly retry?: BackoffOptions | false;
  /** `false`: this read is not sent twice at once. */
  readonly hedging?: false;
  /** Work that nobody waits for gives way to what somebody does. @default 'user' */
  readonly priority?: Priority;
}
