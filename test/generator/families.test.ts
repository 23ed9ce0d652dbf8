/** A schema with a discriminator that others are `allOf`: used as a type, it is one of them. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate } from '../../generator/src/index.ts';
import { errorsIn, inFolder, runtime } from './compile.ts';
import { aDocument, declaredType, emittedFile, json, withOperation } from './support.ts';

const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  ...{ type: 'object', properties },
  ...more,
});
const text = { type: 'string' };
const heir = (properties: Record<string, unknown>, of = 'Pet') => ({
  allOf: [refer(of), object(properties)],
});

/** Pets of two kinds, the discriminator as it is given. */
function pets(discriminator: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return {
    Pet: object({ kind: text, friend: refer('Pet') }, { required: ['kind'], discriminator }),
    Cat: heir({ lives: { type: 'integer' } }),
    Dog: heir({ barks: { type: 'boolean' }, pups: { type: 'array', items: refer('Pet') } }),
    ...more,
  };
}

const mapped = { propertyName: 'kind', mapping: { cat: 'Cat', dog: '#/components/schemas/Dog' } };
const typeOf = (schemas: Record<string, unknown>, name: string) =>
  declaredType(aDocument({ components: { schemas } }), name);
const union = 'Pet: components["schemas"]["Cat"] | components["schemas"]["Dog"];';

describe('it is a union', () => {
  test('of those that are mapped, by the values that are written', () => {
    expect(typeOf(pets(mapped), 'Pet')).toBe(union);
    expect(typeOf(pets(mapped), 'Cat')).toBe(
      'Cat: components["schemas"]["PetBase"] & { lives?: number; } & { kind: "cat"; };',
    );
    expect(typeOf(pets(mapped), 'PetBase')).toBe(
      'PetBase: { kind: string; friend?: components["schemas"]["Pet"]; };',
    );
  });

  test('of those that are made of it, by their names, where nobody is mapped', () => {
    expect(typeOf(pets({ propertyName: 'kind' }), 'Pet')).toBe(union);
    expect(typeOf(pets({ propertyName: 'kind' }), 'Cat')).toContain('kind: "Cat"');
  });

  test('of heirs that say nothing of their own, too', () => {
    const Bird = { allOf: [refer('Pet')], type: 'object' };
    const mapping = { ...mapped.mapping, bird: 'Bird' };
    const schemas = pets({ propertyName: 'kind', mapping }, { Bird });
    expect(typeOf(schemas, 'Pet')).toContain('components["schemas"]["Bird"]');
    expect(typeOf(schemas, 'Bird')).toBe('Bird: components["schemas"]["PetBase"] & { kind: "bird"; };');
    const implicit = pets({ propertyName: 'kind' }, { Bird });
    expect(typeOf(implicit, 'Pet')).toContain('components["schemas"]["Bird"]');
    expect(typeOf(implicit, 'Bird')).toContain('kind: "Bird"');
  });

  test('of itself, too, where it has a value of its own', () => {
    const mapping = { ...mapped.mapping, pet: 'Pet' };
    expect(typeOf(pets({ propertyName: 'kind', mapping }), 'Pet')).toBe(
      'Pet: components["schemas"]["Cat"] | components["schemas"]["Dog"] | (components["schemas"]["PetBase"] & { kind: "pet"; });',
    );
  });

  test('of unions, where its heirs have heirs of their own', () => {
    const schemas = pets(mapped, {
      Cat: {
        ...heir({ breed: text }),
        discriminator: { propertyName: 'breed', mapping: { siam: 'Siamese' } },
      },
      Siamese: heir({ blue: { type: 'boolean' } }, 'Cat'),
    });
    expect(typeOf(schemas, 'Pet')).toBe(union);
    expect(typeOf(schemas, 'Cat')).toContain('components["schemas"]["Siamese"]');
    expect(typeOf(schemas, 'Siamese')).toContain('components["schemas"]["CatBase"]');
  });

  test('as requests have them, where a member has something that only the server sets', () => {
    const schemas = pets(mapped, { Cat: heir({ id: { ...text, readOnly: true } }) });
    const operation = { requestBody: { content: { 'application/json': { schema: refer('Pet') } } } };
    const document = { ...withOperation(operation, '/pets', 'post'), components: { schemas } };
    expect(declaredType(document, 'PetInput')).toBe(
      'PetInput: components["schemas"]["CatInput"] | components["schemas"]["DogInput"];',
    );
    expect(emittedFile(document, 'pets.ts')).toContain('body?: PetInput;');
  });
});

