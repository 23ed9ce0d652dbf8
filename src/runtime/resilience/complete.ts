/**
 * Every number of a policy, and what holds between two of them. A default that does not fit what was
 * chosen gives way to it; two choices that do not fit are refused by both their names.
 *
 * After the validators of Microsoft.Extensions.Http.Resilience: attempt ≤ total, window ≥ 2 × attempt.
 */

import { type CircuitOptions, circuitDefaults, completeCircuitOptions } from '../policy/circuit-options.ts';
import { Pace } from '../policy/pace.ts';
import {
  naturalNumber,
  nonNegativeMs,
  positiveInteger,
  positiveMs,
  quantile,
  timerMs,
  wholeFrom,
} from '../policy/range.ts';
import type {
  BackoffOptions,
  BulkheadOptions,
  CoolDownOptions,
  HedgingOptions,
  RateLimitOptions,
  RetryOptions,
  ScopedCircuitOptions,
  TimeoutOptions,
} from './options.ts';
import type { Place } from './place.ts';
import type { BulkheadSettings, RateLimitSettings } from './policy.ts';
import {
  bulkheadDefaults,
  coolDownDefaults,
  hedgingDefaults,
  rateLimitDefaults,
  retryDefaults,
  timeoutDefaults,
} from './presets.ts';

type Timeouts = Required<TimeoutOptions>;

export function timeout(at: Place, start: TimeoutOptions, chosen: TimeoutOptions): Timeouts {
  at.refuseUnknown(chosen, timeoutDefaults);
  const preset = { ...timeoutDefaults, ...start };
  const { totalMs = preset.totalMs } = chosen;
  const { attemptMs = Math.min(preset.attemptMs, totalMs) } = chosen;
  const { connectMs = Math.min(preset.connectMs, attemptMs) } = chosen;
  const { idleMs = preset.idleMs } = chosen;
  at.check('totalMs', totalMs, timerMs);
  at.check('idleMs', idleMs, timerMs);
  at.check('attemptMs', attemptMs, timerMs);
  if (attemptMs > totalMs) {
    at.refuse('attemptMs', `at most \`${at.name('totalMs')}\` (${totalMs})`, attemptMs);
  }
  at.check('connectMs', connectMs, timerMs);
  if (connectMs > attemptMs) {
    at.refuse('connectMs', `at most \`${at.name('attemptMs')}\` (${attemptMs})`, connectMs);
  }
  return { totalMs, attemptMs, connectMs, idleMs };
}

export function retry(at: Place, start: RetryOptions, chosen: RetryOptions): Required<BackoffOptions> {
  at.refuseUnknown(chosen, { ...retryDefaults, budgetRatio: 0, quota: {} });
  const { budgetRatio: _ratio, quota: _quota, ...said } = chosen;
  const preset = { ...retryDefaults, ...start };
  const { maxDelayMs = preset.maxDelayMs } = said;
  const settings = {
    ...preset,
    baseDelayMs: Math.min(preset.baseDelayMs, maxDelayMs),
    throttlingBaseDelayMs: Math.min(preset.throttlingBaseDelayMs, maxDelayMs),
    ...said,
  };
  // More attempts than ten are no retries but a poll; measured worth of the third retry is 2 % (dotnet/extensions#7686).
  at.check('maxAttempts', settings.maxAttempts, wholeFrom(1, 10));
  at.check('maxDelayMs', settings.maxDelayMs, positiveMs);
  for (const base of ['baseDelayMs', 'throttlingBaseDelayMs'] as const) {
    at.check(base, settings[base], positiveMs);
    if (settings[base] > maxDelayMs) {
      at.refuse(base, `at most \`${at.name('maxDelayMs')}\` (${maxDelayMs})`, settings[base]);
    }
  }
  return settings;
}

export function circuit(
  at: Place,
  start: ScopedCircuitOptions,
  chosen: ScopedCircuitOptions,
  { attemptMs }: Timeouts,
): { readonly options: Required<CircuitOptions>; readonly isPerResource: boolean } {
  at.refuseUnknown(chosen, { ...circuitDefaults, scope: '' });
  const preset = { scope: 'origin' as const, ...circuitDefaults, ...start };
  const { scope, ...options } = {
    ...preset,
    windowMs: Math.max(preset.windowMs, 2 * attemptMs),
    probeTimeoutMs: Math.max(preset.probeTimeoutMs, attemptMs),
    slowCallMs: preset.slowCallMs < attemptMs ? preset.slowCallMs : Number.POSITIVE_INFINITY,
    maxBreakMs: Math.max(preset.maxBreakMs, chosen.breakMs ?? 0),
    ...chosen,
  };
  if (scope !== 'origin' && scope !== 'resource') at.refuse('scope', "'origin' or 'resource'", scope);
  const settings = at.trying(() => completeCircuitOptions(options));
  const { windowMs, probeTimeoutMs, slowCallMs } = settings;
  const attempt = `\`${nameOf(at, 'timeout.attemptMs')}\` (${attemptMs})`;
  // Otherwise the first of two slow failures is forgotten before the second is counted.
  if (windowMs < 2 * attemptMs) at.refuse('windowMs', `at least twice ${attempt}`, windowMs);
  // Otherwise a probe that is still allowed to succeed has failed.
  if (probeTimeoutMs < attemptMs) at.refuse('probeTimeoutMs', `at least ${attempt}`, probeTimeoutMs);
  if (slowCallMs >= attemptMs && slowCallMs !== Number.POSITIVE_INFINITY) {
    at.refuse('slowCallMs', `less than ${attempt}, or no attempt lives to be slow`, slowCallMs);
  }
  return { options: settings, isPerResource: scope === 'resource' };
}

