/** `client.follow` and lists whose replies name the next page: where credentials go, and where not. */

import { describe, expect, test } from 'vitest';
import { InvalidRequestError, PaginationError, type Paging } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import {
  aList,
  allOf,
  byCursor,
  byLink,
  byOffset,
  byPage,
  byUrl,
  type ListContacts,
  namesOf,
} from '../support/lists.ts';
import { aContact } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

const base = 'https://api.example.com/v1';
const contacts = [aContact('c0', 'c0'), aContact('c1', 'c1')];

describe('a server that names its next page', () => {
  test.each<[string, ListContacts, (next: string) => Response]>([
    ['in the body', byUrl, (next) => aReply(200, { items: contacts.slice(0, 1), next })],
    [
      'in the Link header',
      byLink,
      (next) => aReply(200, { items: contacts.slice(0, 1) }, { link: `<${next}>; rel="next"` }),
    ],
  ])('%s, is followed to wherever it says under the base URL', async (_place, list, replyWith) => {
    for (const [next, expected] of [
      [`${base}/contacts?page=2&sig=a%2Fb`, `${base}/contacts?page=2&sig=a%2Fb`],
      [`${base}/repositories/7/contacts?page=2#top`, `${base}/repositories/7/contacts?page=2`],
      ['/v1/contacts?page=2', `${base}/contacts?page=2`],
      ['?page=2', `${base}/contacts?page=2`],
    ] as const) {
      const wire = fakeWire();
      wire.always(() => (wire.requests.length === 1 ? replyWith(next) : aReply(200, { items: [] })));
      await namesOf(list(aClient({ wire }), { limit: 2 }));

      expect(wire.requests.map(({ url }) => url)).toEqual([`${base}/contacts?limit=2`, expected]);
    }
  });

  test.each([
    'https://evil.example/v1/contacts?page=2',
    'http://api.example.com/v1/contacts?page=2',
    'https://api.example.com:8443/v1/contacts?page=2',
    '//evil.example/v1/contacts',
    'https://ada:secret@api.example.com/v1/contacts',
    'https://api.example.com/v2/contacts?page=2',
    '/v1/../admin',
    '/v1/%2e%2e/admin',
    '/v10/contacts',
    'javascript:alert(1)',
    'https://',
  ])('%s is not followed: credentials stay where they are', async (next) => {
    const wire = fakeWire();
    wire.always(() => aReply(200, { items: contacts.slice(0, 1), next }));
    const reading = namesOf(byUrl(aClient({ wire })));

    await expect(reading).rejects.toBeInstanceOf(InvalidRequestError);
    await expect(reading).rejects.toThrow(`its base URL ${base}: credentials stay there`);
    await expect(reading).rejects.not.toThrow(/secret|page=2|admin/);
    expect(wire.requests).toHaveLength(1);
  });

  test('is taken up again by its query alone, on the path of the operation', async () => {
    const wire = fakeWire();
    wire.always(() =>
      wire.requests.length === 1
        ? aReply(200, { items: [], next: `${base}/repositories/7/contacts?page=2` })
        : aReply(200, { items: [] }),
    );
    const api = aClient({ wire });
    const [{ cursor } = {}] = await allOf(byUrl(api, {}, { maxPages: 1 }).pages());

    await byUrl(api, { limit: 5 }, { from: cursor ?? '' });

    expect(wire.requests[1]?.url).toBe(`${base}/contacts?page=2`);
  });

  test('shares its pages with others who read the same', async () => {
    const wire = fakeWire();
    wire.always(({ url }) =>
      aReply(200, { items: contacts.slice(0, 1), next: url.includes('?') ? null : '?page=2' }),
    );
    const api = aClient({ wire });

    await Promise.all([namesOf(byUrl(api)), namesOf(byUrl(api))]);

    expect(wire.requests.map(({ url }) => new URL(url).search)).toEqual(['', '?page=2']);
  });
});

describe('a list that would never end', () => {
  test.each<[string, ListContacts, object, string]>([
    [
      'the same cursor again',
      byCursor,
      { items: [], next: 'c' },
      'leads to a page that has been there before',
    ],
    [
      'the same URL again',
      byUrl,
      { items: [], next: '?page=2' },
      'leads to a page that has been there before',
    ],
    ['the same page again', byPage, { items: contacts }, 'is the page before it once more'],
    ['the same items again', byOffset, { items: contacts }, 'is the page before it once more'],
    ['no list', byCursor, { items: 'none' }, 'has no list at `/items`'],
  ])('ends with what is wrong: %s', async (_case, list, reply, expected) => {
    const wire = fakeWire();
    wire.always(() => aReply(200, reply));
    const reading = namesOf(list(aClient({ wire })));

    await expect(reading).rejects.toBeInstanceOf(PaginationError);
    await expect(reading).rejects.toMatchObject({ code: 'PAGINATION_FAILED', operation: 'listContacts' });
    await expect(reading).rejects.toThrow(`A page of listContacts ${expected}`);
    expect(wire.requests.length).toBeLessThanOrEqual(2);
  });

  test('its pages so far are given first, and a limit that comes before is no error', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, { items: contacts, next: 'c' }));
    const api = aClient({ wire });
    const names: string[] = [];
    const reading = (async () => {
      for await (const { name } of byCursor(api, {}, { prefetch: true })) names.push(name);
    })();

    await expect(reading).rejects.toBeInstanceOf(PaginationError);
    expect(names).toEqual(['c0', 'c1', 'c0', 'c1']);
    expect(await namesOf(byCursor(api, {}, { maxPages: 2 }))).toHaveLength(4);
  });
});

describe('a search by POST', () => {
  const search = (paging: Paging) =>
    aList(paging, {
      method: 'POST',
      path: '/contacts/{cursor}/search',
      params: { cursor: 'path', limit: 'query' },
      body: { type: 'application/json' },
    });
  const sentBy = async (list: ListContacts) => {
    const wire = fakeWire();
    const next = `${base}/contacts/a/results?page=2`;
    wire.always(() => aReply(200, { items: contacts, ...(wire.requests.length === 1 && { next }) }));
    await namesOf(list(aClient({ wire }), { cursor: 'a', limit: 2, body: { search: 'x' } }));
    return Promise.all(
      wire.requests.map(async (request) => [
        request.method,
        request.url,
        await request.text(),
        request.headers.get('content-type'),
      ]),
    );
  };

  test('goes on by GET, without its body, where its paging says so', async () => {
    const paging = { style: 'url', next: '/next', items: '/items', method: 'GET' } as const;
    expect(await sentBy(search(paging))).toEqual([
      ['POST', `${base}/contacts/a/search?limit=2`, '{"search":"x"}', 'application/json'],
      ['GET', `${base}/contacts/a/results?page=2`, '', null],
    ]);
  });

  test('is repeated with its body otherwise', async () => {
    expect(await sentBy(search({ style: 'url', next: '/next', items: '/items' }))).toEqual([
      ['POST', `${base}/contacts/a/search?limit=2`, '{"search":"x"}', 'application/json'],
      ['POST', `${base}/contacts/a/results?page=2`, '{"search":"x"}', 'application/json'],
    ]);
  });
});
