import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { validationFor } from '../../generator/src/emit/validation/module.ts';
import { generate } from '../../generator/src/index.ts';
import { Findings } from '../../generator/src/problem.ts';
import { patternOf } from '../../generator/src/rules/pattern.ts';
import { reportPatterns } from '../../generator/src/rules/report.ts';
import { issuesOf, type Schema } from '../../src/runtime/validation/schema.ts';
import * as valibotReplies from '../fixtures/kennel/valibot/validate-replies.ts';
import * as valibotRequests from '../fixtures/kennel/valibot/validate-requests.ts';
import * as zodReplies from '../fixtures/kennel/zod/validate-replies.ts';
import * as zodRequests from '../fixtures/kennel/zod/validate-requests.ts';
import { emitted, json, reading, withOperation } from './support.ts';

const kennel = fileURLToPath(new URL('../fixtures/kennel/', import.meta.url));

test.each(['zod', 'valibot'] as const)(
  'schemas of the kennel in %s are what the generator writes',
  async (schemas) => {
    const options = {
      runtime: '../../../../src/runtime/index.ts',
      importExtension: 'ts',
      lock: false,
    } as const;
    const { changes } = await generate({
      spec: join(kennel, 'spec.yaml'),
      out: join(kennel, schemas),
      check: true,
      schemas,
      ...options,
    });
    // The rest of the SDK is as it always is.
    expect(changes.written.filter((name) => name.startsWith('validate-'))).toEqual([]);
    expect(changes.unchanged).toEqual(['validate-replies.ts', 'validate-requests.ts']);
  },
);

const tables = [
  ['zod', zodRequests, zodReplies],
  ['valibot', valibotRequests, valibotReplies],
] as const;

const bone = { kind: 'bone', length: 1 };
const dog = { id: 'd1', name: 'Rex', size: 'small', treat: bone };
const sent = { name: 'Rex', size: 'small', secret: 's', treat: bone };

/** Places of a value that a schema refuses, in order. */
async function placesIn(schema: Schema | undefined, value: unknown): Promise<string[]> {
  if (!schema) throw new Error('there is no schema');
  return (await issuesOf(schema, value)).map(({ path }) => path).sort();
}

describe.each(tables)('schemas of %s', (_library, requests, replies) => {
  const reply = replies.getDog['200'];
  const body = requests.replaceDog['body'];

  test.each<[string, object]>([
    ['what is documented', dog],
    ['a member that nobody knows', { ...dog, tail: true }],
    ['a value of an enum that nobody knows', { ...dog, size: 'huge', grade: 7 }],
    ['a variant that nobody knows, by its discriminator', { ...dog, treat: { kind: 'sausage' } }],
    ['a variant that nobody knows, by what tells the others apart', { ...dog, toy: { shape: 'cube' } }],
    ['null where that is said', { ...dog, weight: null, grade: null, toy: null }],
    ['an integer beyond 2^53', { ...dog, age: -9.3e18 }],
    ['itself, in itself', { ...dog, puppies: [{ ...dog, puppies: [dog] }] }],
    ['any text where the pattern is unusable', { ...dog, slow: 'b', strange: ')' }],
    ['either of two types', { ...dog, note: ['a'] }],
    ['a write-only member, which is nobody’s business here', { ...dog, secret: 1 }],
    ['a text whose length is counted in code points', { ...dog, name: '🐕🐕🐕🐕🐕' }],
  ])('take %s from a server', async (_what, value) => {
    expect(await placesIn(reply, value)).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ['another type', { ...dog, name: 7, puppies: {} }, ['name', 'puppies']],
    ['nothing where something is required', { name: 'Rex', size: 'small', treat: bone }, ['id']],
    ['null where it is not said', { ...dog, age: null }, ['age']],
    ['a number out of its range', { ...dog, age: 31, weight: 0 }, ['age', 'weight']],
    ['half a number', { ...dog, age: 1.5 }, ['age']],
    ['a text that is no date', { ...dog, born: 'soon', seen: '2024-02-29' }, ['born', 'seen']],
    ['a text that does not match', { ...dog, code: 'xx' }, ['code']],
    ['a text that is too long', { ...dog, name: 'Barnaby' }, ['name']],
    ['what is wrong deep inside', { ...dog, puppies: [dog, { ...dog, id: 1 }] }, ['puppies[1].id']],
    ['more items than allowed', { ...dog, puppies: [dog, dog, dog] }, ['puppies']],
    [
      'what is wrong in a variant',
      { ...dog, treat: { kind: 'bone' }, toy: { shape: 'ball' } },
      ['toy.radius', 'treat.length'],
    ],
    [
      'what is wrong in the children of a recursive parent',
      { ...dog, treat: { kind: 'biscuit', taste: 1 } },
      ['treat.taste'],
    ],
    ['another constant', { ...dog, kind: 'cat' }, ['kind']],
    ['half a tuple', { ...dog, place: [1] }, ['place[1]']],
    ['a wrong value of a map', { ...dog, counts: { a: 'x' } }, ['counts.a']],
    [
      'what may not be there, and others of another type',
      { ...dog, extra: { a: 1, b: 1, c: 1 } },
      ['extra.b', 'extra.c'],
    ],
  ])('refuse %s from a server', async (_what, value, expected) => {
    expect(await placesIn(reply, value)).toEqual(expected);
  });

  test.each<[string, object, string[]]>([
    ['an item as it is documented', { name: 'Rex' }, []],
    ['an item that is not', { name: 7 }, ['name']],
  ])('know the items of a stream: %s', async (_what, item, expected) => {
    expect(await placesIn(replies.exportDogs['200'], item)).toEqual(expected);
  });

  test.each<[string, object, string[]]>([
    ['an event and its data', { event: 'born', data: { name: 'Rex' }, id: '1' }, []],
    ['the data of another event', { event: 'born', data: { treat: bone } }, ['data.name']],
    ['what is wrong deep inside', { event: 'fed', data: { treat: { kind: 'bone' } } }, ['data.treat.length']],
    ['text, where data is text', { event: 'bark', data: 'wow' }, []],
    ['an event that nobody knows', { event: 'chased', data: 1 }, []],
  ])('know events by their names: %s', async (_what, item, expected) => {
    expect(await placesIn(replies.watchDogs['200'], item)).toEqual(expected);
  });

  test('know the replies of a range of statuses', async () => {
    expect(await placesIn(replies.getDog['4XX'], { title: 1 })).toEqual(['title']);
  });

  test.each<[string, object]>([
    ['what is documented, without what only the server sets', sent],
    ['a member that nobody knows', { ...sent, tail: true }],
  ])('take %s from a caller', async (_what, value) => {
    expect(await placesIn(body, value)).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ['a value of an enum that nobody knows', { ...sent, size: 'huge', grade: 7 }, ['grade', 'size']],
    ['a variant that nobody knows', { ...sent, treat: { kind: 'sausage' } }, ['treat.kind']],
    ['nothing where something is required', { name: 'Rex', size: 'small', treat: bone }, ['secret']],
  ])('refuse %s from a caller', async (_what, value, expected) => {
    expect(await placesIn(body, value)).toEqual(expected);
  });

  test('know arguments by name, and which of them may be left out', async () => {
    const { dogId, view, page } = requests.getDog;
    expect(await placesIn(dogId, 'd1')).toEqual(['']);
    expect(await placesIn(dogId, undefined)).toEqual(['']);
    expect(await placesIn(dogId, '0190163d-8694-739b-aea5-966c26f8ad91')).toEqual([]);
    expect(await placesIn(view, undefined)).toEqual([]);
    expect(await placesIn(view, 'long')).toEqual(['']);
    expect(await placesIn(page, 0)).toEqual(['']);
  });

  test('leave files to be files', async () => {
    const schema = requests.addPhoto['body'];
    expect(await placesIn(schema, { file: new Blob(['x']), caption: 'Rex' })).toEqual([]);
    expect(await placesIn(schema, { file: new Blob(['x']), caption: 'Too long' })).toEqual(['caption']);
  });
});

