/** Lines of JSON and JSON sequences, item by item. */

import { expect, test } from 'vitest';
import type { Operation, Stream } from '../../src/runtime/index.ts';
import { all, readOf } from '../support/reading.ts';

function anOperation(type: string): Operation {
  return { id: 'export', method: 'GET', path: '/', resource: 'things', replies: { 200: type } };
}

async function streamOf(type: string, chunks: readonly (string | Uint8Array)[], maxBytes = 1_000) {
  const left = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
  const state = { isCancelled: false };
  const body = new ReadableStream(
    {
      pull: (controller) => {
        const chunk = left.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel: () => {
        state.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, { headers: { 'content-type': type } });
  const reply = await readOf(anOperation(type), response, { maxBytes });
  return { stream: reply.body as Stream<unknown>, streamed: reply.streamed, state };
}

async function itemsOf(type: string, chunks: readonly (string | Uint8Array)[], maxBytes?: number) {
  const { stream } = await streamOf(type, chunks, maxBytes);
  return all(stream);
}

test.each([
  ['one line a chunk', ['{"a":1}\n', '2\n']],
  ['lines across chunks', ['{"a', '":1}\n2', '\n']],
  ['a last line without its end', ['{"a":1}\n2']],
  ['carriage returns', ['{"a":1}\r\n2\r\n']],
  ['empty lines', ['\n\n{"a":1}\n\n2\n']],
])('lines: %s', async (_case, chunks) => {
  expect(await itemsOf('application/x-ndjson', chunks)).toEqual([{ a: 1 }, 2]);
});

test('a character may be cut by chunks', async () => {
  const bytes = [...new TextEncoder().encode('"é"\n')].map((byte) => Uint8Array.of(byte));
  expect(await itemsOf('application/jsonl', bytes)).toEqual(['é']);
});

test('a sequence: each text after its record separator, line breaks within allowed (RFC 7464)', async () => {
  expect(await itemsOf('application/json-seq', ['\u001e{"a":\n1}\n\u001e', '2\n'])).toEqual([{ a: 1 }, 2]);
});

test.each(['12', '-1.5', 'true', 'null'])(
  'a sequence: %s without a line feed behind it may be the beginning of something else',
  async (text) => {
    const { stream } = await streamOf('application/json-seq', [`\u001e"a"\n\u001e${text}`]);
    const items = stream[Symbol.asyncIterator]();
    expect(await items.next()).toEqual({ done: false, value: 'a' });
    await expect(items.next()).rejects.toThrow('an item is cut off');
  },
);

test.each(['"a"', '[1]', '{}'])('a sequence: %s is whole without a line feed, too', async (text) => {
  expect(await itemsOf('application/json-seq', [`\u001e${text}\u001e${text}`])).toEqual([
    JSON.parse(text),
    JSON.parse(text),
  ]);
});

test('nothing is no item', async () => {
  expect(await itemsOf('application/x-ndjson', [])).toEqual([]);
});

test('a line that is no JSON ends the stream after those before it', async () => {
  const { stream, streamed, state } = await streamOf('application/x-ndjson', ['1\n{"a":\n3\n', '4\n']);
  const items: unknown[] = [];
  await expect(async () => {
    for await (const item of stream) items.push(item);
  }).rejects.toThrow('an item is not valid JSON');
  await streamed;
  expect(items).toEqual([1]);
  expect(state.isCancelled).toBe(true);
});

test('a line that is no UTF-8 is refused', async () => {
  await expect(
    itemsOf('application/x-ndjson', [Uint8Array.of(0x22, 0xc3, 0x28, 0x22, 0x0a)]),
  ).rejects.toThrow('an item is not UTF-8');
});

test('the limit is one of each item, not of all', async () => {
  const lines = Array.from({ length: 100 }, () => '"12345678"\n');
  expect(await itemsOf('application/x-ndjson', lines, 10)).toHaveLength(100);
  await expect(itemsOf('application/x-ndjson', ['"', 'x'.repeat(20)], 10)).rejects.toThrow(
    'an item is longer than `maxResponseBytes` (10)',
  );
});

test('leaving early lets go of the connection', async () => {
  const { stream, streamed, state } = await streamOf('application/x-ndjson', ['1\n', '2\n']);
  for await (const _item of stream) break;
  await streamed;
  expect(state.isCancelled).toBe(true);
});

test('a stream that nobody wants is cancelled by hand, or by `await using`', async () => {
  const { stream, state } = await streamOf('application/x-ndjson', ['1\n']);
  {
    await using _unwanted = stream;
  }
  expect(state.isCancelled).toBe(true);
  expect(await all(stream)).toEqual([]);
});
