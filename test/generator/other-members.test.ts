import { expect, test } from 'vitest';
import { aDocument, declaredType, emittedFile, json, withOperation } from './support.ts';

/** What becomes of a schema called `Bag`. */
function typeOf(Bag: unknown): string {
  return declaredType(aDocument({ components: { schemas: { Bag } } }), 'Bag');
}

test('`unevaluatedProperties` is read as `additionalProperties`: JSON Schema 2020-12 §11.3', () => {
  expect(typeOf({ type: 'object', unevaluatedProperties: { type: 'integer' } })).toBe(
    'Bag: { [key: string]: number; };',
  );
});

test('so is it in a reply, and where it refers to a schema', () => {
  const document = {
    ...withOperation({
      responses: {
        200: json({ type: 'object', unevaluatedProperties: { $ref: '#/components/schemas/Pet' } }),
      },
    }),
    components: { schemas: { Pet: { type: 'object' } } },
  };
  expect(emittedFile(document, 'pets.ts')).toContain('Success<200, Record<string, Pet>>');
});

test.each([[false], [{ not: {} }]])('%j says nothing that a type could', (unevaluatedProperties) => {
  const Bag = { type: 'object', properties: { id: { type: 'string' } }, unevaluatedProperties };
  expect(typeOf(Bag)).toBe('Bag: { id?: string; };');
});

test('the index signature takes in the named members, or no literal would fit', () => {
  const properties = { id: { type: 'string', description: 'Whose it is.' }, other: { type: 'string' } };
  const Bag = { type: 'object', required: ['id'], properties, additionalProperties: { type: 'number' } };
  expect(typeOf(Bag)).toContain('{ [key: string]: number | string; }');
});

test('it stays as it is where they fit', () => {
  const properties = { id: { type: 'number', description: 'Of it.' } };
  const Bag = { type: 'object', properties, additionalProperties: { type: 'number' } };
  expect(typeOf(Bag)).toContain('{ [key: string]: number; }');
});
