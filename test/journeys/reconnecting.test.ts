/** Streams of events whose connection is lost: WHATWG HTML §9.2. */

import { expect, test } from 'vitest';
import type { CallOptions, ServerSentEvent, Stream } from '../../src/runtime/index.ts';
import { aClient, credentials, isForToken, type TestOptions, tokenEndpoint } from '../support/client.ts';
import { all } from '../support/reading.ts';
import { operations, streamEvents } from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { type Arrival, type FakeWire, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const events = { 'content-type': 'text/event-stream' };

/** Answers with this text, and then the connection ends, or breaks. */
function sends(arrival: Arrival, text: string, ending: 'end' | 'break' = 'end'): void {
  const chunks = [new TextEncoder().encode(text)];
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else if (ending === 'end') controller.close();
      else controller.error(networkError('ECONNRESET'));
    },
  });
  arrival.reply(200, body, events);
}

/** Everything that a reader sees, and how it ends. */
async function reading(wire: FakeWire, options: Omit<TestOptions, 'wire'> = {}, call?: CallOptions) {
  const pending = streamEvents(aClient({ wire, retry: false, ...options }), call);
  const seen: unknown[] = [];
  const state: { ending?: unknown } = {};
  const read = async (stream: Stream<ServerSentEvent>): Promise<void> => {
    for await (const { data } of stream) seen.push(data);
  };
  const begin = () => {
    pending
      .then((stream) => read(stream))
      .then(
        () => {
          state.ending = 'end';
        },
        (reason: unknown) => {
          state.ending = reason;
        },
      );
  };
  return { begin, seen, state };
}

test('a stream that is lost goes on behind its last event, in a while', async () => {
  const wire = fakeWire();
  const { begin, seen, state } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'id: 41\ndata: a\n\nid: 42\ndata: b\n\ndata: cut off', 'break');
  await elapse(3_749);
  expect(wire.requests).toHaveLength(1);
  await elapse(1);
  const second = await wire.arrival();
  expect(second.request.headers.get('last-event-id')).toBe('42');
  sends(second, 'data: c\n\n');
  await elapse(3_750);
  (await wire.arrival()).reply(204);
  await quiet();

  expect(seen).toEqual(['a', 'b', 'c']);
  expect(state.ending).toBe('end');
});

test('the server says how long to wait', async () => {
  const wire = fakeWire();
  const { begin } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'retry: 100\n\ndata: a\n\n');
  await elapse(124);
  expect(wire.requests).toHaveLength(1);
  await elapse(1);
  expect(wire.requests).toHaveLength(2);
  expect(wire.requests[1]?.headers.has('last-event-id')).toBe(false);
});

test('an identifier that comes without an event is where the stream goes on', async () => {
  const wire = fakeWire();
  const { begin } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'id: 1\ndata: a\n\nid: 9\n\n', 'break');
  await elapse(3_750);
  expect((await wire.arrival()).request.headers.get('last-event-id')).toBe('9');
});

test('an identifier that is taken back is not sent', async () => {
  const wire = fakeWire();
  const { begin } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'id: 1\ndata: a\n\nid\ndata: b\n\n', 'break');
  await elapse(3_750);
  expect((await wire.arrival()).request.headers.has('last-event-id')).toBe(false);
});

test('an identifier that no header can carry ends the stream where it is lost', async () => {
  const wire = fakeWire();
  const { begin, seen, state } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'id: a\x01b\ndata: a\n\n', 'break');
  await elapse(3_750);
  await quiet();

  expect(seen).toEqual(['a']);
  expect(state.ending).toMatchObject({
    code: 'INVALID_REQUEST',
    message: 'streamEvents was given a header `last-event-id` with characters that no header can carry.',
  });
  expect(wire.requests).toHaveLength(1);
});

test('a time of nothing is a tenth of a second, and grows while nothing comes', async () => {
  const wire = fakeWire();
  const { begin } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'retry: 0\ndata: a\n\n', 'break');
  for (const [count, waitMs] of [125, 250, 500].entries()) {
    await elapse(waitMs - 1);
    expect(wire.requests).toHaveLength(count + 1);
    await elapse(1);
    (await wire.arrival()).fail(networkError('ECONNREFUSED'));
    await quiet();
  }
});

test('a time beyond what a timer takes is no reason to come back at once', async () => {
  const wire = fakeWire();
  const { begin } = await reading(wire);
  begin();
  sends(await wire.arrival(), `retry: ${2 ** 40}\ndata: a\n\n`, 'break');
  await elapse(3_600_000);
  expect(wire.requests).toHaveLength(1);
});

test('connections that bring nothing are waited for longer and longer, and at last given up', async () => {
  const wire = fakeWire();
  const { begin, seen, state } = await reading(wire, { reconnect: { maxAttempts: 3, maxDelayMs: 5_000 } });
  begin();
  sends(await wire.arrival(), 'id: 1\ndata: a\n\n', 'break');
  for (const [count, waitMs] of [3_750, 6_250, 6_250].entries()) {
    await elapse(waitMs - 1);
    expect(wire.requests).toHaveLength(count + 1);
    await elapse(1);
    (await wire.arrival()).fail(networkError('ECONNREFUSED'));
    await quiet();
  }

  expect(seen).toEqual(['a']);
  expect(state.ending).toMatchObject({ code: 'CONNECTION_FAILED', networkCode: 'ECONNREFUSED' });
});

