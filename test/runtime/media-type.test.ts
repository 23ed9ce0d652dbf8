import { expect, test } from 'vitest';
import { bestMatch, kindOf, parameterOf } from '../../src/runtime/media-type.ts';

test.each([
  ['application/json', 'json'],
  ['Application/Problem+JSON; charset=utf-8', 'json'],
  ['text/json', 'json'],
  ['text/csv', 'text'],
  ['text/event-stream', 'events'],
  ['application/x-ndjson', 'lines'],
  ['application/jsonl', 'lines'],
  ['application/json-lines', 'lines'],
  ['application/json-seq', 'sequence'],
  ['application/geo+json-seq', 'sequence'],
  ['application/pdf', 'bytes'],
  ['image/*', 'bytes'],
  ['*/*', 'any'],
  ['application/*', 'any'],
])('%s is read as %s', (type, kind) => {
  expect(kindOf(type)).toBe(kind);
});

test.each([
  [['application/json', 'text/plain'], 'text/plain; charset=utf-8', 'text/plain'],
  [['*/*', 'text/*', 'text/csv'], 'text/csv', 'text/csv'],
  [['*/*', 'text/*'], 'text/csv', 'text/*'],
  [['*/*'], 'image/png', '*/*'],
  [['application/*', 'application/*+json'], 'application/problem+json', 'application/*+json'],
  [['application/json; v=1', 'application/json; v=2'], 'application/json;v=2', 'application/json; v=2'],
  [['application/json; v=1', 'application/json'], 'application/json; v=3', 'application/json'],
  [['application/json; charset=utf-8'], 'application/json', 'application/json; charset=utf-8'],
  [['application/json'], 'application/problem+json', undefined],
  [['text/plain'], 'image/png', undefined],
])('of %j, %s falls under %s', (documented, contentType, expected) => {
  expect(bestMatch(documented, contentType)).toBe(expected);
});

test('a parameter is read without its quotes, and semicolons within them are no borders', () => {
  expect(parameterOf('multipart/mixed; boundary="a;b\\"c"; charset=UTF-8', 'boundary')).toBe('a;b"c');
  expect(parameterOf('text/plain; a="x;charset=latin1"; charset=UTF-8', 'charset')).toBe('utf-8');
});
