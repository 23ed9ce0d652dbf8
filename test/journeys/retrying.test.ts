import { expect, test, vi } from 'vitest';
import { aClient, recordEvents } from '../support/client.ts';
import {
  aContact,
  aPortfolio,
  createPortfolio,
  getContact,
  getPortfolio,
  renamePortfolio,
  streamEvents,
  updateContact,
  upload,
} from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const c1 = { contactId: 'c1' };
const rename = { portfolioId: 'p1', body: { name: 'New' } };

test.each([408, 429, 500, 502, 503, 504])('a %i is tried again', async (status) => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1).withResponse();
  (await wire.arrival()).reply(status, { title: 'later' });
  await elapse(500);
  (await wire.arrival()).reply(200, aContact());

  expect(await pending).toMatchObject({ data: aContact(), attempts: 2 });
});

test.each([400, 403, 404, 409, 422, 501])('a %i is final', async (status) => {
  const wire = fakeWire();
  wire.always(() => aReply(status, { title: 'no' }));
  const api = aClient({ wire });

  await expect(getContact(api, c1)).rejects.toMatchObject({ status, attempts: 1 });
});

test('a read is tried again after a connection that broke', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1);
  (await wire.arrival()).fail(networkError('ECONNRESET'));
  await elapse(100);
  (await wire.arrival()).reply(200, aContact());

  await expect(pending).resolves.toEqual(aContact());
});

test('after three attempts the failure surfaces, with its count and its cause', async () => {
  const wire = fakeWire();
  wire.always(() => networkError('ECONNRESET'));
  const api = aClient({ wire });

  const pending = getContact(api, c1).catch((reason: unknown) => reason);
  await wire.requested(1);
  await elapse(1_000);

  expect(await pending).toMatchObject({
    code: 'CONNECTION_FAILED',
    networkCode: 'ECONNRESET',
    operation: 'getContact',
    attempts: 3,
    message: 'getContact got no answer from https://api.example.com (ECONNRESET), after 3 attempts.',
  });
});

test('after three attempts the last reply surfaces, its body readable', async () => {
  const wire = fakeWire();
  wire.always(() =>
    aReply(503, { title: `attempt ${wire.requests.length}` }, { 'content-type': 'application/problem+json' }),
  );
  const api = aClient({ wire });

  const pending = getContact(api, c1).catch((reason: unknown) => reason);
  await wire.requested(1);
  await elapse(1_000);

  expect(await pending).toMatchObject({ status: 503, attempts: 3, body: { title: 'attempt 3' } });
});

test('backoff doubles, is drawn from the whole interval, and is longer after a 429', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(wire.requests.length === 2 ? 429 : 503));
  const api = aClient({ wire, random: () => 0.5, retry: { maxAttempts: 4 } });
  const events = recordEvents(api);

  const pending = getContact(api, c1).catch(() => {});
  await wire.requested(1);
  await elapse(5_000);
  await pending;

  expect(
    events.flatMap((event) => (event.type === 'retry' ? [[event.attempt, event.reason, event.delayMs]] : [])),
  ).toEqual([
    [1, '503', 50],
    [2, '429', 500],
    [3, '503', 200],
  ]);
});

test('a POST is not repeated after a connection that broke: it may have arrived', async () => {
  const wire = fakeWire();
  wire.always(() => networkError('ECONNRESET'));
  const api = aClient({ wire });

  await expect(renamePortfolio(api, rename)).rejects.toMatchObject({
    code: 'CONNECTION_FAILED',
    attempts: 1,
  });
});

test('a POST is not repeated after a 503: it may have been done', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({ wire });

  await expect(renamePortfolio(api, rename)).rejects.toMatchObject({ status: 503, attempts: 1 });
});

test('a POST is repeated, body and all, where no connection was made: it never left', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = renamePortfolio(api, rename);
  (await wire.arrival()).fail(networkError('ECONNREFUSED'));
  await elapse(100);
  const second = await wire.arrival();
  const sent = await second.request.json();
  second.reply(200, aPortfolio());
  await pending;

  expect(sent).toEqual({ name: 'New' });
});

test('a POST with an Idempotency-Key is repeated, with the same key on each attempt', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = createPortfolio(api, { body: { name: 'x' } });
  (await wire.arrival()).fail(networkError('ECONNRESET'));
  await elapse(100);
  (await wire.arrival()).reply(503);
  await elapse(200);
  (await wire.arrival()).reply(201, aPortfolio());
  await pending;

  const keys = wire.requests.map(({ headers }) => headers.get('idempotency-key'));
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys).toEqual([keys[0], keys[0], keys[0]]);
});

