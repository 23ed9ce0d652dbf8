import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { issuesOf, places, type Schema } from '../../../src/runtime/validation/schema.ts';
import { asSent } from '../../../src/runtime/validation/sent.ts';

/** As a library without a dependency would write it. */
function aSchema(validate: Schema['~standard']['validate']): Schema {
  return { '~standard': { version: 1, vendor: 'test', validate } };
}

describe('issues of a value', () => {
  const value = { name: 'secret', tags: [1], 'e mail': 2 };

  test('have their path and the words of zod', async () => {
    const schema = z.object({ name: z.number(), tags: z.array(z.string()), 'e mail': z.string() });
    expect(await issuesOf(schema, value, 'body')).toEqual([
      { path: 'body.name', message: 'Invalid input: expected number, received string' },
      { path: 'body.tags[0]', message: 'Invalid input: expected string, received number' },
      { path: 'body["e mail"]', message: 'Invalid input: expected string, received number' },
    ]);
  });

  test('have the words of valibot up to where they would repeat the value', async () => {
    const schema = v.object({ name: v.number(), tags: v.array(v.string()) });
    expect(await issuesOf(schema, value)).toEqual([
      { path: 'name', message: 'Invalid type: Expected number' },
      { path: 'tags[0]', message: 'Invalid type: Expected string' },
    ]);
  });

  test('may take their time', async () => {
    const schema = v.pipeAsync(
      v.string(),
      v.checkAsync(async (name) => name !== 'taken', 'Taken.'),
    );
    expect(await issuesOf(schema, 'free')).toEqual([]);
    expect(await issuesOf(schema, 'taken')).toEqual([{ path: '', message: 'Taken.' }]);
  });

  test('of a schema that fails itself are one', async () => {
    const schema = aSchema(() => {
      throw new Error('secret');
    });
    expect(await issuesOf(schema, value, 'limit')).toEqual([
      { path: 'limit', message: 'The schema itself failed.' },
    ]);
  });

  test('are no more than somebody reads', async () => {
    const issues = Array.from({ length: 1_000 }, (_, index) => ({
      message: 'No.',
      path: [index, { key: 'a\nb' }],
    }));
    const found = await issuesOf(
      aSchema(() => ({ issues })),
      [],
    );
    expect(found).toHaveLength(50);
    expect(found[0]?.path).toBe('[0]["a\\nb"]');
  });
});

test.each([
  [['a'], '`a`'],
  [['a', 'b'], '`a` and `b`'],
  [['a', 'b', 'a', 'c', 'd'], '`a`, `b` and 2 more'],
  [[''], 'all of it'],
])('the places %j are told as %s', (paths, expected) => {
  expect(places(paths.map((path) => ({ path, message: '' })))).toBe(expected);
});

test('a value is looked at as its JSON will be', () => {
  const file = new Blob(['x']);
  const given = {
    at: new Date(0),
    id: 7n,
    gone: undefined,
    list: [undefined, 1n],
    file,
    deep: { url: new URL('https://a.io') },
  };
  expect(asSent(given)).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    id: 7,
    list: [null, 1],
    file,
    deep: { url: 'https://a.io/' },
  });
  expect(asSent(given)).not.toHaveProperty('gone');
});
