import { expect, test } from 'vitest';
import { isRetryable, isThrottle } from '../../../src/runtime/policy/throttle.ts';
import { waitHintMs } from '../../../src/runtime/policy/wait-hint.ts';

const now = Date.UTC(2026, 10, 25, 12);
const reply = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
});

test('of all statuses, 429 alone is a throttle by itself', () => {
  const statuses = Array.from({ length: 500 }, (_, index) => index + 100);
  expect(statuses.filter((status) => isThrottle(reply(status)))).toEqual([429]);
});

test.each<[boolean, string, Record<string, string>]>([
  [true, 'it says when to come again', { 'retry-after': '60' }],
  [true, 'nothing is left of a policy', { ratelimit: '"search";r=0;t=30' }],
  [true, 'nothing is left, in the earlier drafts', { 'ratelimit-remaining': '0' }],
  [true, 'nothing is left, as GitHub says it', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9' }],
  [false, 'something is left', { 'x-ratelimit-remaining': '41', 'x-ratelimit-reset': '9' }],
  [false, 'something is left of a policy', { ratelimit: '"search";r=3;t=30' }],
  [false, 'it speaks of no limit', {}],
])('a 403 is a throttle: %s, where %s', (is, _why, headers) => {
  expect(isThrottle(reply(403, headers))).toBe(is);
  expect(isRetryable(reply(403, headers))).toBe(is);
  // No other refusal is, whatever comes with it.
  expect([400, 401, 404, 409].some((status) => isRetryable(reply(status, headers)))).toBe(false);
});

test('quota fields come with every reply, and are a hint only where we ask too much', () => {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '17' };
  const hints = [200, 403, 429, 503].map((status) => waitHintMs(reply(status, headers), now));
  expect(hints).toEqual([undefined, 17_000, 17_000, undefined]);
});
