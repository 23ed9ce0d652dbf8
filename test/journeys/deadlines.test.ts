import { expect, test, vi } from 'vitest';
import { bearer } from '../../src/runtime/index.ts';
import { aClient, aWarmClient, recordEvents } from '../support/client.ts';
import {
  aContact,
  getContact,
  renamePortfolio,
  streamEvents,
  updateContact,
  upload,
} from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const c1 = { contactId: 'c1' };
const rename = { portfolioId: 'p1', body: { name: 'New' } };

test('an attempt without an answer is ended after ten seconds, and the next one begins', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const events = recordEvents(api);
  const pending = getContact(api, c1).withResponse();
  const first = await wire.arrival();
  await elapse(10_000);
  await elapse(100);
  (await wire.arrival()).reply(200, aContact());

  expect(await pending).toMatchObject({ attempts: 2 });
  expect(events.filter(({ type }) => type !== 'call')).toMatchObject([
    { type: 'attempt', failure: 'TIMEOUT' },
    { type: 'retry', reason: 'TIMEOUT' },
    { type: 'attempt', status: 200 },
  ]);
  expect(first.request.signal.aborted).toBe(true);
});

test('an attempt that may not be repeated surfaces as a timeout of the attempt', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const pending = renamePortfolio(api, rename).catch((reason: unknown) => reason);
  await wire.arrival();
  await elapse(10_000);

  expect(await pending).toMatchObject({
    code: 'TIMEOUT',
    limit: 'attempt',
    attempts: 1,
    message:
      'renamePortfolio was not answered by https://api.example.com in the time one attempt has, after 1 attempt.',
  });
});

test('a call never takes longer than its whole time, retries and waits included', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const pending = getContact(api, c1).catch((reason: unknown) => reason);
  await wire.arrival();
  for (const _ of [1, 2, 3]) await elapse(10_000);

  expect(await pending).toMatchObject({
    code: 'TIMEOUT',
    limit: 'total',
    attempts: 3,
    message: 'getContact was not answered in the time the whole call has (attempts: 3).',
  });
});

test('a call may set its own whole time', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const pending = updateContact(api, { ...c1, body: { name: 'x' } }, { timeoutMs: 300 }).catch(
    (reason: unknown) => reason,
  );
  const { request } = await wire.arrival();
  await elapse(300);

  expect(await pending).toMatchObject({ code: 'TIMEOUT', limit: 'total', attempts: 1 });
  expect(request.signal.aborted).toBe(true);
});

test('a transport that ignores its signal cannot hold a caller', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const pending = renamePortfolio(api, rename).catch((reason: unknown) => reason);
  (await wire.arrival()).hang();
  await elapse(10_000);

  expect(await pending).toMatchObject({ code: 'TIMEOUT', limit: 'attempt' });
});

test('a body that never ends is ended by the whole time', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const cancelled = vi.fn();
  const endless = new ReadableStream({
    start: (stream) => stream.enqueue(new TextEncoder().encode('{')),
    cancel: cancelled,
  });

  const pending = getContact(api, c1).catch((reason: unknown) => reason);
  (await wire.arrival()).reply(200, endless, { 'content-type': 'application/json' });
  await elapse(30_000);

  expect(await pending).toMatchObject({ code: 'TIMEOUT', limit: 'total', attempts: 1 });
});

test('the attempt limit ends with the headers: a body may take longer', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  let finish = (): void => {};
  const slow = new ReadableStream({
    start: (stream) => {
      finish = () => {
        stream.enqueue(new TextEncoder().encode(JSON.stringify(aContact())));
        stream.close();
      };
    },
  });

  const pending = getContact(api, c1);
  (await wire.arrival()).reply(200, slow, { 'content-type': 'application/json' });
  await elapse(20_000);
  finish();

  await expect(pending).resolves.toEqual(aContact());
});

test('an upload may take as long as its call, as long as it moves; one that is stuck has the time of an attempt', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const body = new ReadableStream({
    pull: (stream) => stream.enqueue(new Uint8Array(1)),
  });

  const pending = upload(api, { documentId: 'd1', body }, { timeoutMs: 3_600_000 }).catch(
    (reason: unknown) => reason,
  );
  const { request } = await wire.arrival();
  const taking = request.body?.getReader();
  for (let piece = 0; piece < 30; piece += 1) {
    await elapse(9_000);
    await taking?.read();
  }
  expect(request.signal.aborted).toBe(false);
  await elapse(10_000);

  expect(await pending).toMatchObject({ code: 'TIMEOUT', limit: 'attempt', attempts: 1 });
});

test('waiting for a bearer callback is part of the time that a call has', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, auth: bearer(() => new Promise(() => {})) });

  const pending = renamePortfolio(api, rename, { timeoutMs: 1_000 }).catch((reason: unknown) => reason);
  await elapse(1_000);

  expect(await pending).toMatchObject({ code: 'TIMEOUT', limit: 'total' });
});

test('a stream is read for as long as it lasts, and its caller can stop it', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });
  const controller = new AbortController();

  const pending = streamEvents(api, { signal: controller.signal });
  const arrival = await wire.arrival();
  const body = new ReadableStream({
    start: (stream) => {
      stream.enqueue(new TextEncoder().encode('data: one\n\n'));
      arrival.request.signal.addEventListener('abort', () => stream.error(arrival.request.signal.reason));
    },
  });
  arrival.reply(200, body, { 'content-type': 'text/event-stream' });
  const events = (await pending)[Symbol.asyncIterator]();
  const first = await events.next();
  await elapse(3_600_000);
  expect(arrival.request.signal.aborted).toBe(false);
  const second = events.next().then(
    () => 'more',
    (reason: unknown) => reason,
  );
  controller.abort('enough');

  expect(first.value).toMatchObject({ data: 'one' });
  expect(await second).toBe('enough');
});

test('a call with an answer leaves no timer behind', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = aClient({ wire, cache: false });

  await getContact(api, c1);
  await getContact(api, c1, { timeoutMs: 500 });
  await updateContact(api, { ...c1, body: { name: 'x' } });
  await quiet();

  expect(vi.getTimerCount()).toBe(0);
});
