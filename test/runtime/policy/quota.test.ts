/**
 * Backoff and quota against the values that AWS publishes: the test cases of the Smithy reference
 * architecture for retry behaviour, which each AWS SDK carries. Their base is 1 s (0.05 s in the
 * profile of 2026) and their jitter is fixed at its upper bound.
 */

import { describe, expect, test } from 'vitest';
import { fullJitterMs } from '../../../src/runtime/policy/backoff.ts';
import { RetryQuota } from '../../../src/runtime/policy/quota.ts';

type Step = readonly [
  status: number,
  outcome: 'retry' | 'success' | 'quota exceeded' | 'attempts exceeded',
  tokens: number,
  delaySeconds?: number,
];

interface Case {
  readonly name: string;
  readonly tokens?: number;
  readonly attempts?: number;
  readonly maxSeconds?: number;
  readonly steps: readonly Step[];
}

const standard: readonly Case[] = [
  {
    name: 'retry eventually succeeds',
    steps: [
      [500, 'retry', 495, 1],
      [500, 'retry', 490, 2],
      [200, 'success', 495],
    ],
  },
  {
    name: 'fails when the attempts are used up',
    steps: [
      [502, 'retry', 495, 1],
      [502, 'retry', 490, 2],
      [502, 'attempts exceeded', 490],
    ],
  },
  {
    name: 'quota reached after a single retry',
    tokens: 5,
    steps: [
      [500, 'retry', 0, 1],
      [500, 'quota exceeded', 0],
    ],
  },
  { name: 'no retry at all without quota', tokens: 0, steps: [[500, 'quota exceeded', 0]] },
  {
    name: 'exponential backoff',
    attempts: 5,
    steps: [
      [500, 'retry', 495, 1],
      [500, 'retry', 490, 2],
      [500, 'retry', 485, 4],
      [500, 'retry', 480, 8],
      [500, 'attempts exceeded', 480],
    ],
  },
  {
    name: 'backoff is capped',
    attempts: 5,
    maxSeconds: 3,
    steps: [
      [500, 'retry', 495, 1],
      [500, 'retry', 490, 2],
      [500, 'retry', 485, 3],
      [500, 'retry', 480, 3],
      [500, 'attempts exceeded', 480],
    ],
  },
  {
    name: 'retries stop when the quota is exhausted',
    attempts: 5,
    tokens: 10,
    steps: [
      [500, 'retry', 5, 1],
      [502, 'retry', 0, 2],
      [503, 'quota exceeded', 0],
    ],
  },
  {
    name: 'the quota recovers after successes',
    attempts: 5,
    tokens: 15,
    steps: [
      [500, 'retry', 10, 1],
      [502, 'retry', 5, 2],
      [200, 'success', 10],
      [500, 'retry', 5, 1],
      [200, 'success', 10],
    ],
  },
];

const profileOf2026: readonly Case[] = [
  {
    name: 'exponential backoff',
    attempts: 5,
    steps: [
      [500, 'retry', 486, 0.05],
      [500, 'retry', 472, 0.1],
      [500, 'retry', 458, 0.2],
      [500, 'retry', 444, 0.4],
      [500, 'attempts exceeded', 444],
    ],
  },
  {
    name: 'backoff is capped',
    attempts: 5,
    maxSeconds: 0.2,
    steps: [
      [500, 'retry', 486, 0.05],
      [500, 'retry', 472, 0.1],
      [500, 'retry', 458, 0.2],
      [500, 'retry', 444, 0.2],
      [500, 'attempts exceeded', 444],
    ],
  },
  {
    name: 'retries stop when the quota is exhausted',
    attempts: 5,
    tokens: 20,
    steps: [
      [500, 'retry', 6, 0.05],
      [502, 'quota exceeded', 6],
    ],
  },
  {
    name: 'the quota recovers after successes',
    attempts: 5,
    tokens: 30,
    steps: [
      [500, 'retry', 16, 0.05],
      [502, 'retry', 2, 0.1],
      [200, 'success', 16],
      [500, 'retry', 2, 0.05],
      [200, 'success', 16],
    ],
  },
];

/** The largest number below 1: the upper bound of full jitter, less the millisecond that is floored. */
const almostOne = 1 - Number.EPSILON;

function play({ tokens = 500, attempts = 3, maxSeconds = 20, steps }: Case, profile: object, baseMs: number) {
  const quota = new RetryQuota({ ...profile, capacity: tokens });
  let attempt = 1;
  let cost: number | undefined;
  return steps.map(([status]): Step => {
    if (status === 200) {
      quota.succeeded(cost);
      cost = undefined;
      attempt = 1;
      return [status, 'success', quota.tokens];
    }
    if (attempt >= attempts) return [status, 'attempts exceeded', quota.tokens];
    cost = quota.tryRetry(false);
    if (cost === undefined) return [status, 'quota exceeded', quota.tokens];
    const delayMs = fullJitterMs(attempt, { baseMs, maxMs: maxSeconds * 1_000 }, () => almostOne) + 1;
    attempt += 1;
    return [status, 'retry', quota.tokens, delayMs / 1_000];
  });
}

describe('AWS standard mode', () => {
  test.each(standard)('$name', (given) => {
    expect(play(given, {}, 1_000)).toEqual(given.steps);
  });
});

describe('AWS standard mode, profile of 2026', () => {
  test.each(profileOf2026)('$name', (given) => {
    expect(play(given, { retryCost: 14 }, 50)).toEqual(given.steps);
  });
});

test('a timeout costs twice as much, and a call that succeeds at once pays one back', () => {
  const quota = new RetryQuota({ capacity: 20 });
  expect(quota.tryRetry(true)).toBe(10);
  expect(quota.tryRetry(false)).toBe(5);
  quota.succeeded(undefined);
  expect(quota.tokens).toBe(6);
});

test('it is never fuller than full', () => {
  const quota = new RetryQuota({ capacity: 2 });
  for (let count = 0; count < 5; count += 1) quota.succeeded(undefined);
  expect(quota.tokens).toBe(2);
});

test('refuses what is no whole number of tokens', () => {
  expect(() => new RetryQuota({ capacity: 1.5 })).toThrow(
    '`capacity` must be a non-negative integer, got 1.5',
  );
});

test('the remaining ratio goes from 1 to 0', () => {
  const quota = new RetryQuota({ capacity: 10 });
  const ratios = [quota.remainingRatio];
  for (let retry = 0; retry < 2; retry += 1) {
    quota.tryRetry(false);
    ratios.push(quota.remainingRatio);
  }
  expect(ratios).toEqual([1, 0.5, 0]);
  expect(new RetryQuota({ capacity: 0 }).remainingRatio).toBe(0);
});
