import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generate, ProblemError } from '../../generator/src/index.ts';
import { overlaid } from '../../generator/src/overlay/apply.ts';
import { Findings } from '../../generator/src/problem.ts';
import { aDocument, anOperation, json, withOperation } from './support.ts';

const source = (value: unknown, file = 'spec.yaml') => ({ file, value, doubts: [], locate: () => new Map() });

/** The document as the actions leave it, and what was said about them. */
function applied(document: unknown, ...actions: unknown[]) {
  const findings = new Findings();
  const overlay = source({ overlay: '1.0.0', info: {}, actions }, 'overlay.yaml');
  const { value } = overlaid(source(document), [overlay], findings);
  return { value, findings: findings.all.map(({ pointer, what }) => `${pointer} ${what}`) };
}

describe('an action', () => {
  test.each([
    [
      'merges objects',
      { a: { b: 1, c: 2 } },
      { target: '$.a', update: { c: 3, d: 4 } },
      { a: { b: 1, c: 3, d: 4 } },
    ],
    [
      'merges deeply',
      { a: { b: { c: 1 } } },
      { target: '$', update: { a: { b: { d: 2 } } } },
      { a: { b: { c: 1, d: 2 } } },
    ],
    ['appends to a list', { a: [1] }, { target: '$.a', update: 2 }, { a: [1, 2] }],
    [
      'lets lists inside grow',
      { a: { b: [1] } },
      { target: '$.a', update: { b: [2] } },
      { a: { b: [1, 2] } },
    ],
    ['replaces what is no object', { a: 1 }, { target: '$', update: { a: [2] } }, { a: [2] }],
    ['removes members', { a: 1, b: 2 }, { target: '$.a', remove: true }, { b: 2 }],
    ['removes items', { a: [1, 2, 3] }, { target: '$.a[?@ > 1]', remove: true }, { a: [1] }],
    [
      'finds by filter',
      { a: [{ n: 1 }, { n: 2 }] },
      { target: '$.a[?@.n==2]', update: { x: 1 } },
      { a: [{ n: 1 }, { n: 2, x: 1 }] },
    ],
    ['copies', { a: { x: 1 }, b: {} }, { target: '$.b', copy: '$.a' }, { a: { x: 1 }, b: { x: 1 } }],
  ])('%s', (_, document, action, expected) => {
    expect(applied(document, action)).toEqual({ value: expected, findings: [] });
  });

  test('that finds nothing is reported, and does no harm', () => {
    const { value, findings } = applied({ a: 1 }, { target: '$.b', remove: true });
    expect(value).toEqual({ a: 1 });
    expect(findings).toEqual(['#/actions/0 Nothing in the spec is at $.b.']);
  });

  test('may add a member called `__proto__`, which is a member', () => {
    const { value } = applied({ a: {} }, { target: '$.a', update: JSON.parse('{"__proto__":{"x":1}}') });
    expect(JSON.stringify(value)).toBe('{"a":{"__proto__":{"x":1}}}');
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  test.each([
    ['no target', { update: {} }, 'An action has no target.'],
    ['a target that is no JSONPath', { target: 'paths' }, 'paths is no JSONPath'],
  ])('with %s is refused', (_, action, expected) => {
    expect(() => applied({}, action)).toThrow(expected);
  });
});

test('what is no overlay is refused', () => {
  expect(() => overlaid(source({}), [source({ openapi: '3.1.0' })], new Findings())).toThrow(
    'This is no overlay',
  );
});

test('the document that was read is not changed', () => {
  const document = { a: { b: 1 } };
  applied(document, { target: '$.a', remove: true });
  expect(document).toEqual({ a: { b: 1 } });
});

describe('the repairs of a run', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'breakwater-overlay-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function runOf(document: unknown, options: Partial<Parameters<typeof generate>[0]> = {}) {
    const spec = join(folder, 'spec.json');
    await writeFile(spec, JSON.stringify(document));
    return generate({ spec, out: join(folder, 'sdk'), importExtension: 'js', ...options });
  }

  const reply = (schema: unknown) => ({ responses: { 200: json(schema) } });
  const nowhere = { $ref: '#/components/schemas/Nowhere' };
  const items = { type: 'object', properties: { a: nowhere, b: { type: 'array', items: nowhere } } };

  test.each<[string, unknown]>([
    ['an undeclared path parameter', withOperation({}, '/pets/{petId}')],
    ['a missing operationId', withOperation({ operationId: undefined })],
    [
      'two of one operationId',
      aDocument({ paths: { '/a': { get: anOperation() }, '/b': { get: anOperation() } } }),
    ],
    ['a missing tag', withOperation({ tags: undefined })],
    ['several tags', withOperation({ tags: ['pets', 'dogs'] })],
    ['a tag with a name that every object has', withOperation({ tags: ['constructor'] })],
    [
      'parameters in no known place',
      withOperation({ parameters: [{ name: 'x' }, { name: 'a', in: 'query' }, { name: 'y' }] }),
    ],
    ['a path parameter without a place', withOperation({ parameters: [{ name: 'x', in: 'path' }] })],
    ['a status that is none', withOperation({ responses: { 200: json({}), ok: json({}) } })],
    ['dangling schemas', withOperation(reply(items))],
    ['a dangling answer', withOperation({ responses: { 200: nowhere } })],
    ['a dangling parameter', withOperation({ parameters: [nowhere, nowhere, { name: 'a', in: 'query' }] })],
    ['a dangling text', { ...aDocument(), info: { title: 'A', description: { $ref: 'no.md' } } }],
    ['a body without content', withOperation({ requestBody: { required: true, description: 'x' } })],
    ['a TTL that is no number', { ...withOperation({}), tags: [{ name: 'pets', 'x-cache-ttl': '1h' }] }],
    ['tags without a name', { ...withOperation({}), tags: [{}, { name: 'pets' }, {}] }],
    [
      'types that do not exist',
      withOperation(reply({ properties: { a: { type: 'file' }, b: { type: ['x', 'null'] } } })),
    ],
    [
      'a `required` that is no list',
      withOperation(reply({ properties: { a: { type: 'string', required: true } } })),
    ],
    ['a discriminator that is none', withOperation(reply({ discriminator: {} }))],
    [
      'schemas that are none',
      withOperation(reply({ properties: { a: 'x' }, oneOf: [{ type: 'string' }, 'x', 1] })),
    ],
    [
      'schemas that are each other',
      aDocument({
        components: {
          schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } },
        },
      }),
    ],
    [
      'a path without a slash',
      aDocument({ paths: { pets: { get: anOperation() }, '/dogs': { get: anOperation() } } }),
    ],
    [
      'OpenAPI 2.0',
      { swagger: '2.0', info: {}, paths: { '/a/{b}': { get: { responses: { 200: { description: '' } } } } } },
    ],
  ])('as an overlay make a spec clean that had %s', async (_, document) => {
    const emitOverlay = join(folder, 'repairs.yaml');
    const before = await runOf(document, { emitOverlay });
    expect(before.problems).not.toEqual([]);
    const after = await runOf(document, { overlays: [emitOverlay] });
    expect(after.problems).toEqual([]);
    expect(after.operations).toBe(before.operations);
  });

  test('are an overlay a person can read', async () => {
    const emitOverlay = join(folder, 'repairs.yaml');
    await runOf(withOperation({ tags: ['pets', 'dogs'], operationId: undefined }, '/pets/{petId}'), {
      emitOverlay,
    });
    expect(await readFile(emitOverlay, 'utf8')).toMatchInlineSnapshot(`
      "overlay: 1.0.0
      info:
        title: Repairs of spec.json
        version: 1.0.0
      extends: spec.json
      actions:
        - target: $['paths']['/pets/{petId}']['get']['tags']
          remove: true
        - target: $['paths']['/pets/{petId}']['get']
          update:
            operationId: getPetsByPetId
            tags:
              - pets
            parameters:
              - name: petId
                in: path
                required: true
                schema:
                  type: string
      "
    `);
  });

  test('are none when everything is well', async () => {
    const emitOverlay = join(folder, 'repairs.json');
    await runOf(withOperation({}), { emitOverlay });
    expect(JSON.parse(await readFile(emitOverlay, 'utf8'))).toMatchObject({ overlay: '1.0.0', actions: [] });
  });

  test('say how many problems no overlay can mend', async () => {
    await writeFile(join(folder, 'pets.json'), JSON.stringify({ get: anOperation({ tags: ['a', 'b'] }) }));
    const emitOverlay = join(folder, 'repairs.json');
    await runOf(aDocument({ paths: { '/pets': { $ref: 'pets.json' } } }), { emitOverlay });
    expect(JSON.parse(await readFile(emitOverlay, 'utf8'))).toMatchObject({
      'x-left': expect.stringContaining('1'),
    });
  });

  test('are refused under `strict`, all of them, and nothing is written', async () => {
    const document = withOperation({ tags: ['pets', 'dogs'], operationId: undefined });
    const error = await runOf(document, { strict: true }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ problem: { severity: 'refused' }, others: [{ severity: 'repaired' }] });
    await expect(readFile(join(folder, 'sdk/index.ts'))).rejects.toThrow();
  });

  test('of a clean spec do not stop `strict`', async () => {
    expect((await runOf(withOperation({}), { strict: true })).problems).toEqual([]);
  });
});
