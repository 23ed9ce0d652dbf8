import { describe, expect, test } from 'vitest';
import { emitMsw } from '../../generator/src/emit/msw/module.ts';
import { fuzz, sdkOf, seeds } from './fuzz.ts';
import { wrongsOf } from './harmless.ts';
import { aDocument, json, withOperation } from './support.ts';

test('real specs made wrong give a Problem, or declarations and nothing else', {
  timeout: 60_000,
}, async () => {
  const report = fuzz(await seeds(), { count: 200, seed: 20_261_123 });
  expect(report.failures).toEqual([]);
  expect(report.refused).toBeLessThan(report.runs / 10);
});

describe('what fuzzing found, and is sound now', () => {
  const reply = (schema: unknown) => withOperation({ responses: { 200: json(schema) } });

  test.each([
    ['a `$ref` that is no text', reply({ $ref: 7, type: 'string' })],
    ['a list where one schema stands', reply({ not: [], additionalProperties: [{}] })],
    ['a schema that is a list', reply([{ type: 'string' }])],
    [
      'words that every object knows, twice',
      reply({
        allOf: [
          JSON.parse('{"__proto__":{"a":1},"constructor":{}}'),
          JSON.parse('{"__proto__":{},"constructor":{}}'),
        ],
      }),
    ],
    [
      'a default that looks like a discriminator',
      reply({ default: { discriminator: { propertyName: 'a' }, oneOf: ['x'] } }),
    ],
    ['an enum of what looks like schemas', reply({ enum: [{ allOf: ['x'] }] })],
    ['an enum that is no list', reply({ type: 'string', enum: 'a' })],
    ['tags that look like schemas', withOperation({ tags: [{ allOf: ['x'] }] })],
    ['extensions that look like schemas', withOperation({ 'x-a': { allOf: ['x'] } })],
    [
      'names that are escapes of a URI',
      aDocument({
        components: {
          schemas: {
            '100%': {},
            '50%': { type: 'object', properties: { 'b%': { type: 'object', properties: { c: {} } } } },
            '%41': { allOf: [{ $ref: '#/components/schemas/100%25' }] },
            'a#/b': {},
          },
        },
      }),
    ],
  ])('%s', (_, document) => {
    expect(wrongsOf(sdkOf(document, { msw: emitMsw }))).toEqual([]);
  });
});

test.each([
  ['a statement', 'globalThis.injected();'],
  ['a call', 'export const a = injected();'],
  ['a template', 'export const a = `$' + '{injected}`;'],
  ['an import of a type', "export type A = import('evil').A;"],
  ['a function of another shape', 'export function a() { return injected; }'],
  ['a broken string', "export const a = 'a\n';"],
])('%s would be noticed', (_, text) => {
  expect(wrongsOf(new Map([['a.ts', text]]))).not.toEqual([]);
});

test.each([
  ['a call in a schema', 'validate-replies.ts', 'export const a: z.ZodType = z.lazy(() => injected());'],
  ['a call of a call', 'validate-replies.ts', 'export const a: z.ZodType = z.string().regex(injected());'],
  ['a statement among schemas', 'validate-requests.ts', 'z.string();'],
  ['a function that looks at variants otherwise', 'validate-replies.ts', 'function tagged() { return 1; }'],
  [
    'a call in a mock',
    'msw.ts',
    'export function mocks() { const on = mocking(http, sdk, options); return { a: on(b.a, [injected()]) }; }',
  ],
  ['a statement before mocks', 'msw.ts', 'export function mocks() { injected; return {}; }'],
  ['a call in a repository', 'repositories.ts', 'export function a() { return { get: () => injected() }; }'],
  ['a statement in one', 'repositories-in-memory.ts', 'export function a() { injected; return {}; }'],
  [
    'an access by what is no text',
    'repositories-in-memory.ts',
    'export function a() { return { get: (key) => key[injected] }; }',
  ],
])('%s would be noticed, too', (_, name, text) => {
  expect(wrongsOf(new Map([[name, text]]))).not.toEqual([]);
});
