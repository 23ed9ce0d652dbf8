import { describe, expect, test } from 'vitest';
import { OptionsError } from '../../../src/runtime/errors.ts';
import type { Preset, ResilienceOptions } from '../../../src/runtime/resilience/options.ts';
import { settleResilience } from '../../../src/runtime/resilience/settle.ts';

const resources = ['portfolio', 'reports'];

const settle = (given: ResilienceOptions | Preset) => settleResilience(resources, given);

/** What is said of options that JavaScript callers may well give; `accepted` where nothing is. */
function refusalOf(given: unknown): string {
  try {
    settle(given as ResilienceOptions);
    return 'accepted';
  } catch (error) {
    if (error instanceof OptionsError) return error.message;
    throw error;
  }
}

describe('each option that cannot be meant is refused by its name', () => {
  test.each<[string, object]>([
    ['preset', { preset: 'lenient' }],
    ['retries', { retries: 3 }],
    ['byResource', { byResource: { portfolios: {} } }],
    ['byResource.reports.retries', { byResource: { reports: { retries: 3 } } }],
    ['byResource.reports.timeout.totalMs', { byResource: { reports: { timeout: { totalMs: 0 } } } }],
    ['timeout.totalMs', { timeout: { totalMs: 0 } }],
    ['timeout.attemptMs', { timeout: { attemptMs: -5 } }],
    ['timeout.idleMs', { timeout: { idleMs: 0 } }],
    ['timeout.total', { timeout: { total: 1_000 } }],
    ['retry.maxAttempts', { retry: { maxAttempts: 0 } }],
    ['retry.maxAttempts', { retry: { maxAttempts: 11 } }],
    ['retry.maxAttempts', { retry: { maxAttempts: 2.5 } }],
    ['retry.baseDelayMs', { retry: { baseDelayMs: 0 } }],
    ['retry.throttlingBaseDelayMs', { retry: { throttlingBaseDelayMs: -1 } }],
    ['retry.maxDelayMs', { retry: { maxDelayMs: Number.NaN } }],
    ['retry.budgetRatio', { retry: { budgetRatio: 20 } }],
    ['retry.quota.capacity', { retry: { quota: { capacity: -1 } } }],
    ['retry.quota.tokens', { retry: { quota: { tokens: 500 } } }],
    ['retry.retries', { retry: { retries: 3 } }],
    ['circuit.failureRatio', { circuit: { failureRatio: 50 } }],
    ['circuit.minimumAttempts', { circuit: { minimumAttempts: 0 } }],
    ['circuit.breakMs', { circuit: { breakMs: '5000' } }],
    ['circuit.slowCallMs', { circuit: { slowCallMs: 0 } }],
    ['circuit.slowCallRatio', { circuit: { slowCallRatio: 2 } }],
    ['circuit.scope', { circuit: { scope: 'host' } }],
    ['circuit.threshold', { circuit: { threshold: 5 } }],
    ['bulkhead.maxConcurrent', { bulkhead: { maxConcurrent: 0 } }],
    ['bulkhead.maxQueued', { bulkhead: { maxQueued: -1 } }],
    ['bulkhead.queueMs', { bulkhead: { queueMs: -1 } }],
    ['bulkhead.adaptive', { bulkhead: { adaptive: 'yes' } }],
    ['bulkhead.limit', { bulkhead: { limit: 5 } }],
    ['rateLimit.requests', { rateLimit: {} }],
    ['rateLimit.requests', { rateLimit: { requests: 0 } }],
    ['rateLimit.periodMs', { rateLimit: { requests: 1, periodMs: 0 } }],
    ['rateLimit.burst', { rateLimit: { requests: 1, burst: 0 } }],
    ['rateLimit.perSecond', { rateLimit: { requests: 1, perSecond: 5 } }],
    ['coolDown.maxWaitMs', { coolDown: { maxWaitMs: -1 } }],
    ['hedging.quantile', { hedging: { quantile: 95 } }],
    ['hedging.maxHedges', { hedging: { maxHedges: 5 } }],
    ['hedging.minDelayMs', { hedging: { minDelayMs: -1 } }],
    ['hedging.delay', { hedging: { delay: 100 } }],
  ])('%s', (name, given) => {
    expect(refusalOf(given)).toMatch(new RegExp(`^\`resilience\\.${name.replaceAll('.', '\\.')}\` must be `));
  });
});

