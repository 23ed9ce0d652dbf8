import { expect, test, vi } from 'vitest';
import { aClient, aWarmClient } from '../support/client.ts';
import { aContact, aPortfolio, download, getContact, getPortfolio, listPortfolios } from '../support/sdk.ts';
import { useFakeTime } from '../support/time.ts';
import { aReply, type FakeWire, fakeWire } from '../support/wire.ts';

useFakeTime();

/** Answers everything, with the number of the request as its name. */
function aCountingWire(): FakeWire {
  const wire = fakeWire();
  wire.always((request) => {
    const name = String(wire.requests.length);
    const id = new URL(request.url).pathname.split('/').pop() ?? '';
    return aReply(200, request.url.endsWith('/portfolio') ? [{ id, name }] : { id, name });
  });
  return wire;
}

test('a fresh entry answers from memory, and says so', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });

  const first = await getPortfolio(api, { portfolioId: 'p1' }).withResponse();
  const second = await getPortfolio(api, { portfolioId: 'p1' }).withResponse();

  expect(first).toMatchObject({ source: 'network', cache: 'miss', attempts: 1 });
  expect(second).toMatchObject({ source: 'memory', cache: 'hit', attempts: 0, data: first.data });
  expect(second.response.headers.get('content-type')).toBe('application/json');
  expect(wire.requests).toHaveLength(1);
});

test.each([
  ['the spec says 180 s', {}, 180],
  ['the options say 10 s, which wins over the spec', { ttl: { portfolio: 10 } }, 10],
])('an entry is fresh for as long as its resource says: %s', async (_case, cache, seconds) => {
  const wire = aCountingWire();
  const api = aClient({ wire, cache });
  await getPortfolio(api, { portfolioId: 'p1' });

  await vi.advanceTimersByTimeAsync(seconds * 1_000 - 1);
  await getPortfolio(api, { portfolioId: 'p1' });
  const before = wire.requests.length;
  await vi.advanceTimersByTimeAsync(1);
  await getPortfolio(api, { portfolioId: 'p1' });

  expect([before, wire.requests.length]).toEqual([1, 2]);
});

test('a resource that nobody gave a TTL has the default one', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });
  const read = () => api.getResource('documents', '/documents');
  await read();

  await vi.advanceTimersByTimeAsync(299_999);
  await read();
  await vi.advanceTimersByTimeAsync(1);
  await read();

  expect(wire.requests).toHaveLength(2);
});

test('jitter only ever shortens a TTL, by at most its share', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire, cache: { ttlJitterRatio: 0.5 }, random: () => 0.5 });
  await getPortfolio(api, { portfolioId: 'p1' });

  await vi.advanceTimersByTimeAsync(180_000 * 0.75 - 1);
  await getPortfolio(api, { portfolioId: 'p1' });
  await vi.advanceTimersByTimeAsync(1);
  await getPortfolio(api, { portfolioId: 'p1' });

  expect(wire.requests).toHaveLength(2);
});

test('a TTL of 0 means never cached', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });

  await getContact(api, { contactId: 'c1' });
  const second = await getContact(api, { contactId: 'c1' }).withResponse();

  expect(second).toMatchObject({ source: 'network', cache: 'bypass' });
  expect(api.cache.stats().entries).toBe(0);
});

test('a call may set its own TTL, on a resource that has none', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });
  const read = () => getContact(api, { contactId: 'c1' }, { cache: { ttl: 5 } });

  await read();
  await vi.advanceTimersByTimeAsync(4_999);
  await read();
  await vi.advanceTimersByTimeAsync(1);
  await read();

  expect(wire.requests).toHaveLength(2);
});

test('a call with `cache: false` neither looks nor keeps', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });

  await getPortfolio(api, { portfolioId: 'p1' }, { cache: false });
  expect(api.cache.stats().entries).toBe(0);
  await getPortfolio(api, { portfolioId: 'p1' });
  const bypassing = await getPortfolio(api, { portfolioId: 'p1' }, { cache: false }).withResponse();

  expect(bypassing).toMatchObject({ source: 'network', cache: 'bypass' });
});

test('a client without a cache still shares flights', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire, cache: false });

  const both = Promise.all([
    getPortfolio(api, { portfolioId: 'p1' }),
    getPortfolio(api, { portfolioId: 'p1' }),
  ]);
  (await wire.arrival()).reply(200, aPortfolio());
  await both;

  expect(wire.requests).toHaveLength(2);
  expect(api.cache.stats()).toMatchObject({ entries: 0, sizeBytes: 0, isShared: false });
});

