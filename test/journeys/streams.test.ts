/** Replies that are read as they come: files, lists and events, and how their reading ends. */

import { expect, test, vi } from 'vitest';
import type { Operation, ServerSentEvent, Stream } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { all } from '../support/reading.ts';
import { download, operations, streamEvents } from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const d1 = { documentId: 'd1' };
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A body that the test sends piece by piece. */
function aBody() {
  const cancelled = vi.fn();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: cancelled,
  });
  return {
    body,
    cancelled,
    send: (text: string) => controller?.enqueue(bytes(text)),
    end: () => controller?.close(),
    breakOff: () => controller?.error(networkError('ECONNRESET')),
  };
}

const file = { 'content-type': 'application/octet-stream' };

test('a file comes as a stream where its call is asked for one, and as it comes', async () => {
  const wire = fakeWire();
  const source = aBody();
  const pending = download(aClient({ wire }), d1).stream();
  (await wire.arrival()).reply(200, source.body, file);

  const reader = (await pending).getReader();
  source.send('one');
  expect(await reader.read()).toEqual({ done: false, value: bytes('one') });
  source.send('two');
  source.end();
  expect(await reader.read()).toEqual({ done: false, value: bytes('two') });
  expect(await reader.read()).toEqual({ done: true, value: undefined });
});

test('the same file as bytes, as a Blob, and again after it was awaited', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, 'content', file));
  const api = aClient({ wire });

  expect(await download(api, d1).bytes()).toEqual(bytes('content'));
  expect(await (await download(api, d1).blob()).text()).toBe('content');
  const call = download(api, d1);
  expect(await (await call).text()).toBe('content');
  expect(await new Response(await call.stream()).text()).toBe('content');
  expect(await call.bytes()).toEqual(bytes('content'));
  expect(wire.requests).toHaveLength(3);
});

test('an error is an error, however its call is read', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(404, { title: 'gone' }));
  const api = aClient({ wire });

  await expect(download(api, d1).stream()).rejects.toMatchObject({ code: 'RESPONSE_ERROR', status: 404 });
  await expect(download(api, d1).bytes()).rejects.toMatchObject({ body: { title: 'gone' } });
});

test('a file that breaks off is a DecodeError at its reader, and the whole time is not its limit', async () => {
  const wire = fakeWire();
  const source = aBody();
  const pending = download(aClient({ wire }), d1).stream();
  (await wire.arrival()).reply(200, source.body, file);
  const reader = (await pending).getReader();
  await elapse(60_000);
  source.send('one');
  await reader.read();
  await elapse(60_000);
  source.breakOff();

  await expect(reader.read()).rejects.toMatchObject({ code: 'DECODE_FAILED', operation: 'download' });
});

test('silence for two minutes ends a stream', async () => {
  const wire = fakeWire();
  const source = aBody();
  const pending = download(aClient({ wire }), d1).stream();
  (await wire.arrival()).reply(200, source.body, file);
  const reading = (await pending).getReader().read();
  const ended = expect(reading).rejects.toMatchObject({
    code: 'TIMEOUT',
    limit: 'idle',
    message: 'download gave up what https://api.example.com was sending: nothing came for 120000 ms.',
  });
  await elapse(120_000);

  await ended;
  expect(source.cancelled).toHaveBeenCalled();
});

test('a reader may take its time once it has begun', async () => {
  const wire = fakeWire();
  const source = aBody();
  const pending = download(aClient({ wire, timeout: { idleMs: 50 } }), d1).stream();
  (await wire.arrival()).reply(200, source.body, file);
  const reader = (await pending).getReader();
  source.send('one');
  await reader.read();
  source.send('two');
  await elapse(3_600_000);

  expect(await reader.read()).toEqual({ done: false, value: bytes('two') });
});

test('a stream that nobody begins to read is let go, and says so to whoever comes too late', async () => {
  const wire = fakeWire();
  const source = aBody();
  const pending = streamEvents(aClient({ wire }));
  (await wire.arrival()).reply(200, source.body, { 'content-type': 'text/event-stream' });
  const stream = await pending;
  await elapse(120_000);

  expect(source.cancelled).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(1); // the cache's sweeper
  await expect(all(stream)).rejects.toMatchObject({ code: 'TIMEOUT', limit: 'idle' });
});

