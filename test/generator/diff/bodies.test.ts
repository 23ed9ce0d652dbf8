import { describe, expect, test } from 'vitest';
import { withOperation } from '../support.ts';
import { changes, type Parts, pet, text } from './changes.ts';

describe('bodies', () => {
  const operation = (before: Parts, after: Parts) =>
    changes(withOperation(before, '/pets', 'post'), withOperation(after, '/pets', 'post'));
  const body = (schema: unknown, more: Parts = {}, type = 'application/json') => ({
    requestBody: { content: { [type]: { schema } }, ...more },
  });
  test.each<[string, Parts, Parts, string[]]>([
    ['new', {}, body(text), ['compatible pets.list: argument `body` is new']],
    [
      'new and required',
      {},
      body(text, { required: true }),
      ['breaking pets.list: argument `body` is new, and required'],
    ],
    ['gone', body(text), {}, ['breaking pets.list: argument `body` is gone']],
    [
      'required now',
      body(text),
      body(text, { required: true }),
      ['breaking pets.list: argument `body` is required'],
    ],
    [
      'with a new property',
      body(pet({})),
      body(pet({ name: text })),
      ['compatible pets.list: argument `body` `name` is new'],
    ],
    [
      'that demand more',
      body(pet({ name: text })),
      body(pet({ name: text }, { required: ['name'] })),
      ['breaking pets.list: argument `body` `name` is required'],
    ],
    [
      'that demand less',
      body(pet({ name: text }, { required: ['name'] })),
      body(pet({ name: text })),
      ['compatible pets.list: argument `body` `name` is optional'],
    ],
    [
      'that lose a property',
      body(pet({ name: text })),
      body(pet({})),
      ['breaking pets.list: argument `body` `name` is gone'],
    ],
    [
      'whose property only the server sets',
      body(pet({ id: text })),
      body(pet({ id: { ...text, readOnly: true } })),
      ['breaking pets.list: argument `body` `id` is gone'],
    ],
    [
      'in another media type',
      body(pet({ a: text })),
      body(pet({ a: text }), {}, 'multipart/form-data'),
      ['invisible pets.list: the body is sent as `multipart/form-data`, was `application/json`'],
    ],
    [
      'that are text now',
      body(pet({ a: text })),
      body(text, {}, 'text/plain'),
      [
        'breaking pets.list: argument `body` is `string`, was `{ a?: string }`',
        'invisible pets.list: the body is sent as `text/plain`, was `application/json`',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(operation(before, after)).toEqual(expected);
  });
});