test('arguments separate entries', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });

  await listPortfolios(api, { limit: 1 });
  await listPortfolios(api, { limit: 2 });
  await listPortfolios(api, { limit: 1, status: ['open'] });
  await listPortfolios(api, { limit: 1 });

  expect(wire.requests.map(({ url }) => new URL(url).search)).toEqual([
    '?limit=1',
    '?limit=2',
    '?limit=1&status=open',
  ]);
});

test.each([404, 429, 503])('a %i is not cached', async (status) => {
  const wire = fakeWire();
  wire.always(() => aReply(status, { title: 'no' }));
  const api = aClient({ wire, retry: false });

  await getPortfolio(api, { portfolioId: 'p1' }).catch(() => {});
  await getPortfolio(api, { portfolioId: 'p1' }).catch(() => {});

  expect(wire.requests).toHaveLength(2);
});

test('a success that could not be read is not cached', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, '<html>', { 'content-type': 'text/html' }));
  const api = aClient({ wire });

  await expect(getPortfolio(api, { portfolioId: 'p1' })).rejects.toMatchObject({ code: 'DECODE_FAILED' });
  await expect(getPortfolio(api, { portfolioId: 'p1' })).rejects.toMatchObject({ code: 'DECODE_FAILED' });

  expect(wire.requests).toHaveLength(2);
});

test('a file is neither cached nor shared', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const both = Promise.all([download(api, { documentId: 'd1' }), download(api, { documentId: 'd1' })]);
  for (const _ of [1, 2]) {
    (await wire.arrival()).reply(200, new Uint8Array([1, 2, 3]), {
      'content-type': 'application/octet-stream',
    });
  }

  expect((await both).map(({ size }) => size)).toEqual([3, 3]);
  expect(api.cache.stats().entries).toBe(0);
});

test('a body longer than `maxEntryBytes` is not kept', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire, cache: { maxEntryBytes: 10 } });

  await getPortfolio(api, { portfolioId: 'p1' });
  await getPortfolio(api, { portfolioId: 'p1' });

  expect(wire.requests).toHaveLength(2);
});

test('memory holds no more entries than it may; what was used least recently goes', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire, cache: { maxEntries: 2 } });

  await getPortfolio(api, { portfolioId: 'p1' });
  await getPortfolio(api, { portfolioId: 'p2' });
  await getPortfolio(api, { portfolioId: 'p1' });
  await getPortfolio(api, { portfolioId: 'p3' });
  await getPortfolio(api, { portfolioId: 'p1' });

  expect(wire.requests).toHaveLength(3);
  expect(api.cache.stats().entries).toBe(2);
});

test('a hit shows no cookie that was set for whoever asked first', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio(), { 'set-cookie': 'session=1', 'x-request-id': 'r1' }));
  const api = aClient({ wire });
  await getPortfolio(api, { portfolioId: 'p1' });

  const { response } = await getPortfolio(api, { portfolioId: 'p1' }).withResponse();

  expect(response.headers.get('set-cookie')).toBeNull();
  expect(response.headers.get('x-request-id')).toBe('r1');
});

test('`get` caches only where it is told for how long', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });

  await api.get('/anything');
  await api.get('/anything');
  await api.get('/anything', { cache: { ttl: 60 } });
  await api.get('/anything', { cache: { ttl: 60 } });

  expect(wire.requests).toHaveLength(3);
});

test('`getResource` caches as the resource is', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });

  await api.getResource('portfolio', '/portfolio/hot');
  await api.getResource('portfolio', '/portfolio/hot');
  await api.getResource('contacts', '/contacts/c1');
  await api.getResource('contacts', '/contacts/c1');

  expect(wire.requests).toHaveLength(3);
});

test('reads by path that differ in the name of a query parameter are different reads', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire });

  await api.get('/search', { query: { owner: 1 }, cache: { ttl: 60 } });
  await api.get('/search', { query: { editor: 1 }, cache: { ttl: 60 } });

  expect(wire.requests.map(({ url }) => new URL(url).search)).toEqual(['?owner=1', '?editor=1']);
});

test('a contact of one moment and the portfolio of the same name are different entries', async () => {
  const wire = aCountingWire();
  const api = aClient({ wire, cache: { ttl: { contacts: 60 } } });

  const portfolio = await getPortfolio(api, { portfolioId: 'x' });
  const contact = await getContact(api, { contactId: 'x' });

  expect([portfolio.name, contact.name]).toEqual(['1', '2']);
  expect(aContact('x').id).toBe(contact.id);
});
