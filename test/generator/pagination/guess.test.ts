import { describe, expect, test } from 'vitest';
import { type Api, number, object, paginationOf, pets, surely, text, truth } from './lists.ts';

describe('by cursor', () => {
  test.each<[string, Api, object]>([
    [
      'nextCursor goes with cursor',
      { takes: { cursor: text }, gives: object({ items: pets, nextCursor: text }) },
      { parameter: 'cursor', next: '/nextCursor', items: '/items' },
    ],
    [
      'next_page_token with pageToken (Google)',
      { takes: { pageToken: text }, gives: object({ pets, nextPageToken: text }) },
      { parameter: 'pageToken', next: '/nextPageToken', items: '/pets' },
    ],
    [
      'response_metadata.next_cursor (Slack)',
      {
        takes: { cursor: text },
        gives: object({ members: pets, response_metadata: object({ next_cursor: text }) }),
      },
      { parameter: 'cursor', next: '/response_metadata/next_cursor', items: '/members' },
    ],
    [
      'paging.next.after (HubSpot)',
      {
        takes: { after: text },
        gives: object({ results: pets, paging: object({ next: object({ after: text, link: text }) }) }),
      },
      { parameter: 'after', next: '/paging/next/after', items: '/results' },
    ],
    [
      'paging.cursors.after (Facebook)',
      {
        takes: { after: text },
        gives: object({ data: pets, paging: object({ cursors: object({ after: text, before: text }) }) }),
      },
      { parameter: 'after', next: '/paging/cursors/after', items: '/data' },
    ],
    [
      'next_page with a page that is text (Stripe)',
      { takes: { page: text }, gives: object({ data: pets, next_page: text, has_more: truth }) },
      { parameter: 'page', next: '/next_page', items: '/data', more: '/has_more' },
    ],
    [
      'last_id with after, where has_more says when to stop (OpenAI)',
      {
        takes: { after: text },
        gives: object({ object: text, data: pets, first_id: text, last_id: text, has_more: truth }),
      },
      { parameter: 'after', next: '/last_id', items: '/data', more: '/has_more' },
    ],
    [
      'pageInfo.endCursor with after (relay)',
      {
        takes: { after: text },
        gives: object({ nodes: pets, pageInfo: object({ endCursor: text, hasNextPage: truth }) }),
      },
      { parameter: 'after', next: '/pageInfo/endCursor', items: '/nodes', more: '/pageInfo/hasNextPage' },
    ],
    [
      'page[after] with meta.next_cursor',
      { takes: { 'page[after]': text }, gives: object({ data: pets, meta: object({ next_cursor: text }) }) },
      { parameter: 'page[after]', next: '/meta/next_cursor', items: '/data' },
    ],
    [
      'an object of the query',
      {
        takes: { page: object({ cursor: text, size: number }) },
        gives: object({ data: pets, nextCursor: text }),
      },
      { parameter: '/page/cursor', next: '/nextCursor', items: '/data' },
    ],
    [
      'a parameter whose description names the member (LINE)',
      {
        takes: {
          start: { ...text, description: 'The token found in the `next` property of the last reply.' },
        },
        gives: object({ ids: { type: 'array', items: text }, next: text }),
      },
      { parameter: 'start', next: '/next', items: '/ids' },
    ],
    [
      'a cursor that is described as that of the next page (Square)',
      {
        takes: { cursor: text },
        gives: object({
          items: pets,
          cursor: { ...text, description: 'Set it as the cursor of your next call.' },
        }),
      },
      { parameter: 'cursor', next: '/cursor', items: '/items' },
    ],
    [
      'a cursor in the body of a search (Notion)',
      {
        method: 'post',
        path: '/pets/query',
        body: object({ start_cursor: text }),
        gives: object({ results: pets, next_cursor: { type: ['string', 'null'] }, has_more: truth }),
      },
      { parameter: '/body/start_cursor', next: '/next_cursor', items: '/results', more: '/has_more' },
    ],
  ])('%s', (_case, api, expected) => {
    expect(surely(api)).toEqual({ style: 'cursor', ...expected });
  });

  test.each<[string, Api]>([
    [
      'a cursor of the same name may be the one that was sent',
      { takes: { cursor: text }, gives: object({ items: pets, cursor: text }) },
    ],
    [
      'a description may name any member',
      {
        takes: { after: { ...text, description: 'An `object` id.' } },
        gives: object({ object: text, data: { type: 'array', items: text } }),
      },
    ],
    [
      '`before` is no way onward',
      {
        takes: { after: { ...text, description: 'Exclusive with `before`.' } },
        gives: object({ data: { type: 'array', items: text }, paging: object({ before: text }) }),
      },
    ],
    [
      'a POST that asks for no list',
      {
        method: 'post',
        path: '/pets',
        body: object({ cursor: text }),
        gives: object({ items: pets, nextCursor: text }),
      },
    ],
    [
      'asking for the next page would write again',
      {
        method: 'post',
        path: '/pets',
        takes: { cursor: text },
        gives: object({ items: pets, nextCursor: text }),
      },
    ],
    ['there is no list', { takes: { cursor: text }, gives: object({ nextCursor: text }) }],
    [
      'there are two lists, and neither is the one',
      { takes: { cursor: text }, gives: object({ cats: pets, dogs: pets, nextCursor: text }) },
    ],
  ])('nothing is generated where %s', (_case, api) => {
    expect(surely(api)).toBeUndefined();
  });
});