describe('two options that do not go together are both named', () => {
  test.each<[object, string]>([
    [
      { timeout: { totalMs: 1_000, attemptMs: 2_000 } },
      '`resilience.timeout.attemptMs` must be at most `resilience.timeout.totalMs` (1000), got 2000.',
    ],
    [
      { timeout: { attemptMs: 2_000, connectMs: 3_000 } },
      '`resilience.timeout.connectMs` must be at most `resilience.timeout.attemptMs` (2000), got 3000.',
    ],
    [
      { timeout: { attemptMs: 20_000 }, circuit: { windowMs: 30_000 } },
      '`resilience.circuit.windowMs` must be at least twice `resilience.timeout.attemptMs` (20000), got 30000.',
    ],
    [
      { timeout: { attemptMs: 20_000 }, circuit: { probeTimeoutMs: 10_000 } },
      '`resilience.circuit.probeTimeoutMs` must be at least `resilience.timeout.attemptMs` (20000), got 10000.',
    ],
    [
      { circuit: { slowCallMs: 10_000 } },
      '`resilience.circuit.slowCallMs` must be less than `resilience.timeout.attemptMs` (10000), or no attempt lives to be slow, got 10000.',
    ],
    [
      { circuit: { breakMs: 5_000, maxBreakMs: 1_000 } },
      '`resilience.circuit.maxBreakMs` must be finite and at least `breakMs` (5000), got 1000.',
    ],
    [
      { timeout: { totalMs: 500 }, bulkhead: { queueMs: 600 } },
      '`resilience.bulkhead.queueMs` must be at most `resilience.timeout.totalMs` (500), got 600.',
    ],
    [
      { timeout: { totalMs: 500 }, rateLimit: { requests: 1, maxWaitMs: 600 } },
      '`resilience.rateLimit.maxWaitMs` must be at most `resilience.timeout.totalMs` (500), got 600.',
    ],
    [
      { timeout: { totalMs: 500 }, coolDown: { maxWaitMs: 600 } },
      '`resilience.coolDown.maxWaitMs` must be at most `resilience.timeout.totalMs` (500), got 600.',
    ],
    [
      { hedging: { maxDelayMs: 10_000 } },
      '`resilience.hedging.maxDelayMs` must be less than `resilience.timeout.attemptMs` (10000), got 10000.',
    ],
    [
      { hedging: { minDelayMs: 300, maxDelayMs: 200 } },
      '`resilience.hedging.minDelayMs` must be at most `resilience.hedging.maxDelayMs` (200), got 300.',
    ],
    [
      { retry: { baseDelayMs: 300, maxDelayMs: 200 } },
      '`resilience.retry.baseDelayMs` must be at most `resilience.retry.maxDelayMs` (200), got 300.',
    ],
    [
      { retry: { budgetRatio: 0.1, quota: {} } },
      '`resilience.retry.budgetRatio` must be left out where `resilience.retry.quota` is set, got 0.1.',
    ],
    [
      { timeout: { attemptMs: 15_000 }, byResource: { reports: { circuit: { windowMs: 20_000 } } } },
      '`resilience.byResource.reports.circuit.windowMs` must be at least twice `resilience.byResource.reports.timeout.attemptMs` (15000), got 20000.',
    ],
  ])('%j', (given, message) => {
    expect(refusalOf(given)).toBe(message);
  });
});

test('a default gives way to what was chosen', () => {
  const { common } = settle({
    timeout: { totalMs: 500 },
    bulkhead: {},
    hedging: {},
    rateLimit: { requests: 5 },
  });
  expect(common).toMatchObject({
    timeout: { totalMs: 500, attemptMs: 500, connectMs: 500 },
    bulkhead: { options: { queueMs: 500 } },
    rateLimit: { options: { maxWaitMs: 500, burst: 5 } },
    coolDown: { maxWaitMs: 500 },
    hedging: { maxDelayMs: 250 },
  });
  const { common: patient } = settle({ timeout: { attemptMs: 25_000 }, circuit: { breakMs: 90_000 } });
  expect(patient.circuit?.options).toMatchObject({
    windowMs: 50_000,
    probeTimeoutMs: 25_000,
    maxBreakMs: 90_000,
  });
});

