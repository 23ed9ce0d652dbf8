import fc from 'fast-check';
import { expect, test } from 'vitest';
import { structuredList } from '../../../src/runtime/policy/structured-list.ts';

/** Items as `[name, params]`, which is easier to read. */
const parsed = (field: string) =>
  structuredList(field)?.map(({ name, params }) => [name, Object.fromEntries(params)]);

test.each<[string, unknown]>([
  ['"default";r=50;t=30', [['default', { r: 50, t: 30 }]]],
  [
    '"hour";q=1000;w=3600, "day";q=5000;w=86400',
    [
      ['hour', { q: 1000, w: 3600 }],
      ['day', { q: 5000, w: 86400 }],
    ],
  ],
  ['default;r=0', [['default', { r: 0 }]]],
  [
    '"a";r=1\t ,\t "b"',
    [
      ['a', { r: 1 }],
      ['b', {}],
    ],
  ],
  ['"with \\"quotes\\" and \\\\";r=0', [['with "quotes" and \\', { r: 0 }]]],
  ['"p";pk=:cHsdsRa894==:;r=0.5;qu="requests"', [['p', { pk: '', r: 0.5, qu: 'requests' }]]],
  ['"p";r=1;r=2', [['p', { r: 2 }]]],
  ['"p"; r=1', [['p', { r: 1 }]]],
  ['  "p"  ', [['p', {}]]],
])('%s', (field, items) => {
  expect(parsed(field)).toEqual(items);
});

test.each([
  '',
  ',',
  '"open',
  '"p",',
  '"p" "q"',
  '("a" "b")',
  '"p";R=1',
  '"p";r=',
  '"p";r=1x',
  '"p";r=1234567890123456',
  'limit=100, remaining=50 reset',
  '12',
  '"\u00e9"',
])('%j is no such list, and ignored as a whole', (field) => {
  expect(structuredList(field)).toBeUndefined();
});

test('a list longer than any origin has policies is not read', () => {
  expect(structuredList(Array.from({ length: 33 }, () => 'a').join(','))).toBeUndefined();
});

test('whatever an origin sends, it ends, and throws nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom(...'"\\;,=a*r0 .:?(-') }), (field) => {
      structuredList(field);
    }),
    { numRuns: 2_000 },
  );
});

test('a hostile field costs no more than its length', () => {
  const field = `"p"${';a=1'.repeat(50_000)}!`;
  expect(structuredList(field)).toBeUndefined();
});
