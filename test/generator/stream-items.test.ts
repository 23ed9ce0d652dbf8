/** Replies that come item by item: what a spec says of their items, and what becomes of it. */

import { expect, test } from 'vitest';
import { aDocument, anOperation, emittedFile } from './support.ts';

const schemas = {
  Pet: {
    type: 'object',
    properties: { name: { type: 'string' }, bornAt: { type: 'string', format: 'date-time' } },
  },
  Note: { type: 'object', properties: { text: { type: 'string' } } },
};
const pet = { $ref: '#/components/schemas/Pet' };
const note = { $ref: '#/components/schemas/Note' };

/** The module of one GET whose success is that content. */
function moduleOf(content: Record<string, unknown>, options = {}): string {
  const operation = anOperation({
    operationId: 'watchPets',
    responses: { 200: { description: '', content } },
  });
  return emittedFile(
    aDocument({ paths: { '/pets': { get: operation } }, components: { schemas } }),
    'pets.ts',
    options,
  );
}

/** Type of the call's data, on one line, its alias followed. */
function dataOf(module: string): string | undefined {
  const line = module.replace(/\s+/g, ' ').replaceAll('< ', '<').replaceAll('<| ', '<').replaceAll(' >', '>');
  const [, data] = /: Call<(.*?), WatchPetsResult>/.exec(line) ?? [];
  return data === 'WatchPetsData' ? /WatchPetsData = (.*?>);/.exec(line)?.[1] : data;
}

const event = (name: string | undefined, data: object) => ({
  properties: { ...(name === undefined ? {} : { event: { const: name } }), data },
});
const jsonData = (schema: unknown) => ({ contentMediaType: 'application/json', contentSchema: schema });

const inner = { type: 'object', required: ['a'], properties: { a: { type: 'number' } } };

/** Schemas that have no name, and what they are in TypeScript. */
const inline: readonly [title: string, schema: Record<string, unknown>, type: string][] = [
  ['objects in objects', { properties: { inner } }, '{ inner?: { a: number } }'],
  ['lists of objects', { type: 'array', items: { type: 'array', items: inner } }, '{ a: number }[][]'],
  ['lists of either', { type: 'array', items: { oneOf: [inner, pet] } }, '({ a: number } | Pet)[]'],
  ['either', { oneOf: [inner, pet, { type: 'string' }] }, '{ a: number } | Pet | string'],
  ['all of them', { allOf: [pet, inner], properties: { b: {} } }, 'Pet & { a: number } & { b?: unknown }'],
  ['all of either', { allOf: [pet], anyOf: [inner, note] }, 'Pet & ({ a: number } | Note)'],
  ['maps of objects', { type: 'object', additionalProperties: inner }, 'Record<string, { a: number }>'],
  ['objects or nothing', { ...inner, type: ['object', 'null'] }, '{ a: number } | null'],
  ['objects or nothing, as 3.0 has it', { ...inner, nullable: true }, '{ a: number } | null'],
  ['what only callers write', { properties: { a: {}, b: { writeOnly: true } } }, '{ a?: unknown }'],
  ['tuples', { properties: { a: { type: 'array', prefixItems: [inner] } } }, '{ a?: unknown[] }'],
];