describe('by URL', () => {
  const page = { page: number };

  test.each<[string, Api, object]>([
    [
      'links.pages.next (DigitalOcean)',
      { takes: page, gives: object({ pets, links: object({ pages: object({ next: text, prev: text }) }) }) },
      { next: '/links/pages/next', items: '/pets' },
    ],
    [
      '_links.next.href (HAL)',
      { gives: object({ items: pets, _links: object({ next: object({ href: text }) }) }) },
      { next: '/_links/next/href', items: '/items' },
    ],
    [
      '@odata.nextLink',
      { gives: object({ value: pets, '@odata.nextLink': text }) },
      { next: '/@odata.nextLink', items: '/value' },
    ],
    [
      'next_page_uri (Twilio)',
      {
        takes: { Page: number },
        gives: object({ messages: pets, next_page_uri: { ...text, format: 'uri' } }),
        path: '/Messages.json',
      },
      { next: '/next_page_uri', items: '/messages' },
    ],
    [
      'next with the format of a URL, and its total (Django)',
      {
        takes: page,
        gives: object({
          count: number,
          next: { ...text, format: 'uri', nullable: true },
          previous: text,
          results: pets,
        }),
      },
      { next: '/next', items: '/results' },
    ],
    [
      'next with an example that is one',
      { gives: object({ data: pets, next: { ...text, example: '/pets?page=2' } }) },
      { next: '/next', items: '/data' },
    ],
    [
      'next in a variant of the links',
      {
        takes: page,
        gives: object({ data: pets, links: { anyOf: [object({ next: text }), object({ prev: text })] } }),
      },
      { next: '/links/next', items: '/data' },
    ],
  ])('%s', (_case, api, expected) => {
    expect(surely(api)).toEqual({ style: 'url', ...expected });
  });

  test.each<[string, Api]>([
    [
      'one thing has the links of a list',
      {
        path: '/pets/{id}',
        gives: object({ photos: pets, _links: object({ next: object({ href: text }) }) }),
      },
    ],
    ['`next` is any text', { gives: object({ data: pets, next: text }) }],
    [
      'the link belongs to something else',
      { gives: object({ data: pets, owner: object({ next_url: text }) }) },
    ],
  ])('nothing is generated where %s', (_case, api) => {
    expect(surely(api)).toBeUndefined();
  });
});

