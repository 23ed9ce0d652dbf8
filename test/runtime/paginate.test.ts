import { describe, expect, test } from 'vitest';
import { InvalidRequestError, OptionsError, ResponseError } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { allOf, byCursor, byOffset, byPage, bySearch, type ListContacts, namesOf } from '../support/lists.ts';
import { aContact } from '../support/sdk.ts';
import { quiet } from '../support/time.ts';
import { aReply, type FakeWire, fakeWire } from '../support/wire.ts';

/** Six contacts, `c0` to `c5`, two on a page. */
const contacts = Array.from({ length: 6 }, (_, index) => aContact(`c${index}`, `c${index}`));

/** Answers for every style: a cursor is the index of its first item, and so are the others' numbers. */
function aListingWire(size = 2): FakeWire {
  const wire = fakeWire();
  wire.always((request) => {
    const query = new URL(request.url).searchParams;
    const page = query.get('page');
    const start = Number(
      page ? (Number(page) - 1) * size : (query.get('cursor') ?? query.get('offset') ?? 0),
    );
    const end = start + size;
    const next = end < contacts.length ? String(end) : null;
    return aReply(200, { items: contacts.slice(start, end), next, total: contacts.length });
  });
  return wire;
}

const queries = (wire: FakeWire): string[] => wire.requests.map(({ url }) => new URL(url).search);

describe('a list is one call', () => {
  test('awaited, it is its first page, and nothing more is asked for', async () => {
    const wire = aListingWire();
    const api = aClient({ wire });

    const page = await byCursor(api, { limit: 2 });

    expect(page.items).toHaveLength(2);
    expect(queries(wire)).toEqual(['?limit=2']);
  });

  test('awaited and iterated, it asks for its first page once', async () => {
    const wire = aListingWire();
    const api = aClient({ wire, cache: false });
    const list = byCursor(api);

    await list;
    await list.withResponse();
    await list.result();
    const names = await namesOf(list);

    expect(names).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5']);
    expect(queries(wire)).toEqual(['', '?cursor=2', '?cursor=4']);
  });

  test('a failing first page is what iterating throws', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(503, { title: 'Busy' }));
    const api = aClient({ wire, retry: false });

    await expect(namesOf(byCursor(api))).rejects.toBeInstanceOf(ResponseError);
  });
});

test.each<[string, ListContacts, string[]]>([
  ['cursor', byCursor, ['', '?cursor=2', '?cursor=4']],
  ['offset', byOffset, ['', '?offset=2', '?offset=4']],
  ['page', byPage, ['', '?page=2', '?page=3']],
])('by %s, every item comes in order and no page in vain', async (_style, list, expected) => {
  const wire = aListingWire();
  const api = aClient({ wire });

  expect(await namesOf(list(api))).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5']);
  expect(queries(wire)).toEqual(expected);
});

test('by a cursor in the body of a search, the rest of the body goes along', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });
  const names = namesOf(bySearch(api, { body: { search: 'a' } }));

  (await wire.arrival()).reply(200, { items: [aContact('c1', 'Ada')], next: 'more' });
  const second = await wire.arrival();
  const sent = await second.request.json();
  second.reply(200, { items: [aContact('c2', 'Bea')], next: null });

  expect(await names).toEqual(['Ada', 'Bea']);
  expect(sent).toEqual({ search: 'a', cursor: 'more' });
});

describe('pages', () => {
  test('tell their items, data, total and the facts of their call', async () => {
    const api = aClient({ wire: aListingWire(4) });

    const pages = await allOf(byPage(api).pages());

    expect(pages).toMatchObject([
      { items: contacts.slice(0, 4), total: 6, isLast: false, source: 'network', attempts: 1 },
      { items: contacts.slice(4), total: 6, isLast: true, cursor: undefined },
    ]);
    expect(pages[0]?.data.total).toBe(6);
    expect(pages[0]?.response.status).toBe(200);
  });

  test('a page without items is passed over when there is a next one', async () => {
    const wire = fakeWire();
    wire.always(({ url }) =>
      aReply(200, url.includes('cursor') ? { items: contacts.slice(0, 1) } : { items: [], next: 'c' }),
    );

    expect(await namesOf(byCursor(aClient({ wire })))).toEqual(['c0']);
  });

  test('a page comes from the cache like any answer', async () => {
    const wire = aListingWire();
    const api = aClient({ wire });
    await namesOf(byCursor(api));

    const pages = await allOf(byCursor(api).pages());

    expect(pages.map(({ source }) => source)).toEqual(['memory', 'memory', 'memory']);
    expect(wire.requests).toHaveLength(3);
  });

  test('the options of the call hold for each of them', async () => {
    const wire = aListingWire();
    await namesOf(byCursor(aClient({ wire }), {}, { headers: { 'x-tenant': 'north' }, prefetch: true }));

    expect(wire.requests.map(({ headers }) => headers.get('x-tenant'))).toEqual(['north', 'north', 'north']);
  });
});