test('its caller ends a stream between two reads', async () => {
  const wire = fakeWire();
  const source = aBody();
  const controller = new AbortController();
  const pending = download(aClient({ wire }), d1, { signal: controller.signal }).stream();
  (await wire.arrival()).reply(200, source.body, file);
  const reader = (await pending).getReader();
  source.send('one');
  await reader.read();
  controller.abort('enough');
  await quiet();

  expect(source.cancelled).toHaveBeenCalledWith('enough');
  await expect(reader.read()).rejects.toBe('enough');
});

test('leaving a `for await` early ends the connection and leaves nothing behind', async () => {
  const wire = fakeWire();
  const source = aBody();
  const api = aClient({ wire, cache: false });
  const pending = streamEvents(api);
  (await wire.arrival()).reply(200, source.body, { 'content-type': 'text/event-stream' });
  source.send('id: 1\ndata: one\n\ndata: two\n\n');
  for await (const _event of await pending) break;
  await quiet();

  expect(source.cancelled).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('closing the client ends its streams', async () => {
  const wire = fakeWire();
  const source = aBody();
  const api = aClient({ wire });
  const pending = streamEvents(api);
  (await wire.arrival()).reply(200, source.body, { 'content-type': 'text/event-stream' });
  const events = (await pending)[Symbol.asyncIterator]();
  const next = expect(events.next()).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
  await api.close();

  await next;
});

const chat: Operation = { ...operations.streamEvents, id: 'chat', method: 'POST', items: { json: true } };

test('data is JSON where the spec says so, and [DONE] is the end and no event', async () => {
  const wire = fakeWire();
  const source = aBody();
  const pending = aClient({ wire }).call<Stream<ServerSentEvent<unknown>>, unknown>(chat, {});
  (await wire.arrival()).reply(200, source.body, { 'content-type': 'text/event-stream; charset=utf-8' });
  source.send(
    'event: delta\ndata: {"text":"a"}\n\ndata: {"text":"b"}\n\ndata: [DONE]\n\ndata: {"text":"c"}\n\n',
  );

  expect(await all(await pending)).toEqual([
    { event: 'delta', data: { text: 'a' }, id: undefined },
    { event: 'message', data: { text: 'b' }, id: undefined },
  ]);
  expect(source.cancelled).toHaveBeenCalled();
});

test('an event without data, where data is JSON, is a sign of life and nothing to read', async () => {
  const wire = fakeWire();
  wire.always(() =>
    aReply(200, 'event: ping\ndata:\n\ndata: {"text":"a"}\n\n', { 'content-type': 'text/event-stream' }),
  );
  const stream = await aClient({ wire }).call<Stream<ServerSentEvent<unknown>>, unknown>(chat, {});
  expect(await all(stream)).toMatchObject([{ data: { text: 'a' } }]);
});

test('of events with names, only those are JSON that the spec has so', async () => {
  const wire = fakeWire();
  wire.always(() =>
    aReply(200, 'event: price\ndata: 1\n\nevent: note\ndata: 1\n\n', { 'content-type': 'text/event-stream' }),
  );
  const operation: Operation = { ...chat, items: { json: ['price'] } };
  const stream = await aClient({ wire }).call<Stream<ServerSentEvent<unknown>>, unknown>(operation, {});

  expect(await all(stream)).toMatchObject([{ data: 1 }, { data: '1' }]);
});

test('data that is not the JSON it should be is a DecodeError, and the message does not repeat it', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, 'data: S3CR3T\n\n', { 'content-type': 'text/event-stream' }));
  const stream = await aClient({ wire }).call<Stream<ServerSentEvent<unknown>>, unknown>(chat, {});

  const error: unknown = await all(stream).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: 'DECODE_FAILED',
    message: 'chat answered 200, which could not be read: an item is not valid JSON.',
  });
  expect(await Object(error).bytes()).toEqual(bytes('S3CR3T'));
});
