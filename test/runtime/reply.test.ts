import { expect, test } from 'vitest';
import { documentedReply } from '../../src/runtime/due.ts';
import type { Reply as Documented, Operation, ServerSentEvent } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { readOf } from '../support/reading.ts';
import { aPortfolio, getPortfolio } from '../support/sdk.ts';
import { aReply, fakeWire, type ReplyBody } from '../support/wire.ts';

function anOperation(
  replies: Readonly<Record<string, Documented>>,
  method: Operation['method'] = 'GET',
): Operation {
  return { id: 'read', method, path: '/', resource: 'things', replies };
}

const json = { 200: 'application/json' };
const read = (
  replies: Readonly<Record<string, Documented>>,
  status: number,
  body?: ReplyBody,
  type?: string,
) => readOf(anOperation(replies), aReply(status, body, type === undefined ? {} : { 'content-type': type }));

test.each([
  ['application/json', '{"a":1}', { a: 1 }],
  ['application/json; charset=utf-8', '[1]', [1]],
  ['application/problem+json', '{"title":"x"}', { title: 'x' }],
  ['APPLICATION/JSON', 'null', null],
  ['text/csv', 'a;b', 'a;b'],
])('%s: %s is read as %j', async (type, text, expected) => {
  const reply = await read({ 200: type }, 200, text, type);
  expect(reply).toMatchObject({ body: expected, text, flaw: undefined, isDocumented: true });
});

test('bytes are read as a Blob', async () => {
  const reply = await read({ 200: 'image/png' }, 200, new Uint8Array([1, 2]), 'image/png');
  expect(reply.body).toBeInstanceOf(Blob);
  expect(reply.body).toMatchObject({ size: 2, type: 'image/png' });
});

test.each([204, 205, 304])('a %i has no body, and that is no flaw', async (status) => {
  const reply = await read({ [status]: null }, status);
  expect(reply).toMatchObject({ body: undefined, flaw: undefined, isDocumented: true });
});

test('a reply without a content type is read as what is documented', async () => {
  const response = new Response(new TextEncoder().encode('{"a":1}'));
  expect((await readOf(anOperation(json), response)).body).toEqual({ a: 1 });
});

test('an empty body where one is documented is a flaw', async () => {
  expect(await read(json, 200)).toMatchObject({ flaw: 'it is empty where application/json is documented' });
  expect(await read(json, 200, '', 'application/json')).toMatchObject({
    body: undefined,
    flaw: 'it is empty where application/json is documented',
  });
});

test('an empty body where none is documented is none', async () => {
  expect(await read({ 202: null }, 202)).toMatchObject({ body: undefined, flaw: undefined });
});

test('an empty error is an error without a body, not a flaw', async () => {
  expect(await read({ 200: 'application/json', 404: 'application/json' }, 404)).toMatchObject({
    body: undefined,
    flaw: undefined,
  });
});

test('text where JSON is documented is a flaw: most often the page of a proxy', async () => {
  expect(await read(json, 200, '<html>', 'text/html')).toMatchObject({
    flaw: 'its content type is text/html where application/json is documented',
  });
});

test('bytes where JSON is documented are a flaw', async () => {
  expect(await read(json, 200, 'x', 'application/octet-stream')).toMatchObject({
    flaw: 'its content type is application/octet-stream where application/json is documented',
  });
});

test('JSON where text is documented is the text that it is', async () => {
  expect(await read({ 200: 'text/plain' }, 200, '{"a":1}', 'application/json')).toMatchObject({
    body: '{"a":1}',
    flaw: undefined,
  });
});

test('broken JSON is a flaw, and its text is kept', async () => {
  expect(await read(json, 200, '{"a":', 'application/json')).toMatchObject({
    body: '{"a":',
    flaw: 'its application/json body is not valid JSON',
  });
});

test('a HEAD has no body, whatever it says of its type', async () => {
  const response = aReply(200, null, { 'content-type': 'application/json', 'content-length': '12' });
  const reply = await readOf(anOperation({ 200: null }, 'HEAD'), response);
  expect(reply).toMatchObject({ body: undefined, flaw: undefined });
});

test.each<[Readonly<Record<string, Documented>>, number, Documented | undefined]>([
  [{ 404: 'a/b', '4XX': 'c/d', default: 'e/f' }, 404, 'a/b'],
  [{ 404: 'a/b', '4XX': 'c/d', default: 'e/f' }, 409, 'c/d'],
  [{ 404: 'a/b', '4XX': 'c/d', default: 'e/f' }, 500, 'e/f'],
  [{ 404: null, '4XX': 'c/d' }, 404, null],
  [{ '2XX': null, default: 'e/f' }, 204, null],
  [{ 404: 'a/b' }, 500, undefined],
])('of %j, what counts for a %i is %j', (replies, status, expected) => {
  expect(documentedReply(anOperation(replies), status)).toBe(expected);
});

test('a status that the spec does not name is not documented', async () => {
  expect((await read(json, 418, {})).isDocumented).toBe(false);
});

test('where nothing is documented, everything is', async () => {
  expect((await read({}, 418, {})).isDocumented).toBe(true);
});

test('a response can be read again, after it has been read', async () => {
  const reply = await read(json, 200, { a: 1 });
  expect(await reply.response().json()).toEqual({ a: 1 });
  expect(await reply.response().json()).toEqual({ a: 1 });
  expect(reply.response().headers.get('content-type')).toBe('application/json');
});

test('an event stream is read event by event, across chunks and characters', async () => {
  const bytes = new TextEncoder().encode(
    'id: 1\nevent: price\ndata: {"é":\ndata: 1}\n\n: comment\n\ndata: two\n\n',
  );
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const reply = await read({ 200: 'text/event-stream' }, 200, stream, 'text/event-stream');

  const events: ServerSentEvent[] = [];
  for await (const event of reply.body as AsyncIterable<ServerSentEvent>) events.push(event);
  await reply.streamed;

  expect(events).toMatchObject([{ id: '1', event: 'price', data: '{"é":\n1}' }, { data: 'two' }]);
});

test('an event stream that is left early is let go of', async () => {
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('data: one\n\n')),
    cancel: () => {
      isCancelled = true;
    },
  });
  const reply = await read({ 200: 'text/event-stream' }, 200, stream, 'text/event-stream');

  for await (const _event of reply.body as AsyncIterable<ServerSentEvent>) break;
  await reply.streamed;

  expect(isCancelled).toBe(true);
});

test.each([
  [201, 'application/json'],
  [202, 'application/json'],
])('a success the spec does not know is data too: %i', async (status, type) => {
  const wire = fakeWire();
  wire.always(() => aReply(status, JSON.stringify(aPortfolio()), { 'content-type': type }));

  await expect(getPortfolio(aClient({ wire }), { portfolioId: 'p1' })).resolves.toEqual(aPortfolio());
});
