import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, json } from '../support.ts';
import { changes, number, type Parts, pet, text } from './changes.ts';

describe('named types', () => {
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const answer = (name: string) => ({ responses: { 200: json(reference(name)) } });
  const question = { requestBody: { content: { 'application/json': { schema: reference('Pet') } } } };
  const api = (parts: Parts, schemas: Parts) =>
    aDocument({ paths: { '/pets': { post: anOperation(parts) } }, components: { schemas } });

  test('are told of once, however many functions use them', () => {
    const paths = {
      '/a': { get: anOperation(answer('Pet')) },
      '/b': { get: anOperation({ operationId: 'b', ...answer('Pet') }) },
    };
    const old = aDocument({ paths, components: { schemas: { Pet: pet({ name: text }) } } });
    expect(changes(old, { ...old, components: { schemas: { Pet: pet({}) } } })).toEqual([
      'breaking type Pet: `name` is gone',
    ]);
  });

  test('matter to the side that meets them', () => {
    const [old, now] = [{ Pet: pet({ name: text }) }, { Pet: pet({ name: text }, { required: ['name'] }) }];
    expect(changes(api(question, old), api(question, now))).toEqual([
      'breaking type Pet: `name` is required',
    ]);
    expect(changes(api(answer('Pet'), old), api(answer('Pet'), now))).toEqual([
      'compatible type Pet: `name` is always there',
    ]);
    const both = { ...question, ...answer('Pet') };
    expect(changes(api(both, old), api(both, now))).toEqual([
      'breaking type Pet: `name` is required, in requests',
      'compatible type Pet: `name` is always there, in answers',
    ]);
  });

  test('that are bases are their heirs: one more, one less, or none any more', () => {
    const heir = { allOf: [reference('Pet'), pet({ name: text })] };
    const base = (...names: string[]) => ({
      Pet: pet({ kind: text }, { required: ['kind'], discriminator: { propertyName: 'kind' } }),
      ...Object.fromEntries(names.map((name) => [name, heir])),
    });
    const told = (parts: Parts, before: Parts, after: Parts) =>
      changes(api(parts, before), api(parts, after)).filter((line) => line.includes('type Pet'));
    const { Pet: _, ...cats } = base('Cat');
    const [two, three] = [base('Cat', 'Dog'), base('Cat', 'Dog', 'Elk')];
    const more = 'type Pet: is `Cat | Dog | Elk`, was `Cat | Dog`';
    const less = 'type Pet: is `Cat | Dog`, was `Cat | Dog | Elk`';
    expect(told(answer('Pet'), two, three)).toEqual([`breaking ${more}`]);
    expect(told(question, two, three)).toEqual([`compatible ${more}`]);
    expect(told(question, three, two)).toEqual([`breaking ${less}`]);
    expect(told(answer('Pet'), three, two)).toEqual([`compatible ${less}`]);
    expect(
      told(answer('Pet'), base('Cat'), { Pet: pet({ kind: text }, { required: ['kind'] }), ...cats }),
    ).toEqual(['breaking type Pet: is no longer one of its heirs']);
  });

  test('are new, or gone', () => {
    expect(changes(api({}, { A: text }), api({}, { B: text }))).toEqual([
      'breaking type A: is gone',
      'compatible type B: is new',
    ]);
  });

  test('under another name are what they are made of', () => {
    const [old, now] = [
      { Pet: pet({ name: text, friend: reference('Pet') }) },
      { Animal: pet({ name: text, age: number, friend: reference('Animal') }) },
    ];
    expect(changes(api(answer('Pet'), old), api(answer('Animal'), now))).toEqual([
      'breaking type Pet: is gone',
      'compatible pets.list: result 200 `age` is new',
      'compatible type Animal: is new',
    ]);
  });

  test('tell of what they share with others only there', () => {
    const schemas = (properties: Parts) => ({
      Animal: pet(properties),
      Pet: { allOf: [reference('Animal'), pet({ owner: text })] },
    });
    expect(changes(api(answer('Pet'), schemas({ name: text })), api(answer('Pet'), schemas({})))).toEqual([
      'breaking type Animal: `name` is gone',
    ]);
  });

  test('may be put together in another way', () => {
    const old = { Animal: pet({ name: text }), Pet: { allOf: [reference('Animal'), pet({ owner: text })] } };
    const now = { Animal: pet({ name: text }), Pet: pet({ name: text, owner: text }) };
    expect(changes(api(answer('Pet'), old), api(answer('Pet'), now))).toEqual([
      'invisible type Pet: its documentation, or what the server checks, has changed',
    ]);
  });

  test('may be told in other words', () => {
    expect(
      changes(api(answer('A'), { A: text }), api(answer('A'), { A: { ...text, maxLength: 5 } })),
    ).toEqual(['invisible type A: its documentation, or what the server checks, has changed']);
  });

  test('may be deprecated in part', () => {
    const now = { A: pet({ name: { ...text, deprecated: true } }) };
    expect(changes(api(answer('A'), { A: pet({ name: text }) }), api(answer('A'), now))).toEqual([
      'compatible type A: `name` is deprecated',
    ]);
  });
});