test('nothing said is the standard preset: deadlines, retries, a circuit and cool-downs', () => {
  expect(settle({})).toMatchObject({
    budget: { kind: 'share', ratio: 0.2 },
    common: {
      timeout: { totalMs: 30_000, attemptMs: 10_000 },
      retry: { maxAttempts: 3, baseDelayMs: 100, throttlingBaseDelayMs: 500, maxDelayMs: 20_000 },
      circuit: { scope: '', options: { windowMs: 30_000, failureRatio: 0.5, minimumAttempts: 20 } },
      coolDown: { maxWaitMs: 5_000 },
      bulkhead: undefined,
      rateLimit: undefined,
      hedging: undefined,
    },
  });
});

test('`strict` has less time and fewer attempts, and holds slow calls against the origin', () => {
  expect(settle({ preset: 'strict' }).common).toMatchObject({
    timeout: { totalMs: 10_000, attemptMs: 3_000 },
    retry: { maxAttempts: 2 },
    circuit: { options: { slowCallMs: 2_000 } },
    coolDown: { maxWaitMs: 0 },
    bulkhead: { options: { maxConcurrent: 100 } },
  });
});

test('a choice beats a preset, and what no longer fits of the preset gives way', () => {
  const { common } = settle({ preset: 'strict', timeout: { attemptMs: 1_000 }, bulkhead: false });
  expect(common.circuit?.options.slowCallMs).toBe(Number.POSITIVE_INFINITY);
  expect(common.bulkhead).toBeUndefined();
});

test('`off` leaves deadlines, for a call without an end would hold what it holds for ever', () => {
  const { timeout, ...others } = settle({ preset: 'off' }).common;
  expect(timeout).toEqual({ totalMs: 30_000, attemptMs: 10_000, connectMs: 5_000, idleMs: 120_000 });
  expect(Object.values(others).every((policy) => policy === undefined)).toBe(true);
});

test.each(['standard', 'strict', 'off'] as const)(
  '`%s` alone is short for an object with that preset',
  (preset) => {
    expect(settle(preset)).toEqual(settle({ preset }));
  },
);

test.each([
  ['lenient', '"lenient"'],
  ['', '""'],
  ['toString', '"toString"'],
  [false, 'false'],
  [3, '3'],
  [null, 'null'],
])('%j, neither an object nor a preset, is refused as `resilience` itself', (given, said) => {
  expect(refusalOf(given)).toBe(
    `\`resilience\` must be an object, or one of standard, strict, off, got ${said}.`,
  );
});

test('a list is no object of options', () => {
  expect(refusalOf(['off'])).toMatch(
    /^`resilience` must be an object, or one of standard, strict, off, got /,
  );
});

test('a policy that `off` leaves out is on with `{}`', () => {
  expect(settle({ preset: 'off', retry: {} }).common.retry).toMatchObject({ maxAttempts: 3 });
});

test('a resource inherits option by option, and switches on and off', () => {
  const { byResource } = settle({
    retry: { maxAttempts: 5, baseDelayMs: 50 },
    circuit: false,
    byResource: { reports: { retry: { maxAttempts: 2 }, circuit: {}, timeout: { totalMs: 90_000 } } },
  });
  expect(byResource.get('reports')).toMatchObject({
    timeout: { totalMs: 90_000, attemptMs: 10_000 },
    retry: { maxAttempts: 2, baseDelayMs: 50 },
    circuit: { options: { minimumAttempts: 20 } },
  });
  expect(byResource.get('portfolio')).toMatchObject({ retry: { maxAttempts: 5 }, circuit: undefined });
});

test('what a resource says for itself, it has for itself; what it inherits, it shares', () => {
  const { common, byResource } = settle({
    bulkhead: {},
    byResource: { reports: { circuit: { minimumAttempts: 5 }, bulkhead: { maxConcurrent: 2 } } },
  });
  const scopes = (name: string) => [
    byResource.get(name)?.circuit?.scope,
    byResource.get(name)?.bulkhead?.scope,
  ];
  expect(scopes('reports')).toEqual(['reports', 'reports']);
  expect(scopes('portfolio')).toEqual(['', '']);
  expect(common.circuit?.scope).toBe('');
});

test('`circuit.scope: resource` gives each resource a circuit of its own', () => {
  const { byResource } = settle({ circuit: { scope: 'resource' } });
  expect(byResource.get('portfolio')?.circuit?.scope).toBe('portfolio');
});

test('a quota takes the place of the share', () => {
  expect(settle({ retry: { quota: { capacity: 100 } } }).budget).toEqual({
    kind: 'quota',
    quota: { capacity: 100, retryCost: 5, timeoutCost: 10, refund: 1 },
  });
});
