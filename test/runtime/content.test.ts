/** Bodies as wholes: what their bytes say, and which of them are refused. */

import { expect, test } from 'vitest';
import type { Operation, Reply } from '../../src/runtime/index.ts';
import { readOf } from '../support/reading.ts';

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function anOperation(type: Reply): Operation {
  return { id: 'read', method: 'GET', path: '/', resource: 'things', replies: { 200: type } };
}

/** In chunks, as a body comes whose length nobody has told. */
function chunked(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: (controller) => {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
}

const read = (type: string, body: BodyInit, maxBytes = 1_000) =>
  readOf(anOperation(type), new Response(body, { headers: { 'content-type': type } }), { maxBytes });

test.each([
  ['text/plain; charset=iso-8859-1', Uint8Array.of(0xe9), 'é'],
  ['text/plain; charset="windows-1252"', Uint8Array.of(0x80), '€'],
  ['text/plain; charset=utf-16le', Uint8Array.of(0xe9, 0), 'é'],
  ['text/plain', utf8('é'), 'é'],
  ['text/plain; charset=klingon', utf8('é'), 'é'],
  ['text/plain; charset=iso-8859-1', Uint8Array.of(0xef, 0xbb, 0xbf, 0xc3, 0xa9), 'é'],
  ['text/plain', Uint8Array.of(0xfe, 0xff, 0, 0xe9), 'é'],
  ['text/plain', Uint8Array.of(0xff, 0xfe, 0xe9, 0), 'é'],
])('text: %s with %j is %s', async (type, bytes, text) => {
  expect((await read(type, new Uint8Array(bytes))).body).toBe(text);
});

test('JSON may begin with a byte order mark: RFC 8259 §8.1', async () => {
  const body = Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('{"a":1}'));
  expect((await read('application/json', body)).body).toEqual({ a: 1 });
});

test('JSON is UTF-8, whatever its content type says', async () => {
  expect((await read('application/json; charset=iso-8859-1', utf8('"é"'))).body).toBe('é');
});

test('JSON that is no UTF-8 is read in the charset it names', async () => {
  const latin1 = Uint8Array.of(0x22, 0xe9, 0x22);
  expect((await read('application/json; charset=iso-8859-1', latin1)).body).toBe('é');
});

test('JSON that is no UTF-8 at all is a flaw, and its bytes are kept', async () => {
  const bytes = Uint8Array.of(0x22, 0xc3, 0x28, 0x22);
  const reply = await read('application/json', bytes);
  expect(reply.flaw).toBe('its body is not UTF-8');
  expect(new Uint8Array(await reply.response().arrayBuffer())).toEqual(bytes);
});

test('a member called __proto__ is a member, and nobody becomes what it says', async () => {
  const { body } = await read('application/json', '{"__proto__":{"isAdmin":true},"a":1}');
  expect(Object.keys(Object(body))).toEqual(['__proto__', 'a']);
  expect(Object(body).isAdmin).toBeUndefined();
  expect({}).not.toHaveProperty('isAdmin');
});

test('a thousand levels of JSON are read', async () => {
  const reply = await read('application/json', '['.repeat(1_000) + ']'.repeat(1_000), 10_000);
  expect(reply.flaw).toBeUndefined();
});

test.each([
  ['arrays', '['.repeat(1_001) + ']'.repeat(1_001)],
  ['objects', `${'{"a":'.repeat(1_001)}1${'}'.repeat(1_001)}`],
  ['very many arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
])('more are a flaw: %s', async (_what, text) => {
  const reply = await read('application/json', text, 1_000_000);
  expect(reply.flaw).toBe('its application/json body is nested deeper than 1000 levels');
});

test('a wide document is not a deep one', async () => {
  const wide = Array.from({ length: 2_000 }, () => ({ a: [] }));
  expect((await read('application/json', JSON.stringify(wide), 100_000)).body).toEqual(wide);
});

test.each([
  ['application/json', '""'],
  ['text/plain', ''],
  ['application/pdf', ''],
])('%s: a body of as many bytes as are allowed is read', async (type, quotes) => {
  const half = quotes.slice(0, 1);
  const reply = await read(type, chunked(utf8(half + 'x'.repeat(8)), utf8(half)), 8 + quotes.length);
  expect(reply.flaw).toBeUndefined();
});

test.each(['application/json', 'text/plain', 'application/pdf'])(
  '%s: one byte more is a flaw as soon as it comes, and the rest is not waited for',
  async (type) => {
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(4)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const reply = await read(type, endless, 11);
    expect(reply.flaw).toBe(
      'its body is larger than `maxResponseBytes` (11); raise the limit, or read it with `.stream()`',
    );
    expect(isCancelled).toBe(true);
    expect(new Uint8Array(await reply.response().arrayBuffer())).toHaveLength(12);
  },
);

test('a body that says that it is too long is not read at all', async () => {
  let pulls = 0;
  const body = new ReadableStream(
    {
      pull: () => {
        pulls += 1;
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { 'content-type': 'application/json', 'content-length': '12' };
  const reply = await readOf(anOperation('application/json'), new Response(body, { headers }), {
    maxBytes: 11,
  });
  expect(reply.flaw).toMatch(/^its body is larger than/);
  expect(pulls).toBe(0);
});

test('what unpacks to more than is allowed is found out while it unpacks', async () => {
  const headers = { 'content-type': 'text/plain', 'content-encoding': 'gzip', 'content-length': '5' };
  const response = new Response(chunked(utf8('x'.repeat(20))), { headers });
  const reply = await readOf(anOperation('text/plain'), response, { maxBytes: 10 });
  expect(reply.flaw).toMatch(/^its body is larger than/);
});

test('an empty text is a text, and an empty file a file', async () => {
  expect(await read('text/csv', '')).toMatchObject({ body: '', flaw: undefined });
  expect((await read('application/pdf', '')).body).toMatchObject({ size: 0, type: 'application/pdf' });
});
