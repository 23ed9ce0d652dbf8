/**
 * The format of `text/event-stream` (WHATWG HTML §9.2.5, §9.2.6), after the cases of web-platform-tests'
 * `eventsource/format-*`: each read as a whole, byte by byte, and with every cut there is.
 */

import { expect, test } from 'vitest';
import { EventFeed, eventFormat } from '../../src/runtime/event-stream.ts';
import { Flow } from '../../src/runtime/flow.ts';
import type { ServerSentEvent } from '../../src/runtime/stream.ts';

async function eventsOf(chunks: readonly Uint8Array[]): Promise<ServerSentEvent<unknown>[]> {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const flow = new Flow(body, { signal: AbortSignal.any([]), idleMs: 1_000, explain: (error) => error });
  const events: ServerSentEvent<unknown>[] = [];
  for await (const event of new EventFeed(flow, eventFormat(undefined, 1_000)).events()) events.push(event);
  return events;
}

function cutEverywhere(bytes: Uint8Array): Uint8Array[][] {
  const cuts = Array.from(bytes, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);
  return [[bytes], Array.from(bytes, (byte) => new Uint8Array([byte])), ...cuts];
}

const data = (...texts: string[]) => texts.map((text) => ({ data: text }));

const cases: readonly [title: string, text: string, events: object[]][] = [
  ['a byte order mark is no part of it', '\ufeffdata:1\n\ndata:2\n\ndata:3', data('1', '2')],
  [
    'comments',
    `data:1\r:\0\n:\r\ndata:2\n:${'x'.repeat(200)}\rdata:3\n:data:fail\r:${'x'.repeat(200)}\ndata:4\n\n`,
    data('1\n2\n3\n4'),
  ],
  [
    'data before the empty line that is missing',
    'retry:1000\ndata:test1\n\nid:test\ndata:test2',
    data('test1'),
  ],
  ['fields named data', 'data:\n\ndata\ndata\n\ndata:test\n\n', data('', '\n', 'test')],
  [
    'fields named event',
    'event:test\ndata:x\n\ndata:x\n\n',
    [
      { event: 'test', data: 'x' },
      { event: 'message', data: 'x' },
    ],
  ],
  ['an empty event is a message', 'event: \ndata:data\n\n', [{ event: 'message', data: 'data' }]],
  ['an event without data is none', 'event: x\n\ndata:1\n\n', [{ event: 'message', data: '1' }]],
  [
    'parsing of fields',
    'data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n',
    data('\0\n 2\n1\n3\n\n4'),
  ],
  [
    'fields that nobody knows',
    'data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacomment\ndata:test\n\n',
    data('test\n\ntest'),
  ],
  ['one space is dropped, and nothing else', 'data:\ttest\rdata: \ndata:test\n\n', data('\ttest\n\ntest')],
  ['newlines of all kinds', 'data:test\r\ndata\ndata:test\r\n\r\n', data('test\n\ntest')],
  ['returns alone, the last thing there is', 'data:a\r\rdata:b\r\r', data('a', 'b')],
  ['a null character', 'data:\0\n\n\n\n', data('\0')],
  ['UTF-8', 'data:ok…🙂\n\n', data('ok…🙂')],
  [
    'identifiers stay until there is another',
    'id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n',
    [
      { id: '1', data: 'a' },
      { id: '1', data: 'b' },
      { id: '', data: 'c' },
    ],
  ],
  ['an identifier with a null character is none', 'id: 1\nid: \x002\ndata: a\n\n', [{ id: '1', data: 'a' }]],
  [
    'an identifier without data counts',
    'data: a\n\nid: 7\n\ndata: b\n\n',
    [
      { id: undefined, data: 'a' },
      { id: '7', data: 'b' },
    ],
  ],
];

test.each(cases)('%s', async (_, text, expected) => {
  for (const chunks of cutEverywhere(new TextEncoder().encode(text))) {
    const events = await eventsOf(chunks);
    expect(events).toHaveLength(expected.length);
    expect(events).toMatchObject(expected);
  }
});

// Whole: Node 24's decoder takes two of them for one where the first is cut.
test('a second byte order mark is part of the first line', async () => {
  const bytes = new TextEncoder().encode('\ufeff\ufeffdata:1\n\ndata:2\n\n');
  expect(await eventsOf([bytes])).toMatchObject(data('2'));
});

test('bytes that are no UTF-8 become U+FFFD', async () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('data:'), 0xff, 10, 10]);
  expect(await eventsOf([bytes])).toMatchObject(data('\ufffd'));
});

test('an event that ends in a return is there before anything follows it', async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('data: a\r\r')),
  });
  const flow = new Flow(body, { signal: AbortSignal.any([]), idleMs: 1_000, explain: (error) => error });
  const feed = new EventFeed(flow, eventFormat(undefined, 1_000));
  const { value } = await feed.events().next();
  expect(value).toMatchObject({ data: 'a' });
  feed.letGo();
});
