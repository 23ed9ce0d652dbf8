/** `application/x-www-form-urlencoded`. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Encoding } from '../../../src/runtime/index.ts';
import { refusal, sent } from './a-body.ts';

const type = 'application/x-www-form-urlencoded';

const form = (value: unknown, encoding: Readonly<Record<string, string | Encoding>> = {}): Promise<string> =>
  sent({ type, encoding }, value).text();

test('fields are what they are: lists repeat their name, objects are JSON, what is missing is left out', async () => {
  const value = { a: 'x&y z', b: [1, 2], c: { d: 1 }, e: new Date(0), f: undefined, g: null, h: true, i: '' };
  expect(await form(value)).toBe(
    'a=x%26y+z&b=1&b=2&c=%7B%22d%22%3A1%7D&e=1970-01-01T00%3A00%3A00.000Z&h=true&i=',
  );
});

// OpenAPI 3.1.1 §4.8.15.2, the example of `application/x-www-form-urlencoded` bodies.
test('an address of the specification', async () => {
  const id = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
  const address = { streetAddress: '123 Example Dr.', city: 'Somewhere', state: 'CA', zip: '99999+1234' };
  expect(await form({ id, address })).toBe(
    `id=${id}&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C%22city%22%3A%22Somewhere%22%2C%22state%22%3A%22CA%22%2C%22zip%22%3A%2299999%2B1234%22%7D`,
  );
});

test.each<[string, Encoding | string, unknown, string]>([
  ['a list in one', { explode: false }, [1, 2], 'f=1,2'],
  ['a list between pipes', { style: 'pipeDelimited' }, ['a', 'b'], 'f=a%7Cb'],
  ['an object, as Stripe reads it', { style: 'deepObject' }, { a: { b: 1 } }, 'f%5Ba%5D%5Bb%5D=1'],
  ['a list of values, as Stripe reads it', { style: 'deepObject' }, ['x', 'y'], 'f%5B%5D=x&f%5B%5D=y'],
  [
    'a list of objects, as Stripe reads it',
    { style: 'deepObject' },
    [{ price: 'p1', quantity: 2 }],
    'f%5B0%5D%5Bprice%5D=p1&f%5B0%5D%5Bquantity%5D=2',
  ],
  ['an object of its own fields', { style: 'form' }, { a: 1, b: 2 }, 'a=1&b=2'],
  ['reserved characters', { allowReserved: true }, 'a/b?c&d', 'f=a/b?c%26d'],
  ['a list as one document', 'application/json', [1, 2], 'f=%5B1%2C2%5D'],
  ['a text as a document', 'application/json', 'x', 'f=%22x%22'],
])('%s', async (_title, encoding, value, expected) => {
  expect(await form({ f: value }, { f: encoding })).toBe(expected);
});

test('whatever is in it is read back by any reader of forms', () => {
  const fields = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), {
    minKeys: 1,
  });
  fc.assert(
    fc.asyncProperty(fields, async (value) => {
      const read = new URLSearchParams(await form(value));
      expect([...read]).toEqual(Object.entries(value));
    }),
  );
});

test('a query that is ready goes out as it is', async () => {
  const request = sent(
    { type },
    new URLSearchParams([
      ['a', '1'],
      ['a', 'b c'],
    ]),
  );
  expect(request.headers.get('content-type')).toBe(type);
  expect(await request.text()).toBe('a=1&a=b+c');
});

test.each([
  [new Blob(['x']), 'is a Blob where JSON is due'],
  [Number.NaN, 'is NaN where one value is due'],
])('a field that no form can hold is named: %o', (value, why) => {
  expect(() => sent({ type }, { photo: value })).toThrow(
    refusal(`write: the field \`photo\` of the \`body\` ${why}, to be sent as ${type}.`),
  );
});
