/**
 * Small documents that would keep a careless reader busy for ever: schemas that are reached in a trillion ways,
 * and lists of thousands where nobody expects ten.
 */

import { expect, test } from 'vitest';
import { emitMsw } from '../../generator/src/emit/msw/module.ts';
import { emitRepositories } from '../../generator/src/emit/repositories/module.ts';
import { validationFor } from '../../generator/src/emit/validation/module.ts';
import { aDocument, anOperation, emitted, json, withOperation } from './support.ts';

const refer = (index: number) => ({ $ref: `#/components/schemas/A${index}` });
const length = 40;

/** Forty schemas, each made of the next one twice. */
function chain(link: (next: object, index: number) => object): Record<string, unknown> {
  const links = Array.from({ length }, (_, index) => [`A${index}`, link(refer(index + 1), index)] as const);
  const last = {
    type: 'object',
    properties: { kind: { enum: ['a'] }, at: { type: 'string', format: 'date-time' } },
  };
  return { ...Object.fromEntries(links), [`A${length}`]: last };
}

const other = (index: number) => ({ type: 'object', properties: { kind: { enum: [`b${index}`] } } });

test.each<[string, Record<string, unknown>]>([
  ['all of the next', chain((next) => ({ allOf: [next, next] }))],
  ['one of the next', chain((next) => ({ oneOf: [next, next] }))],
  ['one of the next, and of others', chain((next, index) => ({ oneOf: [next, next, other(index)] }))],
  ['all and one in turn', chain((next, index) => ({ [index % 2 ? 'allOf' : 'anyOf']: [next, next] }))],
  [
    'any list of the next',
    chain((next) => ({
      anyOf: [
        { type: 'array', items: next },
        { type: 'array', items: next },
      ],
    })),
  ],
  [
    'members of the next',
    chain((next) => ({ properties: { a: next, b: next }, additionalProperties: { oneOf: [next, next] } })),
  ],
  ['what requires the next', chain((next) => ({ required: ['a', 'b'], properties: { a: next, b: next } }))],
  [
    'heirs of the next',
    {
      ...chain((next) => ({ allOf: [next, next], properties: {} })),
      [`A${length}`]: {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        properties: { kind: { type: 'string' } },
      },
    },
  ],
  [
    'a page of pages',
    chain((next) => ({
      type: 'object',
      properties: { data: { type: 'array', items: next }, next, meta: next, links: next },
    })),
  ],
])('%s, twice, forty times', { timeout: 20_000 }, (_title, schemas) => {
  const body = {
    content: { 'application/json': { schema: refer(0) }, 'application/xml': { schema: refer(0) } },
  };
  const operation = anOperation({
    parameters: [{ name: 'filter', in: 'query', schema: refer(0) }],
    requestBody: body,
    responses: {
      200: { description: '', ...body },
      404: json({ oneOf: [refer(0), other(99)], discriminator: { propertyName: 'kind' } }),
    },
  });
  const document = aDocument({ paths: { '/things/{id}': { post: operation } }, components: { schemas } });
  const files = emitted(document, {
    repositories: emitRepositories,
    validation: validationFor('zod'),
    msw: emitMsw,
    scalars: { dates: 'Date', int64: 'bigint' },
  });
  expect(files.size).toBeGreaterThan(8);
});

test('a path of thousands of parameters that nobody declared', { timeout: 20_000 }, () => {
  const path = Array.from({ length: 3_000 }, (_, index) => `/{p${index}}`).join('');
  expect(emitted(withOperation({}, path)).get('pets.ts')).toContain('p2999');
});

test('a value that is nested too deeply is told as any other nesting without end', () => {
  let value: unknown = 'a';
  for (let depth = 0; depth < 1_500; depth++) value = { items: value };
  expect(() => emitted(withOperation({ responses: { 200: json({ enum: [value] }) } }))).toThrow(RangeError);
});
