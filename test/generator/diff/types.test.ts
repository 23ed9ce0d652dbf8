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
