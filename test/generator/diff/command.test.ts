import { describe, expect, test } from 'vitest';
import { aCommandLine } from '../command-line.ts';
import { aDocument, anOperation, withOperation } from '../support.ts';
import { type Parts, parameter } from './changes.ts';

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