describe('by Link header', () => {
  const headers = { Link: { schema: text, example: '<https://x.example/?page=2>; rel="next"' } };
  const about = { Link: { schema: text, description: 'Where the documentation is.' } };

  test('a list at the root needs no more', () => {
    expect(surely({ headers, gives: pets })).toEqual({ style: 'link', items: '' });
  });

  test('a list in an object needs a parameter for its page', () => {
    const gives = object({ total_count: number, pets });
    expect(surely({ headers, gives, takes: { page: number } })).toEqual({
      style: 'link',
      items: '/pets',
      total: '/total_count',
    });
    expect(surely({ headers, gives })).toBeUndefined();
  });

  test('a Link header about something else says nothing', () => {
    expect(surely({ headers: about, gives: pets })).toBeUndefined();
  });
});

describe('by the last item', () => {
  test.each<[string, Api, object]>([
    [
      'starting_after and has_more (Stripe)',
      { takes: { starting_after: text }, gives: object({ data: pets, has_more: truth }) },
      { parameter: 'starting_after', id: '/id', items: '/data', more: '/has_more' },
    ],
    [
      'after, described as an identifier',
      {
        takes: { after: { ...text, description: 'Identifier of the last pet.' } },
        gives: object({ data: pets, has_more: truth }),
      },
      { parameter: 'after', id: '/id', items: '/data', more: '/has_more' },
    ],
  ])('%s', (_case, api, expected) => {
    expect(surely(api)).toEqual({ style: 'last-item', ...expected });
  });

  test('without has_more it is a guess', () => {
    expect(paginationOf({ takes: { after: text }, gives: pets })).toMatchObject({
      confidence: 'low',
      paging: { style: 'last-item', parameter: 'after', id: '/id' },
    });
  });
});

describe('by a header of the reply', () => {
  const header = (schema: object, description?: string) => ({ schema, description });

  test.each<[string, Api, object]>([
    [
      'X-Next-Cursor goes with cursor',
      { takes: { cursor: text }, gives: pets, headers: { 'X-Next-Cursor': header(text) } },
      { style: 'cursor', parameter: 'cursor', header: 'X-Next-Cursor', items: '' },
    ],
    [
      'X-Next-Page with page, a number that need not be counted (GitLab)',
      { takes: { page: number }, gives: pets, headers: { 'X-Next-Page': header(number) } },
      { style: 'cursor', parameter: 'page', header: 'X-Next-Page', items: '' },
    ],
    [
      'a vendor before its name',
      { takes: { cursor: text }, gives: pets, headers: { 'x-acme-next-cursor': header(text) } },
      { style: 'cursor', parameter: 'cursor', header: 'x-acme-next-cursor', items: '' },
    ],
    [
      'x-next, described as a link (the petstore)',
      { gives: pets, headers: { 'x-next': header(text, 'A link to the next page of responses') } },
      { style: 'url', header: 'x-next', items: '' },
    ],
  ])('%s', (_case, api, expected) => {
    expect(surely(api)).toEqual(expected);
  });

  test('a header that may be the one that was sent is doubtful', () => {
    const api = { takes: { cursor: text }, gives: pets, headers: { 'X-Cursor': header(text) } };
    expect(paginationOf(api)?.confidence).toBe('low');
  });
});

describe('a URL in answer to a POST', () => {
  const search = (description?: string): Api => ({
    ...{ path: '/pets/search', method: 'post', body: object({ name: text }) },
    gives: object({ items: pets, next_url: { ...text, description } }),
  });

  test('is doubtful: it may be asked for by GET, or by POST with the same body', () => {
    expect(paginationOf(search())).toMatchObject({
      confidence: 'low',
      paging: { style: 'url', next: '/next_url', method: 'GET' },
      because: expect.stringMatching(/by GET or by POST again$/),
    });
  });

  test.each([
    ['GET this URL for the next page.', 'GET'],
    ['POST the same body to this URL.', undefined],
  ])('is not where its description says so: %s', (description, method) => {
    const pagination = paginationOf(search(description));
    expect(pagination?.confidence).toBe('high');
    expect(pagination?.paging.method).toBe(method);
  });
});