test('an event makes up for the failures before it', async () => {
  const wire = fakeWire();
  const { begin, seen } = await reading(wire, { reconnect: { maxAttempts: 2 } });
  begin();
  for (const data of ['a', 'b', 'c', 'd', 'e']) {
    sends(await wire.arrival(), `id: 1\ndata: ${data}\n\n`, 'break');
    await elapse(3_750);
  }
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(wire.requests).toHaveLength(6);
});

test('a server that is not ready is asked again; one that answers is believed', async () => {
  const wire = fakeWire();
  const { begin, state } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'id: 1\ndata: a\n\n');
  await elapse(3_750);
  (await wire.arrival()).reply(503);
  await elapse(7_500);
  (await wire.arrival()).reply(404, { title: 'gone' });
  await quiet();

  expect(state.ending).toMatchObject({ code: 'RESPONSE_ERROR', status: 404, body: { title: 'gone' } });
  expect(wire.requests).toHaveLength(3);
});

test('a server that sends something else is not a stream any more', async () => {
  const wire = fakeWire();
  const { begin, state } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'id: 1\ndata: a\n\n');
  await elapse(3_750);
  (await wire.arrival()).reply(200, { now: 'JSON' });
  await quiet();

  expect(state.ending).toMatchObject({ code: 'DECODE_FAILED', status: 200 });
});

test('a stream without an id or a retry is at its end when it ends', async () => {
  const wire = fakeWire();
  const { begin, seen, state } = await reading(wire);
  begin();
  sends(await wire.arrival(), 'data: a\n\n');
  await elapse(60_000);

  expect(seen).toEqual(['a']);
  expect(state.ending).toBe('end');
  expect(wire.requests).toHaveLength(1);
});

test.each<[string, Omit<TestOptions, 'wire'>, CallOptions, number]>([
  ['a call that wants to', {}, { reconnect: true }, 2],
  ['a call that does not', {}, { reconnect: false }, 1],
  ['a client that does not', { reconnect: false }, {}, 1],
  ['a call that wants to where its client does not', { reconnect: false }, { reconnect: true }, 2],
])('%s: %j, %j: %i connections', async (_who, client, call, count) => {
  const wire = fakeWire();
  const { begin } = await reading(wire, client, call);
  begin();
  sends(await wire.arrival(), call.reconnect === true ? 'data: a\n\n' : 'id: 1\ndata: a\n\n');
  await elapse(10_000);

  expect(wire.requests).toHaveLength(count);
});

test('what is not a GET is not done again by itself', async () => {
  const wire = fakeWire();
  const operation = { ...operations.streamEvents, method: 'POST' } as const;
  const pending = aClient({ wire }).call<Stream<ServerSentEvent>, unknown>(operation, {});
  sends(await wire.arrival(), 'id: 1\ndata: a\n\n');
  await all(await pending);
  await elapse(60_000);

  expect(wire.requests).toHaveLength(1);
});

test('silence is a lost connection', async () => {
  const wire = fakeWire();
  const { begin } = await reading(wire, { timeout: { idleMs: 20_000 } });
  begin();
  const silent = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('id: 7\ndata: a\n\n')),
  });
  (await wire.arrival()).reply(200, silent, events);
  await elapse(20_000);
  await elapse(3_750);

  expect(wire.requests[1]?.headers.get('last-event-id')).toBe('7');
});

test('each connection is signed with the credential of its moment', async () => {
  const wire = fakeWire();
  const tokens = tokenEndpoint(30);
  wire.always(tokens.answer);
  const { begin } = await reading(wire, { auth: credentials });
  begin();
  sends(await wire.arrival(), 'retry: 60000\n\ndata: a\n\n');
  await elapse(75_000);
  await wire.arrival();

  const signatures = wire.requests
    .filter((request) => !isForToken(request))
    .map((request) => request.headers.get('authorization'));
  expect(signatures).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test.each(['abort', 'close'] as const)(
  'a stream that waits for its connection is ended by: %s',
  async (how) => {
    const wire = fakeWire();
    const controller = new AbortController();
    const api = aClient({ wire });
    const pending = streamEvents(api, { signal: controller.signal });
    sends(await wire.arrival(), 'id: 1\ndata: a\n\n');
    const iterator = (await pending)[Symbol.asyncIterator]();
    await iterator.next();
    const ended = expect(iterator.next()).rejects.toEqual(
      how === 'abort' ? 'enough' : expect.objectContaining({ code: 'CLIENT_CLOSED' }),
    );
    await elapse(1_000);
    if (how === 'abort') controller.abort('enough');
    else await api.close();
    await ended;
    await elapse(60_000);

    expect(wire.requests).toHaveLength(1);
  },
);

test('a reader who leaves while there is no connection gets none', async () => {
  const wire = fakeWire();
  const pending = streamEvents(aClient({ wire }));
  sends(await wire.arrival(), 'id: 1\ndata: a\n\n');
  const stream = await pending;
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  const waiting = iterator.next();
  await elapse(1_000);
  await stream.cancel();

  expect(await waiting).toEqual({ done: true, value: undefined });
  await elapse(60_000);
  expect(wire.requests).toHaveLength(1);
});
