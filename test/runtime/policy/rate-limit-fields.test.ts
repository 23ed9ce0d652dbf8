import { describe, expect, test } from 'vitest';
import {
  exhaustedPolicies,
  policyNames,
  quotaWaitMs,
} from '../../../src/runtime/policy/rate-limit-fields.ts';

const now = Date.UTC(2026, 10, 25, 12);
const inSeconds = (seconds: number): string => String(now / 1_000 + seconds);

describe('RateLimit (draft-ietf-httpapi-ratelimit-headers-11)', () => {
  test.each<[string, unknown]>([
    ['"default";r=0;t=30', [{ name: 'default', waitMs: 30_000 }]],
    ['"default";r=1;t=30', []],
    [
      '"a";r=0;t=5, "b";r=9;t=60, "c";r=0;t=60',
      [
        { name: 'a', waitMs: 5_000 },
        { name: 'c', waitMs: 60_000 },
      ],
    ],
    ['"default";r=0', []],
    ['"default";r=0;t=0', []],
    ['"default";r=0;t=-1', []],
    ['"default";r=0;t=86401', []],
    ['"default";r=0;t="30"', []],
    ['nonsense;;', []],
  ])('%s', (ratelimit, policies) => {
    expect(exhaustedPolicies(new Headers({ ratelimit }))).toEqual(policies);
  });

  test('names every policy that a reply is under', () => {
    const ratelimit = '"hour";r=5;t=9, "day";r=0;t=9';
    expect(policyNames(new Headers({ ratelimit }))).toEqual(['hour', 'day']);
  });

  test('a name longer than a name is not kept', () => {
    const headers = new Headers({ ratelimit: `"${'n'.repeat(65)}";r=0;t=9` });
    expect([exhaustedPolicies(headers), policyNames(headers)]).toEqual([[], []]);
  });
});

describe('how long a 429 asks to wait', () => {
  test.each<[string, Record<string, string>, number | undefined]>([
    ['the longest of what is exhausted', { ratelimit: '"a";r=0;t=5, "b";r=0;t=60' }, 60_000],
    ['nothing while there is quota', { ratelimit: '"a";r=3;t=5' }, undefined],
    ['seconds of the earlier drafts', { 'ratelimit-remaining': '0', 'ratelimit-reset': '17' }, 17_000],
    ['no moment of the earlier drafts: they have none', { 'ratelimit-reset': inSeconds(17) }, undefined],
    ['seconds, by their size', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '17' }, 17_000],
    ['an epoch in seconds, by its size', { 'x-ratelimit-reset': inSeconds(90) }, 90_000],
    ['an epoch with fractions', { 'x-ratelimit-reset': `${inSeconds(90)}.5` }, 90_500],
    ['an epoch in milliseconds, by its size', { 'x-ratelimit-reset': String(now + 90_000) }, 90_000],
    ['nothing when the moment has passed', { 'x-ratelimit-reset': inSeconds(-60) }, 0],
    ['nothing believable', { 'x-ratelimit-reset': inSeconds(90_000) }, undefined],
    ['between a delay and an epoch', { 'x-ratelimit-reset': '123456789' }, undefined],
    ['a date is in no specification', { 'x-ratelimit-reset': new Date(now).toUTCString() }, undefined],
    ['a refusal for another reason', { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '17' }, undefined],
    ['nothing at all', {}, undefined],
  ])('%s', (_claim, headers, waitMs) => {
    expect(quotaWaitMs(new Headers(headers), now)).toBe(waitMs);
  });
});