test.each<[string, Record<string, unknown>, string]>([
  ['3.2: lines by itemSchema', { 'application/jsonl': { itemSchema: pet } }, 'Stream<Pet>'],
  ['3.2: a sequence by itemSchema', { 'application/json-seq': { itemSchema: pet } }, 'Stream<Pet>'],
  ['before it: lines by the schema of a line', { 'application/x-ndjson': { schema: pet } }, 'Stream<Pet>'],
  ['lines by a list', { 'application/x-ndjson': { schema: { type: 'array', items: pet } } }, 'Stream<Pet>'],
  [
    'lines of which only that they are text',
    { 'application/jsonl': { schema: { type: 'string' } } },
    'Stream<unknown>',
  ],
  ['lines of which nothing', { 'application/jsonl': {} }, 'Stream<unknown>'],
  [
    'lines of objects without a name',
    {
      'application/jsonl': {
        itemSchema: { type: 'object', required: ['a'], properties: { a: { type: 'number' }, 'b-c': pet } },
      },
    },
    "Stream<{ a: number; 'b-c'?: Pet }>",
  ],
  ...inline.map(([title, schema, type]): [string, Record<string, unknown>, string] => [
    `lines of ${title}`,
    { 'application/jsonl': { itemSchema: schema } },
    `Stream<${type}>`,
  ]),
  ...inline.map(([title, schema, type]): [string, Record<string, unknown>, string] => [
    `events of ${title}`,
    { 'text/event-stream': { itemSchema: event(undefined, jsonData(schema)) } },
    `Stream<ServerSentEvent<${type}>>`,
  ]),
  ['events of which nothing', { 'text/event-stream': {} }, 'Stream<ServerSentEvent>'],
  ['events of text', { 'text/event-stream': { schema: { type: 'string' } } }, 'Stream<ServerSentEvent>'],
  [
    'before 3.2: events by the schema of their data',
    { 'text/event-stream': { schema: pet } },
    'Stream<ServerSentEvent<Pet>>',
  ],
  [
    'before 3.2: events by their own schema',
    {
      'text/event-stream': {
        schema: { type: 'object', properties: { event: { type: 'string' }, data: pet } },
      },
    },
    'Stream<ServerSentEvent<Pet>>',
  ],
  [
    '3.1: events by what is in their text',
    { 'text/event-stream': { schema: { type: 'string', ...jsonData(pet) } } },
    'Stream<ServerSentEvent<Pet>>',
  ],
  [
    '3.2: events by name',
    {
      'text/event-stream': {
        itemSchema: {
          type: 'object',
          properties: { event: { type: 'string' }, data: { type: 'string' } },
          oneOf: [
            event('pet', jsonData(pet)),
            event('note', jsonData(note)),
            event('beat', {}),
            event(undefined, { contentMediaType: 'text/plain', const: '[DONE]' }),
          ],
        },
      },
    },
    "Stream<ServerSentEvent<Pet, 'pet'> | ServerSentEvent<Note, 'note'> | ServerSentEvent<string, 'beat'>>",
  ],
])('%s', (_case, content, expected) => {
  expect(dataOf(moduleOf(content))).toBe(expected);
});

test('the descriptor says whose data is JSON, and nothing where none is', () => {
  expect(moduleOf({ 'text/event-stream': { schema: pet } })).toContain('items: { json: true },');
  const oneOf = [event('pet', jsonData(pet)), event('note', { contentMediaType: 'text/plain' })];
  expect(moduleOf({ 'text/event-stream': { itemSchema: { oneOf } } })).toContain("items: { json: ['pet'] },");
  expect(moduleOf({ 'text/event-stream': {} })).not.toContain('items:');
  expect(moduleOf({ 'application/jsonl': { itemSchema: pet } })).not.toContain('items:');
});

test('dates in items are converted like any other', () => {
  const scalars = { scalars: { dates: 'Date', int64: 'number' } };
  expect(moduleOf({ 'application/jsonl': { itemSchema: pet } }, scalars)).toContain(
    'items: { codec: codecs.Pet },',
  );
  expect(moduleOf({ 'text/event-stream': { schema: pet } }, scalars)).toContain(
    'items: { json: true, codec: codecs.Pet },',
  );
});

test('several media types of one reply are told apart by `contentType`', () => {
  const module = moduleOf({
    'application/jsonl': { schema: pet },
    'application/json': { schema: note },
    'text/csv': {},
    'text/plain': {},
  });
  expect(module.replace(/\s+/g, ' ')).toContain(
    "| Success<200, Note, 'application/json'> | Success<200, Stream<Pet>, 'application/jsonl'> | Success<200, string, 'text/csv' | 'text/plain'>",
  );
});

test('any media type with a schema of bytes is a file', () => {
  for (const schema of [{ type: 'string', format: 'binary' }, { contentMediaType: 'image/png' }]) {
    const module = moduleOf({ '*/*': { schema } });
    expect(dataOf(module)).toBe('Blob');
    expect(module).toContain('files: true,');
  }
  expect(moduleOf({ '*/*': { schema: pet } })).not.toContain('files');
});
