import { describe, expect, test } from 'vitest';
import { withOperation } from '../support.ts';
import { changes } from './changes.ts';

describe('the client', () => {
  const served = (url?: string) => ({
    ...withOperation({}),
    ...(url === undefined ? {} : { servers: [{ url }] }),
  });
  test.each([
    ['https://a.io', undefined, ['breaking client: has no `baseUrl` of its own: give it one']],
    [undefined, 'https://a.io', ['compatible client: has `https://a.io` as its `baseUrl`']],
    ['https://a.io', 'https://b.io', ['compatible client: calls `https://b.io`, was `https://a.io`']],
  ])('from %s to %s', (before, after, expected) => {
    expect(changes(served(before), served(after))).toEqual(expected);
  });

  test('keeps answers for another time', () => {
    const tagged = (ttl?: number) => ({
      ...withOperation({}),
      tags: [{ name: 'pets', ...(ttl === undefined ? {} : { 'x-cache-ttl': ttl }) }],
    });
    expect(changes(tagged(300), tagged(60))).toEqual([
      'compatible tag pets: answers stay fresh for 60 s, was 300 s',
    ]);
    expect(changes(tagged(), tagged(60))).toEqual([
      "compatible tag pets: answers stay fresh for 60 s, was the client's default",
    ]);
  });
});
