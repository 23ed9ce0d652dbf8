import { describe, expect, test } from 'vitest';
import { number, operation, type Parts, parameter, text } from './changes.ts';

describe('arguments', () => {
  test.each<[string, Parts, Parts, string[]]>([
    ['new', {}, parameter({}), ['compatible pets.list: argument `limit` is new']],
    [
      'new and required',
      {},
      parameter({ required: true }),
      ['breaking pets.list: argument `limit` is new, and required'],
    ],
    ['gone', parameter({}), {}, ['breaking pets.list: argument `limit` is gone']],
    [
      'required now',
      parameter({}),
      parameter({ required: true }),
      ['breaking pets.list: argument `limit` is required'],
    ],
    [
      'optional now',
      parameter({ required: true }),
      parameter({}),
      ['compatible pets.list: argument `limit` is optional'],
    ],
    [
      'of another type',
      parameter({}),
      parameter({ schema: text }),
      ['breaking pets.list: argument `limit` is `string`, was `number`'],
    ],
    [
      'of a wider type',
      parameter({}),
      parameter({ schema: { type: ['integer', 'string'] } }),
      ['compatible pets.list: argument `limit` is `number | string`, was `number`'],
    ],
    [
      'of one type and another format',
      parameter({}),
      parameter({ schema: number }),
      ['invisible pets.list: what its documentation says, or what the server checks, has changed'],
    ],
    [
      'with another value',
      parameter({ schema: { enum: ['a'] } }),
      parameter({ schema: { enum: ['a', 'b'] } }),
      ["compatible pets.list: argument `limit` may also be `'b'`"],
    ],
    [
      'with a value less',
      parameter({ schema: { enum: ['a', 'b'] } }),
      parameter({ schema: { enum: ['a'] } }),
      ["breaking pets.list: argument `limit` is no longer `'b'`"],
    ],
    [
      'deprecated',
      parameter({}),
      parameter({ deprecated: true }),
      ['compatible pets.list: argument `limit` is deprecated'],
    ],
    [
      'sent elsewhere',
      parameter({}),
      parameter({ in: 'header' }),
      ['invisible pets.list: argument `limit` is sent in another way'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(operation(before, after)).toEqual(expected);
  });
});
