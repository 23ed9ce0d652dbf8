/** Values that a schema allows: at its bounds, through its alternatives, and out of its recursion. */

import { describe, expect, test } from 'vitest';
import { type Amount, amounts, Unsampleable } from '../../../generator/src/contract/sample/amount.ts';
import { Sampler } from '../../../generator/src/contract/sample/sampler.ts';

function sampled(schema: unknown, amount: Amount = 'full', schemas: Record<string, unknown> = {}): unknown {
  return new Sampler(schemas).sample(schema, { amount, seed: 7 });
}

const everyAmount = (schema: unknown) =>
  Object.fromEntries(amounts.map((each) => [each, sampled(schema, each)]));

test('the same seed gives the same values', () => {
  const schema = { type: 'array', minItems: 3, items: { type: 'string', pattern: '^[a-z]{4,9}$' } };
  expect(sampled(schema)).toEqual(sampled(schema));
});

describe('numbers', () => {
  test.each([
    [{ type: 'integer', minimum: 1, maximum: 200 }, 1, 200],
    [{ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 }, 1, 9],
    [{ type: 'integer', minimum: 0, exclusiveMinimum: true }, 1, 1],
    [{ type: 'number', minimum: 0.1, maximum: 0.3, multipleOf: 0.1 }, 0.1, 0.3],
    [{ type: 'integer', minimum: 7, maximum: 20, multipleOf: 5 }, 10, 20],
  ])('%j is lowest and highest at its bounds', (schema, low, high) => {
    expect(everyAmount(schema)).toMatchObject({ low, high });
  });

  test('bounds that leave nothing are refused', () => {
    expect(() => sampled({ type: 'integer', minimum: 3, maximum: 2 })).toThrow(Unsampleable);
  });
});

describe('texts', () => {
  test('lengths are met at both ends', () => {
    const { low, high } = everyAmount({ type: 'string', minLength: 3, maxLength: 40 });
    expect([low, high].map((text) => String(text).length)).toEqual([3, 40]);
  });

  test.each([
    '^[A-Z]{2}[A-Z0-9]{9}[0-9]$',
    '^\\+?[1-9]\\d{1,14}$',
    '(foo|bar)-[^a-z]+',
    '^(?:a|b)(c)\\1$',
    '^[\\p{L}]{3}$',
    '^sha256:[a-f0-9]{64}$',
  ])('%s is matched, whatever the amount', (pattern) => {
    for (const value of Object.values(everyAmount({ type: 'string', pattern })))
      expect(value).toMatch(new RegExp(pattern, 'u'));
  });

  test('a pattern and lengths hold together', () => {
    expect(sampled({ type: 'string', pattern: '^[a-z]+$', minLength: 12, maxLength: 14 })).toMatch(
      /^[a-z]{12,14}$/,
    );
  });

  test('a pattern that nothing matches is refused by name', () => {
    expect(() => sampled({ type: 'string', pattern: '^a$', minLength: 5 })).toThrow(/\^a\$/);
  });
});

describe('objects', () => {
  const schema = {
    type: 'object',
    required: ['id', 'name'],
    properties: {
      id: { type: 'string', readOnly: true },
      name: { type: 'string' },
      note: { type: 'string' },
    },
  };

  test('what is required, or everything; what only the server writes, never', () => {
    expect(Object.keys(Object(sampled(schema, 'required')))).toEqual(['name']);
    expect(Object.keys(Object(sampled(schema, 'full')))).toEqual(['name', 'note']);
  });

  test('as many members as it needs', () => {
    const free = { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 2 };
    expect(sampled(free, 'required')).toEqual({ key1: 1, key2: 1 });
  });

  test('exactly one of two requirements', () => {
    const either = {
      type: 'object',
      properties: { a: { type: 'integer' }, b: { type: 'integer' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    };
    expect(sampled(either)).toEqual({ a: 1 });
  });

  test('`allOf` narrows', () => {
    const both = {
      allOf: [
        { type: 'integer', minimum: 2 },
        { minimum: 5, maximum: 9 },
      ],
    };
    expect(everyAmount(both)).toMatchObject({ low: 5, high: 9 });
  });
});

describe('alternatives', () => {
  const schemas = {
    Pet: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: { propertyName: 'kind', mapping: { feline: '#/components/schemas/Cat' } },
    },
    Cat: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } },
    Dog: { type: 'object', required: ['kind'], properties: { kind: { enum: ['dog'] } } },
  };

  test('the discriminator says which it is, by its mapping', () => {
    expect(sampled({ $ref: '#/components/schemas/Pet' }, 'full', schemas)).toEqual({ kind: 'feline' });
  });

  test('a declared value wins over the name of the schema', () => {
    const only = { ...schemas, Pet: { ...schemas.Pet, oneOf: [{ $ref: '#/components/schemas/Dog' }] } };
    expect(sampled({ $ref: '#/components/schemas/Pet' }, 'full', only)).toEqual({ kind: 'dog' });
  });

  test('of a number and a text that exclude each other, a text where it is written out', () => {
    const either = { oneOf: [{ type: 'integer' }, { type: 'string', pattern: '^[a-z]+$' }] };
    const written = new Sampler({}).sample(either, { amount: 'full', seed: 7, isWritten: true });
    expect(written).toMatch(/^[a-z]+$/);
    expect(sampled(either)).toBe(1);
  });

  test('null only where nothing else is left', () => {
    expect(sampled({ anyOf: [{ type: 'null' }, { type: 'integer' }] })).toBe(1);
    expect(sampled({ type: ['null', 'boolean'] })).toBe(true);
  });
});

describe('recursion', () => {
  const node = { $ref: '#/components/schemas/Node' };

  test('ends where the schema lets it', () => {
    const schemas = { Node: { type: 'object', properties: { children: { type: 'array', items: node } } } };
    expect(sampled(node, 'full', schemas)).toEqual({ children: [{}] });
  });

  test('without an end it is refused', () => {
    const schemas = { Node: { type: 'object', required: ['next'], properties: { next: node } } };
    expect(() => sampled(node, 'full', schemas)).toThrow(/without end/);
  });
});
