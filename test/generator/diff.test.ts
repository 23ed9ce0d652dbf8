import { describe, expect, test } from 'vitest';
import { compareSurfaces } from '../../generator/src/diff/index.ts';
import { asMarkdown, asText } from '../../generator/src/diff/report.ts';
import { surfaceOf } from '../../generator/src/diff/surface.ts';
import { aCommandLine } from './command-line.ts';
import { aDocument, anOperation, json, reading, withOperation } from './support.ts';

function differenceOf(before: unknown, after: unknown) {
  const [old, now] = [reading(before), reading(after)];
  return compareSurfaces(surfaceOf(old), surfaceOf(now));
}

/** `breaking pets.list: argument …`, a line each. */
function changes(before: unknown, after: unknown): string[] {
  return differenceOf(before, after).changes.map(
    ({ impact, subject, what }) => `${impact} ${subject}: ${what}`,
  );
}

type Parts = Record<string, unknown>;
const operation = (before: Parts, after: Parts) => changes(withOperation(before), withOperation(after));
const parameter = (parts: Parts) => ({
  parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' }, ...parts }],
});
const text = { type: 'string' };
const number = { type: 'number' };
const pet = (properties: Parts, more: Parts = {}) => ({ type: 'object', properties, ...more });

describe('functions', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['nothing', withOperation({}), withOperation({}), []],
    [
      'gone, and its tag with it',
      aDocument({
        paths: {
          '/pets': { get: anOperation() },
          '/cats': { get: anOperation({ operationId: 'listCats', tags: ['cats'] }) },
        },
      }),
      withOperation({}),
      [
        'breaking tag cats: is gone, and with it `api.cats` and its TTL',
        'breaking cats.list: is gone: `GET /cats`',
      ],
    ],
    [
      'new',
      withOperation({}),
      aDocument({ paths: { '/pets': { get: anOperation(), post: anOperation({ operationId: 'addPet' }) } } }),
      ['compatible pets.add: is new: `POST /pets`'],
    ],
    [
      'renamed',
      withOperation({}),
      withOperation({ operationId: 'findPets' }),
      [
        'breaking pets.list: is called `findPets`, was `listPets`',
        'breaking pets.list: has moved to `pets.find`',
      ],
    ],
    [
      'moved to another tag',
      withOperation({}),
      withOperation({ tags: ['animals'] }),
      [
        'breaking tag pets: is gone, and with it `api.pets` and its TTL',
        'breaking pets.list: has moved to `animals.listPets`',
        'compatible tag animals: is new: `api.animals`',
      ],
    ],
    [
      'at another path',
      withOperation({}),
      withOperation({}, '/v2/pets'),
      ['invisible pets.list: calls `GET /v2/pets`, was `GET /pets`'],
    ],
    [
      'deprecated',
      withOperation({}),
      withOperation({ deprecated: true }),
      ['compatible pets.list: is deprecated'],
    ],
    [
      'no longer deprecated',
      withOperation({ deprecated: true }),
      withOperation({}),
      ['compatible pets.list: is no longer deprecated'],
    ],
    [
      'for anybody',
      withOperation({}),
      withOperation({ security: [] }),
      ['compatible pets.list: needs no credentials'],
    ],
    [
      'not for anybody',
      withOperation({ security: [] }),
      withOperation({}),
      ['breaking pets.list: needs credentials'],
    ],
    [
      'told in other words',
      withOperation({}),
      withOperation({ summary: 'All of them.' }),
      ['invisible pets.list: what its documentation says, or what the server checks, has changed'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});

describe('arguments', () => {
  test.each<[string, Parts, Parts, string[]]>([
    ['new', {}, parameter({}), ['compatible pets.list: argument `limit` is new']],
    [
      'new and required',
      {},
      parameter({ required: true }),
      ['breaking pets.list: argument `limit` is new, and required'],
    ],
    ['gone', parameter({}), {}, ['breaking pets.list: argument `limit` is gone']],
    [
      'required now',
      parameter({}),
      parameter({ required: true }),
      ['breaking pets.list: argument `limit` is required'],
    ],
    [
      'optional now',
      parameter({ required: true }),
      parameter({}),
      ['compatible pets.list: argument `limit` is optional'],
    ],
    [
      'of another type',
      parameter({}),
      parameter({ schema: text }),
      ['breaking pets.list: argument `limit` is `string`, was `number`'],
    ],
    [
      'of a wider type',
      parameter({}),
      parameter({ schema: { type: ['integer', 'string'] } }),
      ['compatible pets.list: argument `limit` is `number | string`, was `number`'],
    ],
    [
      'of one type and another format',
      parameter({}),
      parameter({ schema: number }),
      ['invisible pets.list: what its documentation says, or what the server checks, has changed'],
    ],
    [
      'with another value',
      parameter({ schema: { enum: ['a'] } }),
      parameter({ schema: { enum: ['a', 'b'] } }),
      ["compatible pets.list: argument `limit` may also be `'b'`"],
    ],
    [
      'with a value less',
      parameter({ schema: { enum: ['a', 'b'] } }),
      parameter({ schema: { enum: ['a'] } }),
      ["breaking pets.list: argument `limit` is no longer `'b'`"],
    ],
    [
      'deprecated',
      parameter({}),
      parameter({ deprecated: true }),
      ['compatible pets.list: argument `limit` is deprecated'],
    ],
    [
      'sent elsewhere',
      parameter({}),
      parameter({ in: 'header' }),
      ['invisible pets.list: argument `limit` is sent in another way'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(operation(before, after)).toEqual(expected);
  });
});

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

describe('results and errors', () => {
  const replies = (responses: Parts) => ({ responses });
  test.each<[string, Parts, Parts, string[]]>([
    [
      'with a new property',
      { 200: json(pet({})) },
      { 200: json(pet({ name: text })) },
      ['compatible pets.list: result 200 `name` is new'],
    ],
    [
      'without a property',
      { 200: json(pet({ name: text })) },
      { 200: json(pet({})) },
      ['breaking pets.list: result 200 `name` is gone'],
    ],
    [
      'whose property may be absent',
      { 200: json(pet({ name: text }, { required: ['name'] })) },
      { 200: json(pet({ name: text })) },
      ['breaking pets.list: result 200 `name` may be absent'],
    ],
    [
      'whose property is always there',
      { 200: json(pet({ name: text })) },
      { 200: json(pet({ name: text }, { required: ['name'] })) },
      ['compatible pets.list: result 200 `name` is always there'],
    ],
    [
      'with a nullable property',
      { 200: json(pet({ name: text })) },
      { 200: json(pet({ name: { ...text, nullable: true } })) },
      ['breaking pets.list: result 200 `name` may also be `null`'],
    ],
    [
      'of lists of other things',
      { 200: json({ type: 'array', items: pet({ a: text }) }) },
      { 200: json({ type: 'array', items: pet({ a: number }) }) },
      ['breaking pets.list: result 200 `[].a` is `number`, was `string`'],
    ],
    [
      'with one value more',
      { 200: json({ enum: ['a'] }) },
      { 200: json({ enum: ['a', 'b'] }) },
      ["compatible pets.list: result 200 may also be `'b'`"],
    ],
    [
      'that may be something else',
      { 200: json(text) },
      { 200: json({ anyOf: [text, number] }) },
      ['breaking pets.list: result 200 is `string | number`, was `string`'],
    ],
    [
      'in another status',
      { 200: json(text) },
      { 200: json(text), 202: json(number) },
      ['breaking pets.list: result 202 is documented'],
    ],
    [
      'in another status, of the same type',
      { 200: json(text) },
      { 200: json(text), 202: json(text) },
      ['compatible pets.list: result 202 is documented'],
    ],
    [
      'of a new error',
      { 200: json(text) },
      { 200: json(text), 404: json(text) },
      ['compatible pets.list: error 404 is documented'],
    ],
    [
      'of an error that is gone',
      { 200: json(text), 404: json(text) },
      { 200: json(text) },
      ['breaking pets.list: error 404 is no longer documented'],
    ],
    [
      'of an error with another body',
      { 404: json(text) },
      { 404: json(number) },
      ['breaking pets.list: error 404 is `number`, was `string`'],
    ],
    [
      'of any other error',
      {},
      { default: json(text) },
      ['compatible pets.list: any other status is documented'],
    ],
    [
      'with others in a map',
      { 200: json(pet({}, { additionalProperties: text })) },
      { 200: json(pet({}, { additionalProperties: number })) },
      ['breaking pets.list: result 200 `[name]` is `number`, was `string`'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(operation(replies(before), replies(after))).toEqual(expected);
  });
});

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

describe('the client', () => {
  const served = (url?: string) => ({
    ...withOperation({}),
    ...(url === undefined ? {} : { servers: [{ url }] }),
  });
  test.each([
    ['https://a.io', undefined, ['breaking client: has no `baseUrl` of its own: give it one']],
    [undefined, 'https://a.io', ['compatible client: has `https://a.io` as its `baseUrl`']],
    ['https://a.io', 'https://b.io', ['compatible client: calls `https://b.io`, was `https://a.io`']],
  ])('from %s to %s', (before, after, expected) => {
    expect(changes(served(before), served(after))).toEqual(expected);
  });

  test('keeps answers for another time', () => {
    const tagged = (ttl?: number) => ({
      ...withOperation({}),
      tags: [{ name: 'pets', ...(ttl === undefined ? {} : { 'x-cache-ttl': ttl }) }],
    });
    expect(changes(tagged(300), tagged(60))).toEqual([
      'compatible tag pets: answers stay fresh for 60 s, was 300 s',
    ]);
    expect(changes(tagged(), tagged(60))).toEqual([
      "compatible tag pets: answers stay fresh for 60 s, was the client's default",
    ]);
  });
});

const breaking = differenceOf(
  withOperation(parameter({})),
  withOperation({ summary: 'Pets.', deprecated: true }),
);

test('the gravest change says which version it takes', () => {
  const release = (before: Parts, after: Parts) =>
    differenceOf(withOperation(before), withOperation(after)).release;
  expect(breaking.release).toBe('major');
  expect(release({}, parameter({}))).toBe('minor');
  expect(release({}, { summary: 'Pets.' })).toBe('patch');
  expect(release({}, {})).toBe('none');
});

test('as text', () => {
  expect(asText(breaking)).toBe(`1 breaking, 1 compatible: a major version.

breaking
  pets.list: argument \`limit\` is gone

compatible
  pets.list: is deprecated`);
  expect(asText({ release: 'none', changes: [] })).toBe('Nothing changes for callers: no new version.');
});

test('as Markdown', () => {
  expect(asMarkdown(breaking)).toBe(`## API changes: a major version

1 breaking, 1 compatible.

### Breaking

- \`pets.list\`: argument \`limit\` is gone

### Compatible

- \`pets.list\`: is deprecated`);
});

test('nothing of a spec is Markdown, or moves a cursor', () => {
  const hostile = parameter({ name: '`<img>`\u001b[31m\u202e' });
  const difference = differenceOf(withOperation(hostile), withOperation({}));
  expect(asMarkdown(difference)).toContain("- `pets.list`: argument `'<img>'\\u001b[31m\\u202e` is gone");
  expect(asText(difference)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
});

describe('the command', () => {
  const { given, run } = aCommandLine();
  const diff = async (...flags: string[]) => {
    await given('old', withOperation(parameter({})));
    await given('new', withOperation({}));
    return run(['diff', '~/old', '~/new', ...flags]);
  };

  test('exits 0 unless told otherwise', async () => {
    expect(await diff()).toEqual({
      code: 0,
      printed: '1 breaking: a major version.\n\nbreaking\n  pets.list: argument `limit` is gone\n',
    });
  });

  test.each([
    ['breaking', parameter({}), {}, 1],
    ['compatible', parameter({}), {}, 1],
    ['breaking', {}, parameter({}), 0],
    ['compatible', {}, parameter({}), 1],
    ['compatible', {}, { summary: 'Pets.' }, 0],
    ['invisible', {}, { summary: 'Pets.' }, 1],
    ['invisible', {}, {}, 0],
  ])('--fail-on %s of %j to %j exits %i', async (impact, before, after, expected) => {
    await given('old', withOperation(before));
    await given('new', withOperation(after));
    expect((await run(['diff', '~/old', '~/new', '--fail-on', impact])).code).toBe(expected);
  });

  test('prints JSON, and Markdown', async () => {
    expect(JSON.parse((await diff('--json')).printed)).toEqual({
      release: 'major',
      changes: [{ impact: 'breaking', subject: 'pets.list', what: 'argument `limit` is gone' }],
    });
    expect((await diff('--markdown')).printed).toMatch(/^## API changes/);
  });

  test('compares only what the filters let through', async () => {
    const two = (more: Parts) =>
      aDocument({
        paths: { '/a': { get: anOperation() }, '/b': { get: anOperation({ operationId: 'b', ...more }) } },
      });
    await given('old', two(parameter({})));
    await given('new', two({}));
    expect((await run(['diff', '~/old', '~/new', '--include-path', '/a'])).printed).toMatch(
      /^Nothing changes/,
    );
  });

  test('of a spec that cannot be used is refused', async () => {
    await given('old', 'a: 1');
    await given('new', withOperation({}));
    expect(await run(['diff', '~/old', '~/new'])).toMatchObject({
      code: 1,
      printed: expect.stringContaining('This is not an OpenAPI'),
    });
    expect((await run(['diff', '~/old', '~/new', '--json'])).printed).toContain('"refused"');
  });

  test.each([
    [['diff', 'a'], 'Which specs? Give the old one and the new one.'],
    [['diff', 'a', 'b', 'c'], 'Two specs at a time; c is one too many.'],
    [['diff', 'a', 'b', '--fail-on', 'doom'], '--fail-on is breaking, compatible or invisible; found doom.'],
    [['diff', 'a', 'b', '--json', '--markdown'], '--markdown and --json exclude each other.'],
  ])('%j is wrong usage', async (args, expected) => {
    expect(await run(args)).toMatchObject({ code: 2, printed: expect.stringContaining(expected) });
  });
});