test('each call has an Idempotency-Key of its own, unless the caller gives one', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(201, aPortfolio()));
  const api = aClient({ wire });

  await createPortfolio(api, { body: { name: 'x' } });
  await createPortfolio(api, { body: { name: 'x' } });
  await createPortfolio(api, { body: { name: 'x' }, idempotencyKey: 'mine' });

  const keys = wire.requests.map(({ headers }) => headers.get('idempotency-key'));
  expect(new Set(keys).size).toBe(3);
  expect(keys[2]).toBe('mine');
});

test('PUT is repeated with its body: it means the same twice', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = updateContact(api, { ...c1, body: { name: 'Ada' } });
  (await wire.arrival()).fail(networkError('ECONNRESET'));
  await elapse(100);
  const second = await wire.arrival();
  const sent = await second.request.json();
  second.reply(200, aContact());
  await pending;

  expect(sent).toEqual({ name: 'Ada' });
});

test('a stream is never sent twice', async () => {
  const wire = fakeWire();
  wire.always(() => networkError('ECONNREFUSED'));
  const api = aClient({ wire });
  const body = new Blob(['chunk']).stream();

  await expect(upload(api, { documentId: 'd1', body })).rejects.toMatchObject({ attempts: 1 });
});

test('the reply to a stream that was refused with 503 is the answer', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({ wire });

  await expect(upload(api, { documentId: 'd1', body: new Blob(['chunk']).stream() })).rejects.toMatchObject({
    status: 503,
  });
});

test('an event stream whose server never spoke of coming back is not begun again', async () => {
  const wire = fakeWire();
  const broken = new ReadableStream({ start: (controller) => controller.error(networkError('ECONNRESET')) });
  wire.always(() => aReply(200, broken, { 'content-type': 'text/event-stream' }));
  const api = aClient({ wire });

  const stream = await streamEvents(api);

  await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    code: 'CONNECTION_FAILED',
    networkCode: 'ECONNRESET',
  });
  expect(wire.requests).toHaveLength(1);
});

test('Retry-After in seconds is waited for, however short the backoff', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1);
  (await wire.arrival()).reply(503, null, { 'retry-after': '7' });
  await elapse(6_999);
  expect(wire.requests).toHaveLength(1);
  await elapse(1);
  (await wire.arrival()).reply(200, aContact());

  await expect(pending).resolves.toEqual(aContact());
});

test('Retry-After as a date is waited for', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1);
  (await wire.arrival()).reply(429, null, { 'retry-after': new Date(Date.now() + 4_000).toUTCString() });
  await elapse(3_999);
  expect(wire.requests).toHaveLength(1);
  await elapse(1);
  (await wire.arrival()).reply(200, aContact());

  await expect(pending).resolves.toEqual(aContact());
});

test('a Retry-After beyond the deadline is not waited for: the caller is told at once, and for how long', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(429, { title: 'slow down' }, { 'retry-after': '31' }));
  const api = aClient({ wire });

  await expect(getContact(api, c1)).rejects.toMatchObject({ status: 429, attempts: 1, retryAfterMs: 31_000 });
});

test('a budget that is exhausted stops retries, not calls', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({ wire, circuit: false, retry: { budgetRatio: 0, maxAttempts: 2 } });

  const pending = Promise.allSettled(
    Array.from({ length: 30 }, (_, index) => getContact(api, { contactId: `c${index}` })),
  );
  await wire.requested(30);
  await elapse(5_000);
  await pending;

  const floor = 10;
  expect(wire.requests).toHaveLength(30 + floor);
});

test('`retry: false` means one attempt, for a call as for a client', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));

  await expect(getContact(aClient({ wire }), c1, { retry: false })).rejects.toMatchObject({ attempts: 1 });
  await expect(getContact(aClient({ wire, retry: false }), c1)).rejects.toMatchObject({ attempts: 1 });
});

test('an abort wakes a sleeping retry at once', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });
  const controller = new AbortController();

  const pending = renamePortfolio(api, rename, { signal: controller.signal }).catch(
    (reason: unknown) => reason,
  );
  (await wire.arrival()).fail(networkError('ECONNREFUSED'));
  await elapse(1);
  controller.abort('enough');

  expect(await pending).toBe('enough');
  await elapse(60_000);
  expect(wire.requests).toHaveLength(1);
});

test('a reply that will be retried lets go of its body', async () => {
  const wire = fakeWire();
  const cancelled = vi.fn();
  const api = aClient({ wire });

  const pending = getPortfolio(api, { portfolioId: 'p1' });
  (await wire.arrival()).reply(503, new ReadableStream({ cancel: cancelled }));
  await elapse(100);
  (await wire.arrival()).reply(200, aPortfolio());
  await pending;

  expect(cancelled).toHaveBeenCalledOnce();
});
