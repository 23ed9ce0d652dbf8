import { describe, expect, test } from 'vitest';
import {
  directivesOf,
  requestDirectives,
  responseDirectives,
  writeRequestDirectives,
} from '../../../src/runtime/policy/cache-control.ts';

const ofResponse = (field: string) => responseDirectives(directivesOf(field));

describe('RFC 9111 §1.2.2, §4.2.1: a number of seconds', () => {
  test.each([
    ['max-age=3600', 3600],
    ['MAX-AGE=3600', 3600],
    ['max-age="3600"', 3600],
    ['public,max-age=3600 , must-revalidate', 3600],
    ['max-age=007', 7],
    ['max-age=99999999999', 2_147_483_648],
    ['max-age=60, max-age=60', 60],
  ])('%s is read', (field, seconds) => {
    expect(ofResponse(field).maxAge).toBe(seconds);
  });

  test.each([
    'max-age=-1',
    'max-age=1.5',
    'max-age=1h',
    'max-age',
    'max-age=',
    "max-age='60'",
    'max-age =60',
    'max-age= 60',
    'max-age=60, max-age=30',
    'max-age="60',
  ])('%s cannot be, so nothing is fresh', (field) => {
    expect(ofResponse(field).maxAge).toBe(0);
  });
});

describe('RFC 9111 §5.2.2.4, §5.2.2.7: a restriction', () => {
  test.each([
    ['private', true],
    ['PRIVATE', true],
    ['private="set-cookie"', ['set-cookie']],
    ['private=" Set-Cookie , x-user"', ['set-cookie', 'x-user']],
    // What is malformed limits nothing: the whole response is meant.
    ['private=set-cookie', true],
    ['private=""', true],
    ['private="a b"', true],
    ['private = "x"', true],
    ['private="unterminated, max-age=60', true],
    ['private, private="x"', true],
    ['x="a, private, b"', undefined],
  ])('%s', (field, restriction) => {
    expect(ofResponse(field).private).toEqual(restriction);
  });

  test('is heeded behind what cannot be read', () => {
    expect(ofResponse('=, ;;, "x", no-store')).toMatchObject({ noStore: true });
  });
});

test('RFC 9111 §5.2.1: what a request accepts', () => {
  const read = (field: string) => requestDirectives(directivesOf(field));
  expect(read('max-stale').maxStale).toBe(Number.POSITIVE_INFINITY);
  expect(read('max-stale=5, min-fresh=2, only-if-cached, no-cache')).toMatchObject({
    maxStale: 5,
    minFresh: 2,
    onlyIfCached: true,
    noCache: true,
  });
});

test('what is written is what is read', () => {
  const wants = { noCache: true, maxAge: 5, maxStale: 60, minFresh: 1, onlyIfCached: true };
  const field = writeRequestDirectives(wants) ?? '';
  expect(requestDirectives(directivesOf(field))).toMatchObject(wants);
  expect(writeRequestDirectives({})).toBeUndefined();
});
