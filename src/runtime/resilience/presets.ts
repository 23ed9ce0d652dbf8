/**
 * Where options start from. Numbers are those of the systems that have proved them, named beside each
 * option; the choices between them are in docs/decisions/0018.
 */

import { backoffDefaults } from '../policy/backoff.ts';
import { budgetDefaults } from '../policy/budget.ts';
import type {
  BackoffOptions,
  BulkheadOptions,
  CoolDownOptions,
  HedgingOptions,
  PolicyOptions,
  Preset,
  RateLimitOptions,
  TimeoutOptions,
} from './options.ts';

/**
 * Microsoft.Extensions.Http.Resilience: 30 s in all, 10 s an attempt. Envoy's `connect_timeout`: 5 s. Of silence twice what nginx and AWS's
 * load balancers wait, so that whoever keeps a stream alive through them may miss one beat.
 */
export const timeoutDefaults: Required<TimeoutOptions> = {
  totalMs: 30_000,
  attemptMs: 10_000,
  connectMs: 5_000,
  idleMs: 120_000,
};

export const retryDefaults: Required<BackoffOptions> = {
  maxAttempts: 3,
  baseDelayMs: backoffDefaults.baseMs,
  throttlingBaseDelayMs: backoffDefaults.throttlingBaseMs,
  maxDelayMs: backoffDefaults.maxMs,
};

/** Finagle's share; its floor is in policy/budget.ts. */
export const budgetRatioDefault: number = budgetDefaults.ratio;

export const bulkheadDefaults: Required<BulkheadOptions> = {
  maxConcurrent: 100,
  maxQueued: 1_000,
  queueMs: 1_000,
  adaptive: false,
};

/** There is no rate that suits an origin nobody has named. */
export const rateLimitDefaults: Required<Omit<RateLimitOptions, 'requests' | 'burst'>> = {
  periodMs: 1_000,
  maxWaitMs: 1_000,
};

export const coolDownDefaults: Required<CoolDownOptions> = { maxWaitMs: 5_000 };

export const hedgingDefaults: Required<HedgingOptions> = {
  quantile: 0.95,
  minDelayMs: 10,
  maxDelayMs: 2_000,
  maxHedges: 1,
};

/** What each preset says. A policy that it does not name is off. */
export const presets: Readonly<Record<Preset, PolicyOptions>> = {
  standard: { timeout: {}, retry: {}, circuit: {}, coolDown: {} },
  strict: {
    timeout: { totalMs: 10_000, attemptMs: 3_000, connectMs: 1_000 },
    retry: { maxAttempts: 2 },
    circuit: { slowCallMs: 2_000 },
    coolDown: { maxWaitMs: 0 },
    bulkhead: {},
  },
  off: { timeout: {} },
};
