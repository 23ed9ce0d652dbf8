import { describe, expect, test } from 'vitest';
import { json } from '../support.ts';
import { number, operation, type Parts, pet, text } from './changes.ts';

describe('results and errors', () => {
  const replies = (responses: Parts) => ({ responses });
  test.each<[string, Parts, Parts, string[]]>([
    [
      'with a new property',
      { 200: json(pet({})) },
      { 200: json(pet({ name: text })) },
      ['compatible pets.list: result 200 `name` is new'],
    ],
    [
      'without a property',
      { 200: json(pet({ name: text })) },
      { 200: json(pet({})) },
      ['breaking pets.list: result 200 `name` is gone'],
    ],
    [
      'whose property may be absent',
      { 200: json(pet({ name: text }, { required: ['name'] })) },
      { 200: json(pet({ name: text })) },
      ['breaking pets.list: result 200 `name` may be absent'],
    ],
    [
      'whose property is always there',
      { 200: json(pet({ name: text })) },
      { 200: json(pet({ name: text }, { required: ['name'] })) },
      ['compatible pets.list: result 200 `name` is always there'],
    ],
    [
      'with a nullable property',
      { 200: json(pet({ name: text })) },
      { 200: json(pet({ name: { ...text, nullable: true } })) },
      ['breaking pets.list: result 200 `name` may also be `null`'],
    ],
    [
      'of lists of other things',
      { 200: json({ type: 'array', items: pet({ a: text }) }) },
      { 200: json({ type: 'array', items: pet({ a: number }) }) },
      ['breaking pets.list: result 200 `[].a` is `number`, was `string`'],
    ],
    [
      'with one value more',
      { 200: json({ enum: ['a'] }) },
      { 200: json({ enum: ['a', 'b'] }) },
      ["compatible pets.list: result 200 may also be `'b'`"],
    ],
    [
      'that may be something else',
      { 200: json(text) },
      { 200: json({ anyOf: [text, number] }) },
      ['breaking pets.list: result 200 is `string | number`, was `string`'],
    ],
    [
      'in another status',
      { 200: json(text) },
      { 200: json(text), 202: json(number) },
      ['breaking pets.list: result 202 is documented'],
    ],
    [
      'in another status, of the same type',
      { 200: json(text) },
      { 200: json(text), 202: json(text) },
      ['compatible pets.list: result 202 is documented'],
    ],
    [
      'of a new error',
      { 200: json(text) },
      { 200: json(text), 404: json(text) },
      ['compatible pets.list: error 404 is documented'],
    ],
    [
      'of an error that is gone',
      { 200: json(text), 404: json(text) },
      { 200: json(text) },
      ['breaking pets.list: error 404 is no longer documented'],
    ],
    [
      'of an error with another body',
      { 404: json(text) },
      { 404: json(number) },
      ['breaking pets.list: error 404 is `number`, was `string`'],
    ],
    [
      'of any other error',
      {},
      { default: json(text) },
      ['compatible pets.list: any other status is documented'],
    ],
    [
      'with others in a map',
      { 200: json(pet({}, { additionalProperties: text })) },
      { 200: json(pet({}, { additionalProperties: number })) },
      ['breaking pets.list: result 200 `[name]` is `number`, was `string`'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(operation(replies(before), replies(after))).toEqual(expected);
  });
});
