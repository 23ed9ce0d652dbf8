import { describe, expect, test } from 'vitest';
import { initialAgeMs } from '../../../src/runtime/policy/age.ts';
import { responseDirectives } from '../../../src/runtime/policy/cache-control.ts';
import { lifetimesByConfig, lifetimesByHttp } from '../../../src/runtime/policy/lifetimes.ts';
import { isRescuable, mayRescue, reuseOf } from '../../../src/runtime/policy/reuse.ts';
import { mayStore } from '../../../src/runtime/policy/storable.ts';
import { governing } from '../../../src/runtime/policy/targeted.ts';

const now = Date.UTC(2026, 0, 1);
const httpDate = (seconds: number) => new Date(now + seconds * 1_000).toUTCString();
const fieldsOf = (fields: Record<string, string>) => new Headers(fields);
const none = { staleWhileRevalidate: 0, staleIfError: 0, keepStale: 0 };

function rulesOf(fields: Headers, isShared = false, targets: string[] = []) {
  const { directives, isTargeted } = governing(fields, targets);
  return { directives: responseDirectives(directives), isShared, isTargeted };
}

function httpLives(
  fields: Record<string, string>,
  { isShared = false, status = 200, targets = [] as string[] } = {},
) {
  const read = fieldsOf(fields);
  const answered = { status, fields: read, respondedAt: now };
  return lifetimesByHttp(
    answered,
    { requestedAt: now, respondedAt: now },
    rulesOf(read, isShared, targets),
    none,
  );
}

const freshSeconds = (...given: Parameters<typeof httpLives>) =>
  (httpLives(...given).freshUntil - now) / 1_000;

describe('RFC 9111 §4.2.3: age', () => {
  test.each<[string, Record<string, string>, number, number]>([
    ['nothing said', {}, 0, 0],
    ['Age', { age: '30' }, 0, 30],
    ['Age, and the time on the way', { age: '30' }, 2, 32],
    ['a Date in the past', { date: httpDate(-40) }, 0, 40],
    ['the greater of the two', { date: httpDate(-40), age: '50' }, 0, 50],
    ['a Date in the future', { date: httpDate(40) }, 0, 0],
    ['a list of ages: the first', { age: '7, 90' }, 0, 7],
    ['no number', { age: 'old' }, 0, 0],
    ['a negative number', { age: '-5' }, 0, 0],
  ])('%s', (_what, fields, delay, age) => {
    const exchanged = { requestedAt: now - delay * 1_000, respondedAt: now };
    expect(initialAgeMs(fieldsOf(fields), exchanged) / 1_000).toBe(age);
  });
});

describe('RFC 9111 §4.2.1: how long it is fresh', () => {
  test.each<[string, Record<string, string>, number]>([
    ['max-age', { 'cache-control': 'max-age=60' }, 60],
    ['max-age less the age it came with', { 'cache-control': 'max-age=60', age: '45' }, 15],
    ['max-age wins over Expires', { 'cache-control': 'max-age=60', expires: httpDate(10) }, 60],
    ['Expires less Date', { date: httpDate(0), expires: httpDate(30) }, 30],
    ['Expires that is no date', { expires: '0' }, 0],
    ['Expires in the past', { expires: httpDate(-30) }, 0],
    ['s-maxage means nothing to a private cache', { 'cache-control': 's-maxage=90, max-age=60' }, 60],
    ['a tenth of the time it did not change', { 'last-modified': httpDate(-600) }, 60],
    ['at most a day of guessing', { 'last-modified': httpDate(-100 * 86_400) }, 86_400],
    ['nothing said', {}, 0],
    ['no-cache', { 'cache-control': 'no-cache, max-age=60' }, 0],
  ])('%s', (_what, fields, seconds) => {
    expect(freshSeconds(fields)).toBe(seconds);
  });

  test('s-maxage counts for a shared cache', () => {
    expect(freshSeconds({ 'cache-control': 's-maxage=90, max-age=60' }, { isShared: true })).toBe(90);
  });

  test('nothing is guessed for a status that does not allow it', () => {
    expect(freshSeconds({ 'last-modified': httpDate(-600) }, { status: 403 })).toBe(0);
  });

  test('RFC 9213: a targeted field stands in for Cache-Control and Expires', () => {
    const targets = ['my-cache-control'];
    const fields = { 'cache-control': 'no-store', expires: httpDate(5), 'my-cache-control': 'max-age=60' };
    expect(freshSeconds(fields, { targets })).toBe(60);
    expect(
      freshSeconds({ ...fields, 'cache-control': 'max-age=7', 'my-cache-control': '!!' }, { targets }),
    ).toBe(7);
  });
});

