import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generate, type Scalars } from '../../generator/src/index.ts';
import { aDocument, anOperation, emitted, json, partOf } from './support.ts';

const ledger = fileURLToPath(new URL('../fixtures/ledger/', import.meta.url));

test.each<[string, Scalars]>([
  ['date', { int64: 'bigint', dates: 'Date' }],
  ['temporal', { int64: 'bigint', dates: 'Temporal' }],
])('the ledger in %s is what `npm run generate:fixtures` writes', async (name, scalars) => {
  const out = join(ledger, name);
  const options = {
    runtime: '../../../../src/runtime/index.ts',
    importExtension: 'ts',
    lock: false,
    ...scalars,
  } as const;
  const { changes } = await generate({ spec: join(ledger, 'spec.yaml'), out, check: true, ...options });
  expect([...changes.written, ...changes.removed]).toEqual([]);
});

const moment = { type: 'string', format: 'date-time' };
const day = { type: 'string', format: 'date' };
const int64 = { type: 'integer', format: 'int64' };

/** Types of a property and of an argument with this schema. */
function typesOf(schema: unknown, scalars: Partial<Scalars>): string[] {
  const Pet = { type: 'object', required: ['value'], properties: { value: schema } };
  const parameters = [{ name: 'value', in: 'query', required: true, schema }];
  const get = anOperation({ parameters, responses: { 200: json({ $ref: '#/components/schemas/Pet' }) } });
  const files = emitted(aDocument({ paths: { '/pets': { get } }, components: { schemas: { Pet } } }), {
    scalars,
  });
  const places = [
    partOf(files.get('pets.ts') ?? '', 'ListPetsArgs {'),
    files.get('types.ts')?.split(' Pet: {')[1] ?? '',
  ];
  return places.map((text) => /^ *value: (.*);$/m.exec(text)?.[1] ?? '');
}

test.each<[string, unknown, Partial<Scalars>, string]>([
  ['a date-time', moment, {}, 'string'],
  ['a date-time', moment, { dates: 'Date' }, 'Date'],
  ['a date-time', moment, { dates: 'Temporal' }, 'Instant'],
  ['a date', day, { dates: 'Date' }, 'string'],
  ['a date', day, { dates: 'Temporal' }, 'PlainDate'],
  ['an int64', int64, {}, 'number'],
  ['an int64', int64, { int64: 'bigint' }, 'bigint'],
  ['an int32', { type: 'integer', format: 'int32' }, { int64: 'bigint' }, 'number'],
  ['a list', { type: 'array', items: int64 }, { int64: 'bigint' }, 'bigint[]'],
  ['a nullable date-time of 3.0', { ...moment, nullable: true }, { dates: 'Date' }, 'Date | null'],
  ['a nullable date-time of 3.1', { ...moment, type: ['string', 'null'] }, { dates: 'Date' }, 'Date | null'],
  ['a union', { oneOf: [moment, int64] }, { dates: 'Date', int64: 'bigint' }, 'Date | bigint'],
])('%s %j with %j is %s', (_, schema, scalars, expected) => {
  expect(typesOf(schema, scalars)).toEqual([expected, expected]);
});

test('a schema that is called like the type keeps its own meaning', () => {
  const schemas = { Date: { type: 'object', properties: { at: moment } } };
  const get = anOperation({
    parameters: [{ name: 'since', in: 'query', schema: moment }],
    responses: { 200: json({ $ref: '#/components/schemas/Date' }) },
  });
  const text = emitted(aDocument({ paths: { '/pets': { get } }, components: { schemas } }), {
    scalars: { dates: 'Date' },
  }).get('pets.ts');
  expect(text).toContain("import type { Date as DateSchema } from './schemas.js';");
  expect(text).toContain('  since?: Date;');
});

test('only an SDK with Temporal asks the platform for it', () => {
  expect(emitted(aDocument(), { scalars: { dates: 'Temporal' } }).get('client.ts')).toContain(
    '  needsTemporal: true,\n',
  );
  expect(emitted(aDocument()).get('client.ts')).not.toContain('needsTemporal');
});
