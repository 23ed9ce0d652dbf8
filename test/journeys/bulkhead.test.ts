/** So many calls at once, and what becomes of the others. */

import { expect, test } from 'vitest';
import { LimitError } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { aContact, getContact, listPortfolios, streamEvents } from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const origin = 'https://api.example.com';
const contact = (index: number) => ({ contactId: `c${index}` });

/** As many calls as that, each for something else; what they come to, without rejections. */
function reads(api: ReturnType<typeof aClient>, count: number, options = {}): Promise<unknown>[] {
  return Array.from({ length: count }, (_, index) =>
    getContact(api, contact(index), options).catch((reason: unknown) => reason),
  );
}

test('a bulkhead lets so many through at once; the rest wait, and go as others end', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, bulkhead: { maxConcurrent: 2 } });

  const pending = reads(api, 5);
  await wire.requested(2);
  await quiet();
  expect(wire.requests).toHaveLength(2);
  wire.always(() => aReply(200, aContact()));
  wire.next().reply(200, aContact());
  wire.next().reply(200, aContact());

  expect(await Promise.all(pending)).toEqual(Array.from({ length: 5 }, () => aContact()));
  expect(api.bulkheads()).toEqual({ [origin]: { inside: 0, queued: 0, limit: 2 } });
});

test('a bulkhead that is full, with a full queue, refuses at once and says when to come again', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, bulkhead: { maxConcurrent: 1, maxQueued: 1 } });

  const [, , refused] = reads(api, 3);
  await wire.requested(1);
  const error = await refused;

  expect(error).toBeInstanceOf(LimitError);
  expect(error).toMatchObject({
    code: 'LIMITED',
    limit: 'bulkhead',
    operation: 'getContact',
    attempts: 0,
    retryAfterMs: 1_000,
    message:
      'getContact was not sent: at the bulkhead of https://api.example.com it found 1 calls under way and 1 waiting.',
  });
});

test('a bulkhead lets nobody wait longer than the queue may last', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, bulkhead: { maxConcurrent: 1, queueMs: 200 } });

  const [, waiting] = reads(api, 2);
  await wire.requested(1);
  await elapse(200);

  expect(await waiting).toMatchObject({
    limit: 'bulkhead',
    message: expect.stringContaining('waited 200 ms'),
  });
  expect(api.bulkheads()[origin]).toMatchObject({ queued: 0 });
});

test('a bulkhead counts the wait as part of the whole time of a call', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, bulkhead: { maxConcurrent: 1, queueMs: 1_000 } });

  reads(api, 1);
  await wire.requested(1);
  const [waiting] = reads(api, 1, { timeoutMs: 300, cache: false });
  await elapse(300);

  expect(await waiting).toMatchObject({ code: 'TIMEOUT', limit: 'total', attempts: 0 });
  expect(api.bulkheads()[origin]).toMatchObject({ inside: 1, queued: 0 });
});

test('a bulkhead lets go of a waiter whose caller gives up, and of its timer', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, cache: false, bulkhead: { maxConcurrent: 1 } });
  const controller = new AbortController();

  reads(api, 1);
  const waiting = getContact(api, contact(1), { signal: controller.signal }).catch(
    (reason: unknown) => reason,
  );
  await wire.requested(1);
  controller.abort('enough');

  expect(await waiting).toBe('enough');
  expect(api.bulkheads()[origin]).toMatchObject({ inside: 1, queued: 0 });
});

test.each<[string, (wire: ReturnType<typeof fakeWire>) => void]>([
  ['a reply', (wire) => wire.always(() => aReply(200, aContact()))],
  ['an error', (wire) => wire.always(() => aReply(404, { title: 'no' }))],
  ['retries', (wire) => wire.always(() => aReply(503, { title: 'later' }))],
  ['a broken connection', (wire) => wire.always(() => networkError('ECONNRESET'))],
  ['a body that cannot be read', (wire) => wire.always(() => aReply(200, '{'))],
  ['a reply that hangs', () => {}],
])('a bulkhead has its room back, once, after %s', async (_ending, begin) => {
  const wire = fakeWire();
  begin(wire);
  const api = aClient({ wire, circuit: false, bulkhead: { maxConcurrent: 1 } });

  const pending = reads(api, 1);
  await wire.requested(1);
  await elapse(40_000);
  await Promise.all(pending);

  expect(api.bulkheads()[origin]).toEqual({ inside: 0, queued: 0, limit: 1 });
});

test('a bulkhead holds no room for a stream once it is handed over', async () => {
  const wire = fakeWire();
  const endless = new ReadableStream();
  wire.always(() => aReply(200, endless, { 'content-type': 'text/event-stream' }));
  const api = aClient({ wire, bulkhead: { maxConcurrent: 1 } });

  await streamEvents(api);

  expect(api.bulkheads()[origin]).toMatchObject({ inside: 0 });
});

test('a bulkhead lets callers pass before work in the background', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, bulkhead: { maxConcurrent: 1 } });
  const order: string[] = [];
  const note = (name: string) => () => order.push(name);

  getContact(api, contact(0)).catch(() => {});
  await wire.requested(1);
  const background = getContact(api, contact(1), { priority: 'background' }).then(note('background'));
  const user = getContact(api, contact(2)).then(note('user'));
  await quiet();
  wire.always(() => aReply(200, aContact()));
  wire.next().reply(200, aContact());
  await Promise.all([background, user]);

  expect(order).toEqual(['user', 'background']);
});

test('a caller who joins what was begun in the background does not wait behind others for it, nor is refused with it', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, bulkhead: { maxConcurrent: 1, maxQueued: 1 } });

  const first = getContact(api, contact(0));
  await wire.requested(1);
  const background = getContact(api, contact(1), { priority: 'background' });
  await quiet();
  const joined = getContact(api, contact(1));
  await quiet();
  const crowd = getContact(api, contact(2)).catch((reason: unknown) => reason);

  expect(await crowd).toMatchObject({ code: 'LIMITED', limit: 'bulkhead' });
  wire.always(() => aReply(200, aContact()));
  wire.next().reply(200, aContact());
  expect(await Promise.all([first, background, joined])).toHaveLength(3);
  expect(wire.requests).toHaveLength(2);
});

test('a bulkhead that finds its own limit shrinks when the origin says it is too much', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(429, { title: 'slow down' }));
  const api = aClient({ wire, retry: false, bulkhead: { adaptive: true } });

  expect(await reads(api, 1)[0]).toMatchObject({ status: 429 });

  expect(api.bulkheads()[origin]).toMatchObject({ limit: 18 });
});

test('a bulkhead of a resource is its own', async () => {
  const wire = fakeWire();
  const api = aClient({
    wire,
    resilience: { bulkhead: {}, byResource: { contacts: { bulkhead: { maxConcurrent: 1 } } } },
  });

  reads(api, 1);
  listPortfolios(api).catch(() => {});
  await wire.requested(2);

  expect(api.bulkheads()).toEqual({
    [`${origin} contacts`]: { inside: 1, queued: 0, limit: 1 },
    [origin]: { inside: 1, queued: 0, limit: 100 },
  });
});