describe('limits', () => {
  test('maxItems ends in the middle of a page, and asks for no page in vain', async () => {
    const wire = aListingWire();
    const api = aClient({ wire });

    expect(await namesOf(byCursor(api, {}, { maxItems: 3, prefetch: true }))).toEqual(['c0', 'c1', 'c2']);
    expect(await namesOf(byCursor(api, {}, { maxItems: 2, cache: false }))).toEqual(['c0', 'c1']);
    await quiet();
    expect(queries(wire)).toEqual(['', '?cursor=2', '']);
  });

  test('maxPages ends after so many pages, whole ones', async () => {
    const wire = aListingWire();
    const pages = await allOf(byCursor(aClient({ wire }), {}, { maxPages: 2 }).pages());

    expect(pages.map(({ items }) => items.length)).toEqual([2, 2]);
    expect(pages[1]).toMatchObject({ isLast: false, cursor: expect.any(String) });
    expect(wire.requests).toHaveLength(2);
  });

  test.each([{ maxItems: 0 }, { maxItems: 1.5 }, { maxPages: -1 }, { maxPages: Number.NaN }])(
    '%o is refused, and nothing is sent',
    async (options) => {
      const wire = aListingWire();
      const list = byCursor(aClient({ wire }), {}, options);

      await expect(list).rejects.toBeInstanceOf(OptionsError);
      await expect(namesOf(list)).rejects.toThrow('must be a whole number, 1 or more');
      expect(wire.requests).toHaveLength(0);
    },
  );

  test("a caller's abort ends the list with its own reason", async () => {
    const stop = new AbortController();
    const api = aClient({ wire: aListingWire() });
    const reading = (async () => {
      for await (const { name } of byCursor(api, {}, { signal: stop.signal })) {
        if (name === 'c1') stop.abort('enough');
      }
    })();

    await expect(reading).rejects.toBe('enough');
  });
});

describe('prefetch', () => {
  test('asks for one page ahead, and never for two', async () => {
    const wire = aListingWire();
    const pages = byCursor(aClient({ wire }), {}, { prefetch: true }).pages()[Symbol.asyncIterator]();

    await pages.next();
    await quiet();
    expect(queries(wire)).toEqual(['', '?cursor=2']);
    await pages.next();
    await quiet();
    expect(queries(wire)).toEqual(['', '?cursor=2', '?cursor=4']);
    await pages.return?.();
  });

  test('without it, a page is asked for when it is wanted', async () => {
    const wire = aListingWire();
    const pages = byCursor(aClient({ wire })).pages()[Symbol.asyncIterator]();

    await pages.next();
    await quiet();
    expect(queries(wire)).toEqual(['']);
  });

  test('is cancelled when the reader leaves', async () => {
    const wire = fakeWire();
    const api = aClient({ wire });
    const reading = (async () => {
      for await (const { name } of byCursor(api, {}, { prefetch: true })) return name;
      return undefined;
    })();
    (await wire.arrival()).reply(200, { items: contacts, next: 'c' });

    expect(await reading).toBe('c0');
    await quiet();
    expect(wire.requests[1]?.signal.aborted).toBe(true);
  });

  test('a failure ahead is told when its page is due, after the items before it', async () => {
    const wire = fakeWire();
    wire.always(({ url }) =>
      url.includes('cursor') ? aReply(503, {}) : aReply(200, { items: contacts, next: 'c' }),
    );
    const names: string[] = [];
    const reading = (async () => {
      for await (const { name } of byCursor(aClient({ wire, retry: false }), {}, { prefetch: true })) {
        await quiet();
        names.push(name);
      }
    })();

    await expect(reading).rejects.toMatchObject({ code: 'RESPONSE_ERROR', status: 503 });
    expect(names).toHaveLength(6);
  });
});

describe('a cursor of a page', () => {
  test.each<[string, ListContacts]>([
    ['cursor', byCursor],
    ['offset', byOffset],
    ['page', byPage],
  ])('by %s, takes up the list after it, in another client', async (_style, list) => {
    const [{ cursor } = {}] = await allOf(
      list(aClient({ wire: aListingWire() }), {}, { maxPages: 1 }).pages(),
    );
    const wire = aListingWire();
    const rest = list(aClient({ wire }), {}, { from: cursor ?? '' });

    expect(await namesOf(rest)).toEqual(['c2', 'c3', 'c4', 'c5']);
    expect((await rest).items).toHaveLength(2);
    expect(wire.requests).toHaveLength(2);
  });

  test('that is none is refused, and nothing is sent', async () => {
    const wire = aListingWire();
    const list = byCursor(aClient({ wire }), {}, { from: 'https://evil.example/' });

    await expect(list).rejects.toBeInstanceOf(InvalidRequestError);
    await expect(list).rejects.toThrow(
      'listContacts was given a `from` that is no cursor of one of its pages',
    );
    expect(wire.requests).toHaveLength(0);
  });
});
