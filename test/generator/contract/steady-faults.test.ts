/** What Steady has to say against a request, and says nothing about the SDK, is told apart from what does. */

import { expect, test } from 'vitest';
import type { Case } from '../../../generator/src/contract/cases.ts';
import type { Seen, Violation } from '../../../generator/src/contract/mock/protocol.ts';
import { faultBehind } from '../../../generator/src/contract/steady-faults.ts';
import type { Operation } from '../../../generator/src/model.ts';
import { aDocument, anOperation, reading } from '../support.ts';

function operationWith(parts: Record<string, unknown>): Operation {
  const [operation] = reading(aDocument({ paths: { '/pets': { post: anOperation(parts) } } })).api.operations;
  if (!operation) throw new Error('it was not read');
  return operation;
}

const asked = (args: Record<string, unknown>): Case => ({ title: '', amount: 'full', args });
const sent = { method: 'POST', url: '/pets', headers: {} };
const seen = (json?: unknown): Seen => ({ id: 1, sent, violations: [], json });
const violation = (place: string, message = ''): Violation => ({
  direction: 'request',
  place,
  rule: 'E3008',
  message,
});

test('in the query: objects, lists of style deepObject and alternatives, and nothing else', () => {
  const list = { type: 'array', items: { type: 'string' } };
  const parameters = [
    { name: 'filter', in: 'query', schema: { type: 'object', properties: { a: { type: 'string' } } } },
    { name: 'expand', in: 'query', style: 'deepObject', schema: list },
    { name: 'has', in: 'query', schema: { oneOf: [{ type: 'string' }, list] } },
    { name: 'tags', in: 'query', schema: list },
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
  ];
  const operation = operationWith({ parameters });
  const of = (...places: string[]) =>
    faultBehind(
      operation,
      asked({ tags: ['a'] }),
      seen(),
      places.map((place) => violation(place)),
    );
  expect(of('query.filter')).toMatch(/objects in the query/);
  expect(of('query.filter.a')).toMatch(/objects in the query/);
  expect(of('query.expand[]')).toMatch(/lists of style deepObject/);
  expect(of('query.has')).toMatch(/alternatives/);
  for (const place of ['query.tags', 'query.limit', 'query.filters', 'header.x', 'path.id'])
    expect(of(place)).toBeUndefined();
  expect(of('query.filter', 'query.limit')).toBeUndefined();
  expect(of()).toBeUndefined();
});

test('in a form: what is data, and what is text for a number, and nothing else', () => {
  const schema = { type: 'object', properties: { period: { type: 'object' }, name: { type: 'string' } } };
  const requestBody = { content: { 'application/x-www-form-urlencoded': { schema } } };
  const operation = operationWith({ requestBody });
  const of = (place: string, message: string) =>
    faultBehind(operation, asked({ body: { period: { from: 1 }, name: 'a' } }), seen(), [
      violation(place, message),
    ]);
  expect(of('body', 'Unknown property: period[from]')).toMatch(/forms/);
  expect(of('body', 'Missing required property: period')).toMatch(/forms/);
  expect(of('body.count', 'Expected type integer,null, got string')).toMatch(/forms/);
  expect(of('body', 'Missing required property: name')).toBeUndefined();
  expect(of('body.name', 'Value "b" is not in allowed values')).toBeUndefined();
});

test('a JSON body is the fault of whoever chose it where it arrived as it was given, and ours where it did not', () => {
  const operation = operationWith({ requestBody: { content: { 'application/json': { schema: {} } } } });
  const of = (json: unknown) =>
    faultBehind(operation, asked({ body: { a: 1 } }), seen(json), [violation('body.a', 'ambiguous')]);
  expect(of({ a: 1 })).toBe('No input was found that the schema allows: ambiguous.');
  expect(of({ a: '1' })).toBeUndefined();
});