export function bulkhead(
  at: Place,
  start: BulkheadOptions,
  chosen: BulkheadOptions,
  timeouts: Timeouts,
): BulkheadSettings {
  at.refuseUnknown(chosen, bulkheadDefaults);
  const preset = { ...bulkheadDefaults, ...start };
  const settings = { ...preset, queueMs: Math.min(preset.queueMs, timeouts.totalMs), ...chosen };
  at.check('maxConcurrent', settings.maxConcurrent, positiveInteger);
  at.check('maxQueued', settings.maxQueued, naturalNumber);
  checkWait(at, 'queueMs', settings.queueMs, timeouts);
  if (typeof settings.adaptive !== 'boolean') at.refuse('adaptive', 'true or false', settings.adaptive);
  return settings;
}

export function rateLimit(
  at: Place,
  start: Partial<RateLimitOptions>,
  chosen: Partial<RateLimitOptions>,
  timeouts: Timeouts,
): RateLimitSettings {
  at.refuseUnknown(chosen, { requests: 0, burst: 0, ...rateLimitDefaults });
  const preset = { ...rateLimitDefaults, ...start };
  const { requests } = { ...start, ...chosen };
  if (requests === undefined)
    at.refuse('requests', 'set: there is no rate that suits every origin', requests);
  const settings = {
    ...preset,
    requests,
    burst: requests,
    maxWaitMs: Math.min(preset.maxWaitMs, timeouts.totalMs),
    ...chosen,
  };
  // Refuses what is out of range.
  at.trying(() => new Pace(settings));
  checkWait(at, 'maxWaitMs', settings.maxWaitMs, timeouts);
  return settings;
}

export function coolDown(
  at: Place,
  start: CoolDownOptions,
  chosen: CoolDownOptions,
  timeouts: Timeouts,
): Required<CoolDownOptions> {
  at.refuseUnknown(chosen, coolDownDefaults);
  const preset = { ...coolDownDefaults, ...start };
  const { maxWaitMs = Math.min(preset.maxWaitMs, timeouts.totalMs) } = chosen;
  checkWait(at, 'maxWaitMs', maxWaitMs, timeouts);
  return { maxWaitMs };
}

export function hedging(
  at: Place,
  start: HedgingOptions,
  chosen: HedgingOptions,
  { attemptMs }: Timeouts,
): Required<HedgingOptions> {
  at.refuseUnknown(chosen, hedgingDefaults);
  const preset = { ...hedgingDefaults, ...start };
  // Half of an attempt: an answer that comes after the attempt has ended helps nobody.
  const { maxDelayMs = Math.min(preset.maxDelayMs, attemptMs / 2) } = chosen;
  const settings = { ...preset, minDelayMs: Math.min(preset.minDelayMs, maxDelayMs), ...chosen, maxDelayMs };
  at.check('quantile', settings.quantile, quantile);
  at.check('minDelayMs', settings.minDelayMs, nonNegativeMs);
  at.check('maxDelayMs', maxDelayMs, nonNegativeMs);
  at.check('maxHedges', settings.maxHedges, wholeFrom(1, 4));
  if (settings.minDelayMs > maxDelayMs) {
    at.refuse('minDelayMs', `at most \`${at.name('maxDelayMs')}\` (${maxDelayMs})`, settings.minDelayMs);
  }
  if (maxDelayMs >= attemptMs) {
    const attempt = `\`${nameOf(at, 'timeout.attemptMs')}\` (${attemptMs})`;
    at.refuse('maxDelayMs', `less than ${attempt}`, maxDelayMs);
  }
  return settings;
}

function checkWait(at: Place, option: string, waitMs: number, { totalMs }: Timeouts): void {
  at.check(option, waitMs, nonNegativeMs);
  if (waitMs > totalMs) {
    at.refuse(option, `at most \`${nameOf(at, 'timeout.totalMs')}\` (${totalMs})`, waitMs);
  }
}

/** Another policy's option, seen from this policy's place. */
function nameOf(at: Place, option: string): string {
  return at.name('').replace(/[^.]+\.$/, option);
}
