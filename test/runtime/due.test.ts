/** What is made of a reply, by what is documented and what came. */

import { expect, test } from 'vitest';
import { dueOf } from '../../src/runtime/due.ts';

const json = 'application/json';

test.each([
  // documented, came, kind, documented media type it falls under
  [[json, 'text/csv'], 'text/csv; charset=utf-8', 'text', 'text/csv'],
  [[json, 'text/csv'], 'application/json', 'json', json],
  [[json], 'application/vnd.api+json', 'json', json],
  [['application/pdf'], 'application/octet-stream', 'bytes', 'application/pdf'],
  [['application/octet-stream'], json, 'bytes', 'application/octet-stream'],
  [['text/plain'], json, 'text', 'text/plain'],
  [['image/*'], 'image/png', 'bytes', 'image/*'],
  [['*/*'], json, 'json', '*/*'],
  [['*/*'], 'text/plain', 'text', '*/*'],
  [['*/*'], 'image/png', 'bytes', '*/*'],
  [['*/*'], 'text/event-stream', 'bytes', '*/*'],
  [['application/x-ndjson'], 'application/jsonl', 'lines', 'application/x-ndjson'],
  [[json, 'text/event-stream'], 'text/event-stream', 'events', 'text/event-stream'],
  [['application/json-seq'], null, 'sequence', 'application/json-seq'],
  [[json], null, 'json', json],
  [[], null, 'bytes', undefined],
  [[], 'application/x-ndjson', 'lines', undefined],
] as const)('of %j and %s it is %s, under %s', (documented, came, kind, contentType) => {
  expect(dueOf(documented, came, 200)).toEqual({ kind, contentType, flaw: undefined });
});

test.each([
  [[json], 'text/html', 'its content type is text/html where application/json is documented'],
  [
    [json, 'text/csv'],
    'image/png',
    'its content type is image/png where application/json or text/csv is documented',
  ],
  [
    ['application/x-ndjson'],
    json,
    'its content type is application/json where application/x-ndjson is documented',
  ],
] as const)('of %j, %s is not what was due', (documented, came, flaw) => {
  expect(dueOf(documented, came, 200).flaw).toBe(flaw);
});

test('an error is read as a whole, whatever its kind', () => {
  expect(dueOf([], 'text/event-stream', 500).kind).toBe('text');
  expect(dueOf([], 'application/x-ndjson', 500).kind).toBe('text');
  expect(dueOf([], null, 500).kind).toBe('text');
});

test('a content type that is none is not repeated', () => {
  expect(dueOf([json], 'text/\u001b[31mred', 200).flaw).toBe(
    'its content type is none that can be read where application/json is documented',
  );
});
