import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, emitted, json } from './support.ts';

const at = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const moment = { type: 'string', format: 'date-time' };
const int64 = { type: 'integer', format: 'int64' };
const text = { type: 'string' };
const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties,
  ...more,
});

function api(
  schemas: Record<string, unknown>,
  reply: unknown = at('Pet'),
  operation: Record<string, unknown> = {},
) {
  const responses = { 200: json(reply) };
  return aDocument({
    paths: { '/pets': { post: anOperation({ responses, ...operation }) } },
    components: { schemas },
  });
}

const bigints = { scalars: { int64: 'bigint', dates: 'Date' } } as const;

/** Codec of `Pet`, on one line. */
function codecOf(Pet: unknown, others: Record<string, unknown> = {}): string | undefined {
  const file = emitted(api({ Pet, ...others }), bigints).get('codecs.ts');
  const [, codec] = /export const Pet: Codec = ([\s\S]*?);\n/.exec(file ?? '') ?? [];
  return codec?.replace(/\s+/g, ' ').replace(/,(?= [}\]])/g, '');
}

test.each<[string, unknown, string]>([
  ['a property', object({ at: moment, name: text }), "{ members: { at: 'Date' } }"],
  ['an int64', object({ id: int64 }), "{ members: { id: 'int64' } }"],
  [
    'a nullable property',
    object({ at: { type: ['string', 'null'], format: 'date-time' } }),
    "{ members: { at: 'Date' } }",
  ],
  ['a list', { type: 'array', items: moment }, "{ items: 'Date' }"],
  ['a tuple', { type: 'array', prefixItems: [text, moment] }, "{ places: [null, 'Date'] }"],
  ['a map', object({}, { additionalProperties: moment }), "{ members: {}, rest: 'Date' }"],
  [
    'a map beside properties',
    object({ a: text }, { additionalProperties: moment }),
    "{ members: { a: null }, rest: 'Date' }",
  ],
  ['patterns', object({}, { patternProperties: { '^x': moment } }), "{ members: {}, rest: 'Date' }"],
  ['itself', object({ at: moment, next: at('Pet') }), "{ members: { at: 'Date', next: () => Pet } }"],
  [
    'parts',
    { allOf: [object({ a: moment }), object({ b: int64 })] },
    "{ members: { a: 'Date', b: 'int64' } }",
  ],
  [
    'several types',
    { type: ['string', 'integer'], format: 'int64' },
    "{ oneOf: [{ is: 'string' }, { is: 'number', codec: 'int64' }] }",
  ],
  [
    'a union by type',
    { oneOf: [text, int64, { type: 'null' }] },
    "{ oneOf: [{ is: 'number', codec: 'int64' }, { is: 'string' }, { is: 'null' }] }",
  ],
  [
    'a member of every object',
    object({ constructor: moment }),
    "{ members: { constructor: 'Date' as const } }",
  ],
])('%s', (_, schema, expected) => {
  expect(codecOf(schema)).toBe(expected);
});

test.each<[string, unknown]>([
  ['nothing of the kind', object({ name: text })],
  ['a date alone, which no zone shifts', object({ day: { type: 'string', format: 'date' } })],
  ['an enum', object({ at: { ...moment, enum: ['2024-01-01T00:00:00Z'] } })],
  ['an int64 in a string', object({ id: { type: 'string', format: 'int64' } })],
])('no codec for %s', (_, schema) => {
  expect(codecOf(schema)).toBeUndefined();
});