describe('it stays what it is', () => {
  const enumOf = (...values: string[]) => ({ kind: { ...text, enum: values } });
  const head = (properties: Record<string, unknown>) => ({
    Pet: object(properties, { required: ['kind'], discriminator: mapped }),
  });

  test.each<[string, Record<string, unknown>]>([
    ['where it lists a value that names nobody', pets(mapped, head(enumOf('cat', 'dog', 'fish')))],
    ['where the property is no text', pets(mapped, head({ kind: { type: 'integer' } }))],
    ['where who is mapped is not made of it', pets(mapped, { Dog: object({ barks: text }) })],
    ['where a member says that it is something else', pets(mapped, { Dog: heir(enumOf('wolf', 'hound')) })],
  ])('%s', (_case, schemas) => {
    expect(typeOf(schemas, 'Pet')).toMatch(/^Pet: \{/);
    expect(typeOf(schemas, 'PetBase')).toBe('');
  });

  test('for what is made of it and not mapped: that has what all have in common', () => {
    const schemas = pets(mapped, { Housed: heir({ house: text }) });
    expect(typeOf(schemas, 'Pet')).toBe(union);
    expect(typeOf(schemas, 'Housed')).toBe('Housed: components["schemas"]["PetBase"] & { house?: string; };');
  });

  test('for another name of it, which may be `null`', () => {
    for (const discriminator of [mapped, { propertyName: 'kind' }]) {
      const schemas = pets(discriminator, { Maybe: { nullable: true, allOf: [refer('Pet')] } });
      expect(typeOf(schemas, 'Pet')).toBe(union);
      expect(typeOf(schemas, 'Maybe')).toBe('Maybe: components["schemas"]["Pet"] | null;');
    }
  });

  test('its base keeps out of the way of a schema that is called so', () => {
    const schemas = pets(mapped, { PetBase: object({ own: text }) });
    expect(typeOf(schemas, 'PetBase')).toBe('PetBase: { own?: string; };');
    expect(typeOf(schemas, 'Cat')).toContain('components["schemas"]["PetCommon"]');
  });
});

test('dates of its members are converted', () => {
  const schemas = pets(mapped, { Cat: heir({ born: { ...text, format: 'date-time' } }) });
  const document = {
    ...withOperation({ responses: { 200: json(refer('Pet')) } }),
    components: { schemas },
  };
  const codecs = emittedFile(document, 'codecs.ts', { scalars: { dates: 'Date' } });
  expect(codecs).toContain("by: 'kind', cases: { cat: () => Cat, dog: () => Dog }");
  expect(codecs).toContain("born: 'Date'");
});

test('the compiler narrows it, also in itself and behind `allOf`', { timeout: 60_000 }, async () => {
  const owner = object({
    pet: { allOf: [refer('Pet')], nullable: true },
    pets: { type: 'array', items: refer('Pet') },
  });
  const document = {
    ...withOperation({ responses: { 200: json(refer('Owner')) } }),
    components: { schemas: pets(mapped, { Owner: owner }) },
  };
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'spec.json'), JSON.stringify(document));
    await generate({
      spec: join(folder, 'spec.json'),
      out: join(folder, 'sdk'),
      runtime,
      importExtension: 'ts',
    });
    await writeFile(
      join(folder, 'use.ts'),
      `import type { Cat, Owner, Pet } from './sdk/index.ts';

export function lives(pet: Pet): number | undefined {
  if (pet.kind === 'cat') return pet.lives;
  // @ts-expect-error A dog has none.
  pet.lives;
  return pet.pups?.map(lives)[0] ?? (pet.friend?.kind === 'cat' ? pet.friend.lives : undefined);
}

export const cat: Cat = { kind: 'cat', lives: 9 };
export const pet: Pet = { kind: 'dog', barks: true, friend: cat };
export const ofOwner = ({ pet: own, pets }: Owner): unknown => [own?.kind === 'dog' && own.barks, pets?.map(lives)];
// @ts-expect-error There is no such kind.
export const fish: Pet = { kind: 'fish' };
`,
    );
    expect(await errorsIn(folder, '7')).toEqual([]);
  });
});
