import { expect, test, vi } from 'vitest';
import { bearer, type Client, ClientClosedError, createClient } from '../../src/runtime/index.ts';
import { aClient, aWarmClient, credentials, recordEvents } from '../support/client.ts';
import {
  aContact,
  download,
  getContact,
  getPortfolio,
  renamePortfolio,
  sdk,
  streamEvents,
  updateContact,
} from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const c1 = { contactId: 'c1' };

test('closing ends flights and timers', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const all = Promise.allSettled([getContact(api, c1), getPortfolio(api, { portfolioId: 'p1' })]);
  const first = await wire.arrival();
  const second = await wire.arrival();

  await api.close();
  const endings = await all;
  await quiet();

  for (const ending of endings)
    expect(ending).toMatchObject({ status: 'rejected', reason: { code: 'CLIENT_CLOSED' } });
  expect([first.request.signal.aborted, second.request.signal.aborted]).toEqual([true, true]);
  expect(vi.getTimerCount()).toBe(0);
});

test('closing ends a flight that waits for its next attempt', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const pending = getContact(api, c1).catch((reason: unknown) => reason);
  (await wire.arrival()).reply(503, null, { 'retry-after': '9' });
  await elapse(1);

  await api.close();

  expect(await pending).toMatchObject({ code: 'CLIENT_CLOSED' });
  await quiet();
  expect(vi.getTimerCount()).toBe(0);
});

test('a call that has not left when the client closes does not leave any more', async () => {
  const wire = fakeWire();
  const api = createClient(sdk, { transport: wire, auth: bearer(async () => 'alice') });

  const pending = getContact(api, c1).catch((reason: unknown) => reason);
  await api.close();

  expect(await pending).toMatchObject({ code: 'CLIENT_CLOSED', attempts: 0 });
  expect(wire.requests).toEqual([]);
});

test('a closed client refuses calls, and says what to do', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  await api.close();

  await expect(getContact(api, c1)).rejects.toMatchObject({
    code: 'CLIENT_CLOSED',
    operation: 'getContact',
    message: 'getContact was ended, or not begun, because its client is closed. Create a new one.',
  });
});

test('closing forgets what was cached', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = createClient(sdk, { transport: wire });
  await getPortfolio(api, { portfolioId: 'p1' });

  await api.close();

  expect(api.cache.stats().entries).toBe(0);
});

test('closing twice is closing once', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  await api.close();

  await expect(api.close()).resolves.toBeUndefined();
});

test('a client in a block is closed when the block ends', async () => {
  const client = await (async () => {
    await using api = createClient(sdk, { transport: fakeWire() });
    return api;
  })();

  await expect(getContact(client, c1)).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
  expect(vi.getTimerCount()).toBe(0);
});

test('a client that has never made a call has one timer, which closing clears', async () => {
  const api = createClient(sdk, { transport: fakeWire(), auth: credentials });
  expect(vi.getTimerCount()).toBe(1);

  await api.close();

  expect(vi.getTimerCount()).toBe(0);
});

test('nothing is left unhandled where only `result()` is looked at', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const wire = fakeWire();
  const api = await aWarmClient({ wire, retry: false });

  const documented = getPortfolio(api, { portfolioId: 'p1' }).result();
  (await wire.arrival()).reply(404, { title: 'none' });
  const failed = getContact(api, c1)
    .result()
    .catch((reason: unknown) => reason);
  (await wire.arrival()).fail(networkError('ECONNRESET'));
  const write = renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } }).result();
  (await wire.arrival()).reply(404, { title: 'none' });

  expect(await documented).toMatchObject({ ok: false, status: 404, error: { title: 'none' } });
  expect(await failed).toMatchObject({ code: 'CONNECTION_FAILED' });
  expect(await write).toMatchObject({ ok: false, status: 404 });
  await quiet();
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('a listener that is removed hears nothing more', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = createClient(sdk, { transport: wire });
  const events = recordEvents(api);
  const extra = vi.fn();
  const remove = api.on(extra);
  await getContact(api, c1);
  const heard = extra.mock.calls.length;

  remove();
  await getContact(api, c1);
  await api.close();

  expect(heard).toBe(2);
  expect(extra).toHaveBeenCalledTimes(heard);
  expect(events).toHaveLength(4);
});

/** A body that goes on until its request is aborted, as `fetch` has it. */
function anEndlessBody({ signal }: Request, first: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (stream) => {
      stream.enqueue(new TextEncoder().encode(first));
      signal.addEventListener('abort', () => stream.error(signal.reason));
    },
  });
}

const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (reason: unknown) => reason,
  );

test.each<[string, (api: Client) => Promise<unknown>]>([
  ['updateContact', (api) => updateContact(api, { ...c1, body: { name: 'x' } })],
  ['renamePortfolio', (api) => renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } })],
  ['download', (api) => download(api, { documentId: 'd1' })],
  ['streamEvents', (api) => streamEvents(api)],
  ['getContact', (api) => getContact(api, c1, { headers: { cookie: 'mine' } })],
  ['getContact', (api) => getContact(api, c1, { timeoutMs: 500 })],
])('closing ends %s while it waits for its answer, and names it', async (operation, call) => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const pending = reasonOf(call(api));
  const { request } = await wire.arrival();

  await api.close();

  expect(await pending).toBeInstanceOf(ClientClosedError);
  expect(await pending).toMatchObject({ operation });
  await quiet();
  expect(request.signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('closing ends a file download in the middle of its body', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const pending = reasonOf(download(api, { documentId: 'd1' }));
  const arrival = await wire.arrival();
  arrival.reply(200, anEndlessBody(arrival.request, 'half'), { 'content-type': 'application/octet-stream' });
  await quiet();

  await api.close();

  expect(await pending).toBeInstanceOf(ClientClosedError);
  expect(await pending).toMatchObject({ operation: 'download', attempts: 1 });
  await quiet();
  expect(vi.getTimerCount()).toBe(0);
});

test('closing ends an event stream that is being read', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const pending = streamEvents(api);
  const arrival = await wire.arrival();
  arrival.reply(200, anEndlessBody(arrival.request, 'data: one\n\n'), {
    'content-type': 'text/event-stream',
  });
  const events = (await pending)[Symbol.asyncIterator]();
  const first = await events.next();
  const second = reasonOf(events.next());

  await api.close();

  expect(first.value).toMatchObject({ data: 'one' });
  expect(await second).toBeInstanceOf(ClientClosedError);
  expect(await second).toMatchObject({ operation: 'streamEvents', attempts: 1 });
  await quiet();
  expect(vi.getTimerCount()).toBe(0);
});

test('closing ends a flight that a write has taken off the board', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const pending = reasonOf(getPortfolio(api, { portfolioId: 'p1' }));
  const { request } = await wire.arrival();
  await api.cache.invalidate('portfolio');

  await api.close();

  expect(await pending).toBeInstanceOf(ClientClosedError);
  expect(await pending).toMatchObject({ operation: 'getPortfolio' });
  await quiet();
  expect(request.signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('closing ends a call that waits for a bearer callback', async () => {
  const api = aClient({ wire: fakeWire(), auth: bearer(() => new Promise(() => {})) });
  const pending = reasonOf(getContact(api, c1));

  await api.close();

  expect(await pending).toBeInstanceOf(ClientClosedError);
  expect(await pending).toMatchObject({ operation: 'getContact', attempts: 0 });
  expect(vi.getTimerCount()).toBe(0);
});