describe('RFC 9111 §3: what is kept', () => {
  const stores = (
    field: string,
    isShared: boolean,
    isAuthorized = false,
    more: Record<string, string> = {},
  ) => {
    const fields = fieldsOf({ 'cache-control': field, ...more });
    const answered = { status: 200, fields, respondedAt: now };
    return mayStore(answered, { isAuthorized, noStore: false }, rulesOf(fields, isShared));
  };

  test.each([
    ['no-store', false],
    ['max-age=60', true],
    ['no-store, max-age=60', false],
    ['must-understand, no-store', true],
    ['private', true],
  ])('by a private cache: %s → %s', (field, kept) => {
    expect(stores(field, false)).toBe(kept);
  });

  test.each([
    ['private, max-age=60', false],
    ['private="x-user", max-age=60', true],
    ['private=x-user, max-age=60', false],
  ])('by a shared one: %s → %s', (field, kept) => {
    expect(stores(field, true)).toBe(kept);
  });

  test.each([
    ['max-age=60', false],
    ['public, max-age=60', true],
    ['s-maxage=60', true],
    ['must-revalidate, max-age=60', true],
  ])('§3.5, by a shared one of a call with a credential: %s → %s', (field, kept) => {
    expect(stores(field, true, true)).toBe(kept);
  });

  test('nothing that depends on what no field says', () => {
    expect(stores('max-age=60', false, false, { vary: 'accept, *' })).toBe(false);
  });
});

describe('RFC 9111 §4.2.4, §5.2.1, RFC 5861: what it is good for', () => {
  const answered = { status: 200, fields: fieldsOf({}), respondedAt: now };
  const lives = lifetimesByConfig(answered, now, 60_000, {
    staleWhileRevalidate: 30,
    staleIfError: 90,
    keepStale: 0,
  });
  const at = (seconds: number) => now + seconds * 1_000;

  test.each([
    [0, {}, 'fresh'],
    [59.9, {}, 'fresh'],
    [60, {}, 'stale'],
    [90, {}, 'no'],
    [10, { noCache: true }, 'no'],
    [10, { maxAge: 0 }, 'no'],
    [10, { maxAge: 9 }, 'no'],
    [10, { maxAge: 10 }, 'fresh'],
    [10, { minFresh: 50 }, 'fresh'],
    [10, { minFresh: 51 }, 'no'],
    [100, { maxStale: 40 }, 'accepted'],
    [101, { maxStale: 40 }, 'no'],
  ] as const)('after %s s, when the call accepts %o: %s', (seconds, wants, reuse) => {
    expect(reuseOf(lives, wants, at(seconds))).toBe(reuse);
  });

  test('it stands in for an error for as long as that was allowed', () => {
    expect([mayRescue(lives, {}, at(149)), mayRescue(lives, {}, at(150))]).toEqual([true, false]);
  });

  test.each(['must-revalidate', 'no-cache'])('%s is never served stale, whatever else is said', (strict) => {
    const field = `max-age=60, stale-while-revalidate=100, stale-if-error=100, ${strict}`;
    const entry = httpLives({ 'cache-control': field });
    expect(reuseOf(entry, { maxStale: 1_000 }, at(61))).toBe('no');
    expect(mayRescue(entry, {}, at(61))).toBe(false);
  });

  test('proxy-revalidate binds a shared cache alone', () => {
    const fields = { 'cache-control': 'max-age=60, stale-if-error=100, proxy-revalidate' };
    expect(mayRescue(httpLives(fields), {}, at(61))).toBe(true);
    expect(mayRescue(httpLives(fields, { isShared: true }), {}, at(61))).toBe(false);
  });

  test('a directive of the reply wins over what the client was told', () => {
    const entry = httpLives({ 'cache-control': 'max-age=60, stale-while-revalidate=5' });
    expect([reuseOf(entry, {}, at(64)), reuseOf(entry, {}, at(65))]).toEqual(['stale', 'no']);
  });

  test('no 4xx is ever stood in for', () => {
    const statuses = [400, 401, 403, 404, 410, 429, 500, 501, 502, 503, 504];
    expect(statuses.filter(isRescuable)).toEqual([500, 502, 503, 504]);
  });
});
