import { expect, test } from 'vitest';
import { reading, withOperation } from './support.ts';

const components = {
  schemas: {
    Id: { type: 'string' },
    Ids: { type: 'array', items: { $ref: '#/components/schemas/Id' } },
    Node: { allOf: [{ $ref: '#/components/schemas/Node' }] },
  },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test.each([
  [undefined, undefined],
  [{ type: 'string' }, undefined],
  [{ type: ['integer', 'null'] }, 'number'],
  [{ type: 'number', format: 'double' }, 'number'],
  [{ type: ['boolean', 'null'] }, 'boolean'],
  [{ type: ['integer', 'boolean'] }, undefined],
  [{ minimum: 1 }, undefined],
  [{ enum: [1, 2, null] }, 'number'],
  [{ enum: [1, 'a'] }, undefined],
  [{ allOf: [{ minimum: 1 }, { type: 'integer' }] }, undefined],
  [{ enum: ['a', null] }, undefined],
  [{ const: 1 }, 'number'],
  [{ format: 'uuid' }, undefined],
  [ref('Id'), undefined],
  [{ oneOf: [ref('Id'), { type: 'integer' }] }, undefined],
  [{ allOf: [{ description: 'An identifier.' }, ref('Id')] }, undefined],
  [{ type: 'array' }, 'array'],
  [{ type: ['array', 'null'] }, 'array'],
  [ref('Ids'), 'array'],
  [{ type: 'object' }, 'object'],
  [{ properties: {} }, 'object'],
  [{ additionalProperties: true }, 'object'],
  [{ anyOf: [ref('Id'), ref('Ids')] }, 'any'],
  [{ type: ['string', 'array'] }, 'any'],
  [{ enum: ['a', ['b']] }, 'any'],
  [ref('Node'), 'any'],
  [{}, 'any'],
  [true, 'any'],
])('values of %j are %s', (schema, expected) => {
  const document = { ...withOperation({ parameters: [{ name: 'q', in: 'query', schema }] }), components };
  expect(reading(document).api.operations[0]?.parameters[0]?.type).toBe(expected);
});

test('a style that its place has not is reported, and taken as the usual one', () => {
  const { api, findings } = reading(
    withOperation({ parameters: [{ name: 'q', in: 'header', style: 'form' }] }),
  );
  expect(api.operations[0]?.parameters[0]?.style).toBeUndefined();
  expect(findings.map(({ severity, what, mend }) => `${severity}: ${what} ${mend}`)).toEqual([
    'repaired: There is no style "form" for a parameter in header: it is taken as simple. Use simple, or remove it.',
  ]);
});
