import { describe, expect, test } from 'vitest';
import { emit } from '../../generator/src/emit/index.ts';
import { emitMsw } from '../../generator/src/emit/msw/module.ts';
import { Findings } from '../../generator/src/problem.ts';
import { read } from '../../generator/src/read.ts';
import { canonical } from '../../generator/src/references.ts';
import { aDocument } from './support.ts';

/** `msw.ts` as it is written; that it works in MSW is for test/testing/msw.test.ts. */

const tags = ['pets'];

function written(paths: object, { runtime = 'breakwater', components = {} } = {}): string {
  const findings = new Findings();
  const value = aDocument({ tags: [{ name: 'pets' }], paths, components });
  const source = { file: 'spec.yaml', value, doubts: [], locate: () => new Map() };
  const files = { entry: '/spec.yaml', sources: new Map([['/spec.yaml', source]]), refusals: new Map() };
  const document = canonical(files, findings, true);
  const options = { spec: 'spec.yaml', runtime, extension: '.js', msw: emitMsw } as const;
  return emit(document, read(document, findings), options).get('msw.ts') ?? '';
}

const answering = (content: object, status = '200') => ({
  get: { operationId: 'getPet', tags, responses: { [status]: { description: 'It.', content } } },
});

describe('an example', () => {
  test('is that of the content, before that of its schema', () => {
    const schema = { type: 'object', example: { name: 'of the schema' } };
    const text = written({
      '/pets': answering({ 'application/json': { schema, example: { name: 'Rex' } } }),
    });
    expect(text).toContain("{ status: 200, type: 'application/json', json: { name: 'Rex' } }");
    expect(written({ '/pets': answering({ 'application/json': { schema } }) })).toContain(
      "json: { name: 'of the schema' }",
    );
  });

  test('may be null, false or nothing at all', () => {
    for (const example of [null, false, 0, '']) {
      const text = written({ '/pets': answering({ 'application/json': { example } }) });
      expect(text).toContain(`json: ${example === '' ? "''" : example} }`);
    }
  });

  test('is that of the first success, and of JSON where there is a choice', () => {
    const paths = {
      '/pets': {
        get: {
          ...{ operationId: 'getPet', tags },
          responses: {
            400: { description: 'No.', content: { 'application/json': { example: 'no' } } },
            202: {
              description: 'Yes.',
              content: { 'text/plain': { example: 'text' }, 'application/json': { example: 'yes' } },
            },
          },
        },
      },
    };
    expect(written(paths)).toContain("{ status: 202, type: 'application/json', json: 'yes' }");
  });

  test('of a text is the text, of lines of JSON the lines', () => {
    expect(written({ '/pets': answering({ 'text/csv': { example: 'a,b' } }) })).toContain("text: 'a,b'");
    const lines = answering({ 'application/x-ndjson': { example: [{ id: 1 }, { id: 2 }] } });
    expect(written({ '/pets': lines })).toContain(`text: '{"id":1}\\n{"id":2}\\n'`);
  });

  test('cannot end its literal, whatever the spec says', () => {
    const example = { __proto__x: "'}); process.exit(); //", "it's": '\u2028' };
    const text = written({ '/pets': answering({ 'application/json': { example } }) });
    expect(text).toContain(`"'}); process.exit(); //"`);
    expect(text).toContain(String.raw`'\u2028'`);
  });
});

describe('what is made of a schema', () => {
  test('shows everything while that is short, else what is required', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `field${index}`,
        { type: 'string', example: 'x'.repeat(40) },
      ]),
    );
    const short = { type: 'object', properties: { name: { type: 'string', example: 'Rex' } } };
    expect(written({ '/pets': answering({ 'application/json': { schema: short } }) })).toContain(
      "json: { name: 'Rex' }",
    );
    const long = { type: 'object', required: ['field7'], properties };
    const text = written({ '/pets': answering({ 'application/json': { schema: long } }) });
    expect(text).toContain('field7:');
    expect(text).not.toContain('field8:');
  });

  test('has what only the API may say, and not what only callers may', () => {
    const properties = {
      id: { type: 'string', readOnly: true, example: 'p1' },
      secret: { type: 'string', writeOnly: true, example: 'hush' },
    };
    const schema = { type: 'object', required: ['id', 'secret'], properties };
    expect(written({ '/pets': answering({ 'application/json': { schema } }) })).toContain(
      "json: { id: 'p1' }",
    );
  });

  test('is nothing where no value fits, or only bytes do', () => {
    const impossible = { $ref: '#/components/schemas/Endless' };
    const Endless = { type: 'object', required: ['self'], properties: { self: impossible } };
    const components = { schemas: { Endless } };
    expect(
      written({ '/pets': answering({ 'application/json': { schema: impossible } }) }, { components }),
    ).toContain('getPet: on(petsModule.get, []),');
    expect(written({ '/pets': answering({ 'image/png': {} }) })).toContain('getPet: on(petsModule.get, []),');
  });
});

test('the door for tests is beside the runtime', () => {
  const door = (runtime: string) =>
    /from '([^']*testing[^']*)'/.exec(written({ '/pets': answering({}) }, { runtime }))?.[1];
  expect(door('breakwater')).toBe('breakwater/testing');
  expect(door('#breakwater')).toBe('#breakwater/testing');
  expect(door('../../src/runtime/index.ts')).toBe('../../src/testing/index.ts');
});

test('a spec without operations has none', () => {
  expect(written({})).toBe('');
});
