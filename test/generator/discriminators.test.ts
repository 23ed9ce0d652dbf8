import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, declaredType, emittedFile, json } from './support.ts';

const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const cat = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const dog = { type: 'object', required: ['bark'], properties: { bark: { type: 'boolean' } } };

test('a variant that does not declare the discriminator has it in the union, and nowhere else', () => {
  const Pet = {
    oneOf: [refer('Cat'), refer('Dog')],
    discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: '#/components/schemas/Dog' } },
  };
  const document = aDocument({ components: { schemas: { Pet, Cat: cat, Dog: dog } } });
  expect(declaredType(document, 'Cat')).toBe('Cat: { name: string; };');
  expect(declaredType(document, 'Pet')).toBe(
    'Pet: (components["schemas"]["Cat"] & { kind: "cat"; }) | (components["schemas"]["Dog"] & { kind: "dog"; });',
  );
});

test('a variant that declares it as any text has its value, wherever the union stands', () => {
  const Cat = { type: 'object', properties: { kind: { type: 'string' }, name: { type: 'string' } } };
  const pet = {
    oneOf: [refer('Cat')],
    discriminator: { propertyName: 'kind', mapping: { cat: refer('Cat').$ref } },
  };
  const paths = { '/pet': { get: anOperation({ responses: { 200: json(pet) } }) } };
  const types = declaredType(aDocument({ paths, components: { schemas: { Cat } } }), 'Cat');
  expect(types).toBe('Cat: { kind: "cat"; name?: string; };');
});

test('one schema may be a variant of two unions with different discriminators', () => {
  const Pet = { oneOf: [refer('Cat')], discriminator: { propertyName: 'kind', mapping: { cat: 'Cat' } } };
  const Guest = { anyOf: [refer('Cat')], discriminator: { propertyName: 'type', mapping: { tom: 'Cat' } } };
  const document = aDocument({ components: { schemas: { Pet, Guest, Cat: cat } } });
  expect(declaredType(document, 'Pet')).toBe('Pet: components["schemas"]["Cat"] & { kind: "cat"; };');
  expect(declaredType(document, 'Guest')).toBe('Guest: components["schemas"]["Cat"] & { type: "tom"; };');
});

test('a variant of several values is each of them', () => {
  const mapping = { cat: 'Cat', kitten: 'Cat' };
  const Pet = { oneOf: [refer('Cat')], discriminator: { propertyName: 'kind', mapping } };
  const document = aDocument({ components: { schemas: { Pet, Cat: cat } } });
  expect(declaredType(document, 'Pet')).toBe(
    'Pet: components["schemas"]["Cat"] & { kind: "cat" | "kitten"; };',
  );
});

test('a variant that inherits the property declares it', () => {
  const Animal = { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } };
  const Cat = { allOf: [refer('Animal'), { type: 'object', properties: { name: { type: 'string' } } }] };
  const Pet = { oneOf: [refer('Cat')], discriminator: { propertyName: 'kind' } };
  const document = aDocument({ components: { schemas: { Pet, Cat, Animal } } });
  expect(declaredType(document, 'Pet')).toBe('Pet: components["schemas"]["Cat"];');
});

test('a variant with a discriminator of its own has both: that of its base, and its heirs by its own', () => {
  const Fish = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind', mapping: { shark: 'Shark' } },
  };
  const Shark = {
    type: 'object',
    required: ['kind', 'sort'],
    properties: { kind: { type: 'string', enum: ['shark'] }, sort: { type: 'string' } },
    allOf: [refer('Fish')],
    discriminator: { propertyName: 'sort', mapping: { saw: 'SawShark' } },
  };
  const SawShark = {
    type: 'object',
    required: ['sort'],
    properties: { sort: { type: 'string', enum: ['saw'] } },
    allOf: [refer('Shark')],
  };
  const document = aDocument({ components: { schemas: { Fish, Shark, SawShark } } });
  expect(declaredType(document, 'Fish')).toBe('Fish: components["schemas"]["Shark"];');
  expect(declaredType(document, 'Shark')).toBe('Shark: components["schemas"]["SawShark"];');
  expect(declaredType(document, 'SharkBase')).toContain('kind: "shark"');
  expect(declaredType(document, 'SawShark')).toContain(
    'WithRequired<components["schemas"]["SharkBase"], "sort">',
  );
});

describe('what every variant says itself', () => {
  const variant = (kind: unknown, required = ['kind']) => ({
    type: 'object',
    required,
    properties: { kind: { enum: [kind], description: 'What it is.' } },
  });
  const union = (...names: string[]) => ({
    oneOf: names.map(refer),
    discriminator: { propertyName: 'kind' },
  });

  test.each([
    ['a number', { A: variant(1), B: variant(2) }, 'A: { kind: 1; };'],
    ['a value that two share', { A: variant('a'), B: variant('a', []) }, 'A: { kind: "a"; };'],
    ['a truth value', { A: variant(true), B: variant(false) }, 'A: { kind: true; };'],
  ])('is what it says: %s', (_, variants, expected) => {
    const schemas = { Pet: union('A', 'B'), ...variants };
    const document = aDocument({ components: { schemas } });
    expect(declaredType(document, 'A')).toBe(expected);
    expect(declaredType(document, 'Pet')).toBe(
      'Pet: components["schemas"]["A"] | components["schemas"]["B"];',
    );
  });

  test('keeps its description', () => {
    const schemas = { Pet: union('A', 'B'), A: variant('a'), B: variant('b') };
    const types = emittedFile(aDocument({ components: { schemas } }), 'types.ts');
    expect(types).toContain('What it is.');
    expect(types).not.toContain('openapi-typescript');
  });
});