describe('a union of objects', () => {
  const card = object({ kind: { const: 'card' }, expires: moment }, { required: ['kind', 'expires'] });
  const cash = object({ kind: { const: 'cash' }, expires: text }, { required: ['kind', 'expires'] });
  const schemas = { Card: card, Cash: cash };

  test('with a discriminator goes by its values', () => {
    const union = { oneOf: [at('Card'), at('Cash')], discriminator: { propertyName: 'kind' } };
    expect(codecOf(union, schemas)).toBe("{ by: 'kind', cases: { card: () => Card } }");
  });

  test('goes by what tells them apart, and says nothing else', () => {
    expect(codecOf({ anyOf: [at('Cash'), at('Card')] }, schemas)).toBe(
      "{ oneOf: [ { is: 'object', values: { kind: ['card'] }, codec: () => Card }, { is: 'object', values: { kind: ['cash'] } } ] }",
    );
  });

  test('may have properties of its own', () => {
    expect(codecOf({ ...object({ at: moment }), oneOf: [at('Card'), at('Cash')] }, schemas)).toContain(
      "codec: () => Card }, { is: 'object', values: { kind: ['cash'] } } ] }, { members: { at: 'Date' } } ] }",
    );
  });

  test('that contains itself does not lead to itself by itself', () => {
    const codec = codecOf({ anyOf: [at('Pet'), { type: 'array', items: at('Pet') }, moment] });
    expect(codec).toContain("{ is: 'array', codec: { items: () => Pet } }");
    expect(codec).not.toContain('codec: () => Pet');
  });

  test('may be the base of its variants, whose codecs do not lead back', () => {
    const base = { ...object({ at: moment }), oneOf: [at('Child')] };
    const file = emitted(
      api({ Pet: base, Child: { allOf: [at('Pet'), object({ born: moment })] } }),
      bigints,
    ).get('codecs.ts');
    expect(file).toContain("export const Child: Codec = { members: { at: 'Date', born: 'Date' } };");
  });

  test('sees through unions of unions', () => {
    const inner = { oneOf: [at('Card'), { type: 'boolean' }] };
    expect(codecOf({ oneOf: [at('Inner'), text] }, { ...schemas, Inner: inner })).toBe(
      "{ oneOf: [{ is: 'object', codec: () => Card }, { is: 'boolean' }, { is: 'string' }] }",
    );
  });
});

describe('codecs.ts', () => {
  test('is not there unless an option asks for it and a reply has something to convert', () => {
    const document = api({ Pet: object({ at: moment, id: int64 }) });
    expect(emitted(document).has('codecs.ts')).toBe(false);
    expect(emitted(document, { scalars: { int64: 'bigint' } }).has('codecs.ts')).toBe(true);
    expect(emitted(api({ Pet: object({ name: text }) }), bigints).has('codecs.ts')).toBe(false);
  });

  test('has the schemas that replies use, and no others', () => {
    const schemas = {
      Pet: object({ owner: at('Owner') }),
      Owner: object({ born: moment }),
      Unused: object({ at: moment }),
    };
    const file = emitted(api(schemas), bigints).get('codecs.ts') ?? '';
    expect([...file.matchAll(/export const (\w+)/g)].map((match) => match[1])).toEqual(['Owner', 'Pet']);
  });
});

describe('a descriptor', () => {
  const schemas = { Pet: object({ at: moment }), Problem: object({ code: int64 }) };
  const moduleOf = (reply: unknown, operation: Record<string, unknown> = {}) =>
    emitted(api(schemas, reply, operation), bigints).get('pets.ts') ?? '';

  test('names the codec of each reply', () => {
    const responses = {
      200: json({ type: 'array', items: at('Pet') }),
      201: json(moment),
      '4XX': json(at('Problem')),
      default: json(text),
    };
    expect(moduleOf(undefined, { responses })).toContain(
      "codecs: { 200: { items: codecs.Pet }, 201: 'Date', '4XX': codecs.Problem },",
    );
  });

  test('imports what it names, and only then', () => {
    expect(moduleOf(at('Pet'))).toContain("import * as codecs from './codecs.js';");
    expect(moduleOf(moment)).not.toContain('import * as codecs');
  });

  test('hands over what converts, where anything is converted', () => {
    const bodyOf = (schema: unknown) => ({
      requestBody: { required: true, content: { 'application/json': { schema } } },
    });
    expect(moduleOf(text, bodyOf(at('Pet')))).toContain('conversion: scalars,');
    expect(moduleOf(at('Pet'))).toContain('conversion: scalars,');
    expect(moduleOf(text, bodyOf(text))).not.toContain('scalars');
  });

  test('lives beside a function called codecs', () => {
    expect(moduleOf(at('Pet'), { operationId: 'codecs' })).toContain('codecs: { 200: codecsOfReplies.Pet },');
  });
});
