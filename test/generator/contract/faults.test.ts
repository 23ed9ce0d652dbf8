/** What says nothing about the SDK is told apart from what does. */

import { expect, test } from 'vitest';
import type { Case } from '../../../generator/src/contract/cases.ts';
import type { Seen, Violation } from '../../../generator/src/contract/mock/protocol.ts';
import { faultBehind } from '../../../generator/src/contract/prism-faults.ts';
import type { Operation } from '../../../generator/src/model.ts';
import { aDocument, anOperation, reading } from '../support.ts';

const body = { content: { 'application/json': { schema: { type: 'object' } } } };

function operationWith(parts: Record<string, unknown>, path = '/pets'): Operation {
  const [operation] = reading(aDocument({ paths: { [path]: { post: anOperation(parts) } } })).api.operations;
  if (!operation) throw new Error('it was not read');
  return operation;
}

const asked = (args: Record<string, unknown>): Case => ({ title: '', amount: 'full', args });
const sent = { method: 'POST', url: '/pets', headers: {} };
const seen = (json?: unknown): Seen => ({ id: 1, sent, violations: [], json });
const violation = (place: string, rule: string, message = ''): Violation => ({
  direction: 'request',
  place: `request.${place}`,
  rule,
  message,
});

test('a JSON body that arrived as it was given is the fault of whoever chose it', () => {
  const operation = operationWith({ requestBody: body });
  const wrong = [violation('body.a', 'oneOf', 'must match exactly one')];
  expect(faultBehind(operation, asked({ body: { a: 1 } }), seen({ a: 1 }), wrong)).toMatch(
    /No input was found/,
  );
});

test('a JSON body that arrived changed is ours', () => {
  const operation = operationWith({ requestBody: body });
  const wrong = [violation('body.a', 'type')];
  expect(faultBehind(operation, asked({ body: { a: 1 } }), seen({ a: '1' }), wrong)).toBeUndefined();
});

test('what Prism cannot read in a query is its own fault, and nothing else in it', () => {
  const parameters = [
    { name: 'filter', in: 'query', schema: { type: 'object', properties: { a: { type: 'string' } } } },
    { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
  ];
  const operation = operationWith({ parameters });
  const of = (...places: string[]) =>
    faultBehind(
      operation,
      asked({}),
      seen(),
      places.map((place) => violation(place, 'type')),
    );
  expect(of('query.filter')).toMatch(/objects in the query/);
  expect(of('query.tags')).toBeUndefined();
  expect(of('query.limit')).toBeUndefined();
  expect(of('query.filter', 'query.limit')).toBeUndefined();
});

test('a path is not found where its parameters have such names as Prism takes for text', () => {
  const wrong = [violation('', 'no_path_matched_error')];
  const named = (name: string) => {
    const parameters = [{ name, in: 'path', required: true, schema: { type: 'string' } }];
    return operationWith({ parameters }, `/token/{${name}}`);
  };
  expect(faultBehind(named('a.b'), asked({}), seen(), wrong)).toMatch(/such names of parameters/);
  expect(faultBehind(named('a-b'), asked({}), seen(), wrong)).toBeUndefined();
  expect(faultBehind(operationWith({}, '/token?refresh'), asked({}), seen(), wrong)).toBeUndefined();
});

test('what a real server answers wrongly is no fault of Prism', () => {
  const wrong: Violation[] = [{ direction: 'response', place: 'response.body', rule: 'type', message: '' }];
  expect(faultBehind(operationWith({}), asked({}), seen(), wrong)).toBeUndefined();
});

test('a form of which nothing is required may be empty, though Prism takes it for no body', () => {
  const form = { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } };
  const operation = operationWith({ requestBody: { required: true, ...form } });
  const wrong = [{ ...violation('', 'required'), place: '' }];
  expect(faultBehind(operation, asked({ body: {} }), seen(), wrong)).toMatch(/nothing in it/);
  const full = { ...seen(), sent: { ...sent, body: 'a=b' } };
  expect(faultBehind(operation, asked({ body: { a: 'b' } }), full, wrong)).toBeUndefined();
});
