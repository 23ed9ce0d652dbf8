/** Bodies of many JSON texts. */

import { expect, test } from 'vitest';
import { encodeBody } from '../../../src/runtime/body.ts';
import { aWrite, overTime, sent } from './a-body.ts';

const items = [{ a: 1 }, 'b\nc', 9007199254740993n];
const lines = '{"a":1}\n"b\\nc"\n9007199254740993\n';

test.each(['application/x-ndjson', 'application/jsonl'])('%s is a line for each item', async (type) => {
  for (const value of [items, new Set(items), overTime(...items)]) {
    const request = sent({ type }, value);
    expect(request.headers.get('content-type')).toBe(type);
    expect(await request.text()).toBe(lines);
  }
});

test('application/json-seq is a record for each item: RFC 7464', async () => {
  const request = sent({ type: 'application/json-seq' }, items);
  expect(await request.text()).toBe('\x1e{"a":1}\n\x1e"b\\nc"\n\x1e9007199254740993\n');
});

test('what has been written goes out as it is', async () => {
  const type = 'application/x-ndjson';
  for (const value of [lines, new Blob([lines]), new Blob([lines]).stream(), Buffer.from(lines)]) {
    expect(await sent({ type }, value).text()).toBe(lines);
  }
});

test('a list can be sent again, what comes over time cannot', () => {
  const isReplayable = (body: unknown) =>
    encodeBody(aWrite({ type: 'application/x-ndjson' }), { body })?.isReplayable;
  expect(isReplayable(items)).toBe(true);
  expect(isReplayable(overTime(...items))).toBe(false);
});
