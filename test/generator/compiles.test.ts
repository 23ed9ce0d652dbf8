/**
 * The quickest proof that what is written compiles; the long ones are in sdks.compile.ts.
 */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../generator/src/index.ts';
import { clashingSdk } from './clashes.ts';
import { errorsIn, inFolder, runtime } from './compile.ts';
import { aDocument, anOperation, json } from './support.ts';

test('names that clash with everything compile', { timeout: 60_000 }, async () => {
  await inFolder(async (folder) => {
    await clashingSdk(join(folder, 'sdk'));
    expect(await errorsIn(folder, '7')).toEqual([]);
  });
});

test('what real specs have brought up compiles', { timeout: 60_000 }, async () => {
  const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const text = { type: 'string' };
  const body = (schema: unknown) => ({ requestBody: { content: { 'application/json': { schema } } } });
  const id = { name: 'id', in: 'path', required: true, schema: { type: ['string', 'null'] } };
  const offset = ['offset', 'limit'].map((name) => ({
    name,
    in: 'query',
    required: name === 'offset',
    schema: { type: 'integer' },
  }));
  const fields = [{ name: 'fields', in: 'query', schema: text }];
  const replies = (schema: unknown) => ({ responses: { 200: json(schema) } });
  const list = {
    type: 'object',
    properties: { data: { type: 'array', items: refer('Pet') }, total: { type: 'integer' } },
  };
  const document = aDocument({
    paths: {
      // In an interface `new` is a signature of a constructor, unless it is written as a text.
      '/agents': {
        post: anOperation({
          operationId: 'agent_new',
          tags: ['agent'],
          ...body(refer('Pet')),
          ...replies(refer('Pet')),
        }),
      },
      // Of either or anything nothing is left but anything, and what was named is imported by nobody.
      '/anything': {
        put: anOperation({
          operationId: 'putAnything',
          tags: ['agent'],
          ...body({ oneOf: [refer('Lonely'), {}] }),
        }),
      },
      // A page is asked for with what cannot be left out.
      '/pets': {
        get: anOperation({ operationId: 'listPets', parameters: offset, ...replies(list) }),
        post: anOperation({
          operationId: 'createPet',
          parameters: fields,
          ...body(refer('Pet')),
          ...replies(refer('Pet')),
        }),
      },
      '/pets/{petId}': {
        get: anOperation({
          operationId: 'getPet',
          parameters: [{ ...id, name: 'petId' }],
          ...replies(refer('Pet')),
        }),
      },
      // `keyof` says 1 of a property that is written so, not '1'.
      '/numbered/{1}': {
        put: anOperation({
          operationId: 'putNumbered',
          tags: ['numbered'],
          parameters: [{ ...id, name: '1' }],
          ...body(refer('Pet')),
          ...replies(refer('Pet')),
        }),
      },
      '/maybes/{id}': {
        get: anOperation({
          operationId: 'getMaybe',
          tags: ['maybes'],
          parameters: [{ ...id, schema: text }],
          ...replies(refer('Maybe')),
        }),
      },
    },
    components: {
      schemas: {
        Pet: { type: 'object', properties: { id: text } },
        Lonely: { type: 'object', properties: { a: text } },
        Maybe: { type: ['object', 'null'], properties: { id: text, a: text } },
        // TS2344: what may be null has no keys.
        Sure: { allOf: [refer('Maybe'), { type: 'object' }], required: ['a'] },
        // No object is a text.
        Group: { type: 'object', enum: ['car', 'van'], properties: { name: text } },
        Word: { type: 'object', enum: ['a', 'b'] },
      },
    },
  });
  await inFolder(async (folder) => {
    const [spec, out] = [join(folder, 'spec.json'), join(folder, 'sdk')];
    await writeFile(spec, JSON.stringify(document));
    const { problems } = await generate({ spec, out, runtime, importExtension: 'ts', repositories: true });
    await writeFile(
      join(folder, 'use.ts'),
      `import type { Api, Group, Sure, Word } from './sdk/index.ts';

export const made = (api: Api): PromiseLike<string | undefined> => api.agent.new({ body: {} }).then(({ id }) => id);
export const sure: Sure = { a: 'a' };
// @ts-expect-error It is required.
export const unsure: Sure = {};
export const group: Group = { name: 'cars' };
export const word: Word = 'a';
`,
    );
    expect(await errorsIn(folder, '7')).toEqual([]);
    expect(problems.map(({ what }) => what)).toEqual([
      'No object is one of the values in `enum`: `enum` is left out.',
      'No object is one of the values in `enum`: `type` is left out.',
    ]);
  });
});