describe('patterns of a spec', () => {
  test.each([
    ['^[a-z]{1,8}$', { source: '^[a-z]{1,8}$', flags: 'u' }],
    ['^[\\w\\-]$', { source: '^[\\w\\-]$', flags: 'u' }],
    ["^[\\w\\'-]$", { source: "^[\\w\\'-]$", flags: '' }],
    ['^[\\d\\_]\\n$', { source: '^[\\d\\_]\\n$', flags: '' }],
    ['\\\\p', { source: '\\\\p', flags: 'u' }],
    // Of other languages; without `u` they would be letters.
    ['^[\\p{IsAlphabetic}]$', 'JavaScript cannot read it'],
    ['\\A[a-z]+\\z', 'JavaScript cannot read it'],
    ['^\\h\\-$', 'JavaScript cannot read it'],
    ['^[\\000-\\037\\-]$', 'JavaScript cannot read it'],
    ['^\\u\\-$', 'JavaScript cannot read it'],
    ['^\\R\\-$', 'JavaScript cannot read it'],
    ['(', 'JavaScript cannot read it'],
    ['^(a+)+$', 'it may take very long on some input'],
    ['^(\\w+\\s?)*$', 'it may take very long on some input'],
    ['(a|a)*b', 'it may take very long on some input'],
  ])('%s is %o', (pattern, expected) => {
    expect(patternOf(pattern)).toEqual(expected);
  });

  test('that are left out are reported where they stand', () => {
    const findings = new Findings();
    const { document } = reading(withOperation({ responses: { 200: json({ items: { pattern: '(' } }) } }));
    reportPatterns(document, findings);
    expect(findings.all).toMatchObject([
      {
        severity: 'skipped',
        pointer: '#/paths/~1pets/get/responses/200/content/application~1json/schema/items/pattern',
        what: 'The pattern is left out of the schemas: JavaScript cannot read it.',
      },
    ]);
  });
});

describe('a module of schemas', () => {
  const document = withOperation({ responses: { 200: json({ $ref: '#/components/schemas/Z' }) } });
  const schemas = { Z: { type: 'string' }, Unused: { type: 'string' } };
  const files = emitted({ ...document, components: { schemas } }, { validation: validationFor('zod') });

  test('has what operations need, and nothing else', () => {
    expect(files.get('validate-replies.ts')).toContain('export const Z: z.ZodType');
    expect(files.get('validate-replies.ts')).not.toContain('Unused');
    expect(files.get('validate-requests.ts')).toMatch(/\n\nexport \{\};\n$/);
  });

  test('is imported by nobody', () => {
    const others = [...files].filter(([name]) => !name.startsWith('validate-'));
    expect(others.filter(([, text]) => text.includes('validate-'))).toEqual([]);
  });

  test('is not there unless it is asked for', () => {
    expect([...emitted(document).keys()].filter((name) => name.startsWith('validate-'))).toEqual([]);
  });
});
