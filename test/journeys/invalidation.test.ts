import { expect, test } from 'vitest';
import { aClient, aWarmClient, recordEvents } from '../support/client.ts';
import {
  aContact,
  aPortfolio,
  createPortfolio,
  getContact,
  getPortfolio,
  listPortfolios,
  renamePortfolio,
  updateContact,
} from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const p1 = { portfolioId: 'p1' };
const rename = { ...p1, body: { name: 'New' } };

test('a write outdates everything of its resource, and nothing else', async () => {
  const wire = fakeWire();
  wire.always(({ method, url }) =>
    aReply(method === 'POST' ? 201 : 200, url.endsWith('/portfolio') ? [] : aPortfolio()),
  );
  const api = aClient({ wire, cache: { ttl: { contacts: 60 } } });
  await Promise.all([getPortfolio(api, p1), listPortfolios(api), getContact(api, { contactId: 'c1' })]);

  await createPortfolio(api, { body: { name: 'x' } });
  const after = await Promise.all([
    getPortfolio(api, p1).withResponse(),
    listPortfolios(api).withResponse(),
    getContact(api, { contactId: 'c1' }).withResponse(),
  ]);

  expect(after.map(({ source }) => source)).toEqual(['network', 'network', 'memory']);
});

test('who writes and then reads sees what was written', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });
  const before = getPortfolio(api, p1);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'Old'));
  await before;

  const write = renamePortfolio(api, rename);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));
  await write;
  const read = getPortfolio(api, p1);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));

  await expect(read).resolves.toEqual(aPortfolio('p1', 'New'));
});

test('a reader after the write does not join a read that began before it', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const early = getPortfolio(api, p1);
  const earlyArrival = await wire.arrival();

  const write = renamePortfolio(api, rename);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));
  await write;
  const late = getPortfolio(api, p1);
  const lateArrival = await wire.arrival();
  earlyArrival.reply(200, aPortfolio('p1', 'Old'));
  lateArrival.reply(200, aPortfolio('p1', 'New'));

  expect([(await early).name, (await late).name]).toEqual(['Old', 'New']);
});

test('a read that began before a write is never stored after it', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const early = getPortfolio(api, p1);
  const earlyArrival = await wire.arrival();
  const write = renamePortfolio(api, rename);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));
  await write;

  earlyArrival.reply(200, aPortfolio('p1', 'Old'));
  await early;
  const next = getPortfolio(api, p1).withResponse();
  (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));

  expect(await next).toMatchObject({ source: 'network', data: { name: 'New' } });
});

test('a read that ran while a write was under way is not used after it', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const write = renamePortfolio(api, rename);
  const writeArrival = await wire.arrival();
  const during = getPortfolio(api, p1);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'Old'));
  await during;
  writeArrival.reply(200, aPortfolio('p1', 'New'));
  await write;

  const after = getPortfolio(api, p1);
  (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));

  await expect(after).resolves.toMatchObject({ name: 'New' });
});

test.each([500, 502, 504])(
  'a write that failed with %i may have written, so it outdates too',
  async (status) => {
    const wire = fakeWire();
    wire.always(({ method }) => (method === 'GET' ? aReply(200, aPortfolio()) : aReply(status)));
    const api = aClient({ wire, retry: false });
    await getPortfolio(api, p1);

    await renamePortfolio(api, rename).catch(() => {});
    await getPortfolio(api, p1);

    expect(wire.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  },
);

test('a write that timed out may have written, so it outdates too', async () => {
  const wire = fakeWire();
  wire.always(({ method }) => (method === 'GET' ? aReply(200, aPortfolio()) : undefined));
  const api = aClient({ wire });
  await getPortfolio(api, p1);

  const write = renamePortfolio(api, rename).catch((reason: unknown) => reason);
  await wire.arrival();
  await elapse(10_000);
  expect(await write).toMatchObject({ code: 'TIMEOUT' });
  await getPortfolio(api, p1);

  expect(wire.requests).toHaveLength(3);
});

test('a write whose caller gave up may have written, so it outdates too', async () => {
  const wire = fakeWire();
  wire.always(({ method }) => (method === 'GET' ? aReply(200, aPortfolio()) : undefined));
  const api = aClient({ wire });
  await getPortfolio(api, p1);
  const controller = new AbortController();

  const write = renamePortfolio(api, rename, { signal: controller.signal });
  await wire.arrival();
  controller.abort(new Error('enough'));
  await expect(write).rejects.toThrow('enough');
  await getPortfolio(api, p1);

  expect(wire.requests).toHaveLength(3);
});

test('a write whose connection broke may have written, so it outdates too', async () => {
  const wire = fakeWire();
  wire.always(({ method }) => (method === 'GET' ? aReply(200, aPortfolio()) : networkError('ECONNRESET')));
  const api = aClient({ wire });
  await getPortfolio(api, p1);

  await expect(renamePortfolio(api, rename)).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
  await getPortfolio(api, p1);

  expect(wire.requests).toHaveLength(3);
});

test.each([400, 404, 409, 422])(
  'a write that was refused with %i wrote nothing, so nothing is outdated',
  async (status) => {
    const wire = fakeWire();
    wire.always(({ method }) => (method === 'GET' ? aReply(200, aPortfolio()) : aReply(status)));
    const api = aClient({ wire });
    await getPortfolio(api, p1);

    await renamePortfolio(api, rename).catch(() => {});

    expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ source: 'memory' });
  },
);

test('a write that was never sent outdates nothing', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const api = aClient({ wire });
  await getPortfolio(api, p1);

  await expect(renamePortfolio(api, { portfolioId: '', body: { name: 'x' } })).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
  });

  expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ source: 'memory' });
});

test('the cache can be outdated by hand, flights included', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const events = recordEvents(api);
  const early = getPortfolio(api, p1);
  const arrival = await wire.arrival();

  await api.cache.invalidate('portfolio');
  arrival.reply(200, aPortfolio('p1', 'Old'));
  await early;
  const late = getPortfolio(api, p1).withResponse();
  (await wire.arrival()).reply(200, aPortfolio('p1', 'New'));

  expect(await late).toMatchObject({ source: 'network' });
  expect(events).toContainEqual({ type: 'invalidation', resource: 'portfolio', cause: 'manual' });
});

test('invalidation names the operation that caused it', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = aClient({ wire });
  const events = recordEvents(api);

  await updateContact(api, { contactId: 'c1', body: { name: 'Ada' } });

  expect(events).toContainEqual({ type: 'invalidation', resource: 'contacts', cause: 'updateContact' });
});

test('within one millisecond, what was read after a write is still told from what was read before', async () => {
  const wire = fakeWire();
  wire.always(({ method }) => aReply(method === 'GET' ? 200 : 200, aPortfolio()));
  const api = aClient({ wire });

  await renamePortfolio(api, rename);
  await getPortfolio(api, p1);
  await quiet();

  expect(await getPortfolio(api, p1).withResponse()).toMatchObject({ source: 'memory' });
});
