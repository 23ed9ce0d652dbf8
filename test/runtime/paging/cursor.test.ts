import { describe, expect, test } from 'vitest';
import { InvalidRequestError } from '../../../src/runtime/errors.ts';
import { cursorOf, positionFrom } from '../../../src/runtime/paging/cursor.ts';
import type { Position } from '../../../src/runtime/paging/position.ts';

const forged = (...parts: readonly unknown[]): string => btoa(JSON.stringify(parts));

test.each<[Position, Position]>([
  [
    { value: 'eyJ1IjoiMjAyNi0wNS0xMVQxNjowMjozMVoifQ==' },
    { value: 'eyJ1IjoiMjAyNi0wNS0xMVQxNjowMjozMVoifQ==' },
  ],
  [{ value: 'Zoë 😀 "&?' }, { value: 'Zoë 😀 "&?' }],
  [
    { value: 3, seen: 50 },
    { value: 3, seen: 50 },
  ],
  [{ value: 9_007_199_254_740_993n }, { value: '9007199254740993' }],
  [{ url: 'https://api.example.com/v1/contacts?page=2&q=a%2Fb#top' }, { url: '?page=2&q=a%2Fb' }],
  [{ url: '?page=2' }, { url: '?page=2' }],
])('%o is taken up again as %o', (position, expected) => {
  const cursor = cursorOf('listContacts', position, undefined) ?? '';

  expect(cursor).toMatch(/^[\w-]+$/);
  expect(positionFrom(cursor, 'listContacts', 'url' in position)).toEqual(expected);
});

test('a page that is told by its path has no cursor: a path would have to be believed', () => {
  expect(cursorOf('listContacts', { url: '/contacts/page/2' }, undefined)).toBeUndefined();
  expect(cursorOf('listContacts', { url: '/contacts/3?q=a' }, { url: '/contacts/2?q=a' })).toBeUndefined();
});

describe('what is no cursor of this operation is refused', () => {
  test.each<[string, unknown, boolean]>([
    ['nothing', '', false],
    ['no text', 7, false],
    ['no base64', '%%%', false],
    ['no JSON', btoa('{'), false],
    ['no list', btoa('{"value":"x"}'), false],
    ['of another format', forged(2, 'listContacts', 'value', 'x'), false],
    ['of another operation', cursorOf('listUsers', { value: 'x' }, undefined), false],
    ['of another style', cursorOf('listContacts', { value: 'x' }, undefined), true],
    ['a value that is none', forged(1, 'listContacts', 'value', { $gt: '' }), false],
    ['a count that is none', forged(1, 'listContacts', 'value', 2, 'x'), false],
    ['a path for a query', forged(1, 'listContacts', 'query', '/admin/users?page=2'), true],
    ['an origin for a query', forged(1, 'listContacts', 'query', 'https://evil.example/?page=2'), true],
    ['an authority for a query', forged(1, 'listContacts', 'query', '//evil.example'), true],
    ['a fragment', forged(1, 'listContacts', 'query', '?a#b'), true],
  ])('%s', (_case, cursor, isNamed) => {
    expect(() => positionFrom(cursor, 'listContacts', isNamed)).toThrow(InvalidRequestError);
  });
});
