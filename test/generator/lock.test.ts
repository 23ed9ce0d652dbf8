import { stat, writeFile } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import { lockFile } from '../../generator/src/lock.ts';
import * as reading from '../../generator/src/reading.ts';
import { aCommandLine } from './command-line.ts';
import { aSite, type Site } from './site.ts';
import { aDocument, anOperation, json, withOperation } from './support.ts';

vi.mock('../../generator/src/reading.ts', async (original) => {
  const actual = await original<typeof import('../../generator/src/reading.ts')>();
  return { ...actual, readSpec: vi.fn(actual.readSpec) };
});

const { given, generate, read, list, run, path } = aCommandLine();
const lock = `sdk/${lockFile}`;

/** Whether this run read the spec for more than its hash. */
async function isRead(body: () => Promise<unknown>): Promise<boolean> {
  vi.mocked(reading.readSpec).mockClear();
  await body();
  return vi.mocked(reading.readSpec).mock.calls.length > 0;
}

const elsewhere = (file: string) => withOperation({ responses: { 200: json({ $ref: `${file}#/Pet` }) } });

describe('nothing is done again', () => {
  test('for the same spec, options, generator and output', async () => {
    await given('spec', withOperation({}));
    expect(await isRead(() => generate())).toBe(true);
    expect(await isRead(() => generate())).toBe(false);
    expect(await isRead(() => generate('--check'))).toBe(false);
  });

  test('when the spec was saved without a change', async () => {
    await given('spec', withOperation({}));
    await generate();
    await given('spec', withOperation({}));
    expect(await isRead(() => generate())).toBe(false);
  });

  test('for a spec in UTF-16', async () => {
    await writeFile(path('spec'), `\uFEFF${JSON.stringify(withOperation({}))}`, 'utf16le');
    await generate();
    expect(await isRead(() => generate())).toBe(false);
  });

  test('known problems are counted', async () => {
    await given('spec', withOperation({}, '/pets/{id}'));
    await generate();
    expect((await generate()).printed).toBe(
      '~/sdk: 1 operation in 8 files (nothing has changed), 0.0 s\n  1 known problem: see breakwater validate\n',
    );
  });
});

describe('all is done again', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['the spec', () => given('spec', withOperation({ summary: 'Pets.' }))],
    ['a file of the output', () => given('sdk/pets.ts', '// Generated from spec by hand.\n')],
    ['a file of ours too many', () => given('sdk/more.ts', '// Generated from spec.\n')],
    ['the project', () => given('tsconfig.json', '{ "compilerOptions": { "moduleResolution": "Bundler" } }')],
    ['the lock', () => given(lock, '{ "generator": 1 }')],
    [
      'the generator',
      async () => given(lock, (await read(lock)).replace(/"generator": ".*"/, '"generator": "0.0.1"')),
    ],
  ])('after a change of %s', async (_, change) => {
    await given('spec', withOperation({}));
    await generate();
    await change();
    expect(await isRead(() => generate())).toBe(true);
    expect(await isRead(() => generate())).toBe(false);
  });

  test('after a change of an option', async () => {
    await given('spec', withOperation({}));
    await generate();
    expect(await isRead(() => generate('--runtime', '#runtime'))).toBe(true);
    expect(await read('sdk/api.ts')).toContain("'#runtime'");
  });

  test('after a change of a file that is referred to', async () => {
    await given('spec', elsewhere('pets.yaml'));
    await given('pets.yaml', { Pet: { type: 'string' } });
    await generate();
    expect(await isRead(() => generate())).toBe(false);
    await given('pets.yaml', { Pet: { type: 'number' } });
    expect(await isRead(() => generate())).toBe(true);
    expect(await read('sdk/types.ts')).toContain('Pet: number');
  });

  test('when a file that was missing has come', async () => {
    await given('spec', elsewhere('pets.yaml'));
    await generate();
    expect(await isRead(() => generate())).toBe(false);
    await given('pets.yaml', { Pet: { type: 'number' } });
    expect(await isRead(() => generate())).toBe(true);
  });

  test('after a change of an overlay', async () => {
    const overlay = (summary: string) => ({
      overlay: '1.0.0',
      info: { title: '', version: '' },
      actions: [{ target: '$.paths.*.*', update: { summary } }],
    });
    await given('spec', withOperation({}));
    await given('overlay.json', overlay('One.'));
    const flags = ['--overlay', path('overlay.json')];
    expect(await isRead(() => generate(...flags))).toBe(true);
    expect(await isRead(() => generate(...flags))).toBe(false);
    await given('overlay.json', overlay('Two.'));
    expect(await isRead(() => generate(...flags))).toBe(true);
    expect(await read('sdk/pets.ts')).toContain('Two.');
    expect(await isRead(() => generate())).toBe(true);
  });

  test('when the lock speaks of another spec', async () => {
    await given('spec', withOperation({}));
    await given('other', withOperation({}));
    await generate();
    expect(await isRead(() => run(['generate', '~/other', '--out', '~/sdk']))).toBe(true);
  });

  test('with --no-lock, which writes none either', async () => {
    await given('spec', withOperation({}));
    await generate('--no-lock');
    expect(await list('sdk')).not.toContain(lockFile);
    expect(await isRead(() => generate('--no-lock'))).toBe(true);
  });
});

describe('a spec from the web', () => {
  const remote = (site: Site, ...more: string[]) =>
    run(['generate', `${site.origin}/v1/api.json`, '--out', '~/sdk', ...more]);

  test('is fetched, and nothing else is done while it is the same', async () => {
    const site = await aSite({
      '/v1/api.json': elsewhere('pets.json'),
      '/v1/pets.json': { Pet: { type: 'string' } },
    });
    expect(await isRead(() => remote(site))).toBe(true);
    expect(await isRead(() => remote(site))).toBe(false);
    expect(site.asked.map(({ path }) => path)).toEqual([
      ...['/v1/api.json', '/v1/pets.json'],
      ...['/v1/api.json', '/v1/pets.json'],
    ]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['it', { '/v1/api.json': withOperation({ summary: 'All pets.' }) }, 'pets.ts'],
    ['what it refers to', { '/v1/pets.json': { Pet: { type: 'number' } } }, 'types.ts'],
  ])('is read anew, and fetched once, when %s has changed', async (_, changed, file) => {
    const site = await aSite({
      '/v1/api.json': elsewhere('pets.json'),
      '/v1/pets.json': { Pet: { type: 'string' } },
    });
    await remote(site);
    const before = await read(`sdk/${file}`);
    site.answers = { ...site.answers, ...changed };
    site.asked.length = 0;
    expect(await isRead(() => remote(site))).toBe(true);
    expect(await read(`sdk/${file}`)).not.toBe(before);
    const paths = site.asked.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('is read anew when what was missing has come', async () => {
    const site = await aSite({ '/v1/api.json': elsewhere('pets.json') });
    await remote(site);
    expect(await isRead(() => remote(site))).toBe(false);
    site.answers['/v1/pets.json'] = { Pet: { type: 'number' } };
    expect(await isRead(() => remote(site))).toBe(true);
    expect(await read('sdk/types.ts')).toContain('Pet: number');
  });

  test('is known again where it moved to, and by its overlays', async () => {
    const overlay = { overlay: '1.0.0', info: { title: '', version: '' }, actions: [] };
    const site = await aSite({
      '/v1/api.json': { redirect: '/v2/api.json' },
      '/v2/api.json': withOperation({}),
      '/o.json': overlay,
    });
    const flags = ['--overlay', `${site.origin}/o.json`];
    expect(await isRead(() => remote(site, ...flags))).toBe(true);
    expect(await isRead(() => remote(site, ...flags))).toBe(false);
    site.answers['/o.json'] = { ...overlay, actions: [{ target: '$.info', update: { title: 'Others' } }] };
    expect(await isRead(() => remote(site, ...flags))).toBe(true);
  });

  test('leaves neither its password nor its token in the lock or the report', async () => {
    const site = await aSite({
      '/v1/api.json?token=secret': elsewhere('pets.json'),
      '/v1/pets.json': { Pet: { type: 'string' } },
    });
    const url = `${site.origin}/v1/api.json?token=secret`.replace('//', '//user:password@');
    const generating = () => run(['generate', url, '--out', '~/sdk', '--json']);
    const { printed } = await generating();
    expect(await isRead(generating)).toBe(false);
    expect(await read(lock)).not.toMatch(/secret|password/);
    expect(printed).not.toMatch(/secret|password/);
    expect(
      site.asked.every(({ headers }) => headers.authorization === `Basic ${btoa('user:password')}`),
    ).toBe(true);
  });

  test('that refers to a page with a query has no lock: a query may be a token', async () => {
    const site = await aSite({
      '/v1/api.json': elsewhere('pets.json?key=1'),
      '/v1/pets.json?key=1': { Pet: {} },
    });
    await remote(site);
    expect(await list('sdk')).not.toContain(lockFile);
  });

  test('that cannot be had leaves the SDK as it was', async () => {
    const site = await aSite({ '/v1/api.json': withOperation({}) });
    await remote(site);
    const before = await list('sdk');
    site.answers = {};
    const { code, printed } = await remote(site);
    expect(code).toBe(1);
    expect(printed).toContain('The server answered 404.');
    expect(await list('sdk')).toEqual(before);
  });
});

/** A run during which somebody else does this, after the spec was read. */
async function generateDuring(change: () => Promise<unknown>) {
  const { readSpec } = await vi.importActual<typeof reading>('../../generator/src/reading.ts');
  vi.mocked(reading.readSpec).mockImplementationOnce(async (...args) => {
    const result = await readSpec(...args);
    await change();
    return result;
  });
  await generate();
}

describe('the lock speaks of what was read, not of what is there by now', () => {
  test('when the spec is saved in the middle of a run', async () => {
    await given('spec', withOperation({ summary: 'One.' }));
    await generateDuring(() => given('spec', withOperation({ summary: 'Two.' })));
    expect(await read('sdk/pets.ts')).toContain('One.');
    expect(await isRead(() => generate())).toBe(true);
    expect(await read('sdk/pets.ts')).toContain('Two.');
  });

  test('when a file that was missing comes in the middle of a run', async () => {
    await given('spec', elsewhere('pets.yaml'));
    await generateDuring(() => given('pets.yaml', { Pet: { type: 'number' } }));
    expect(await isRead(() => generate())).toBe(true);
    expect(await read('sdk/types.ts')).toContain('Pet: number');
  });
});

test('the lock is the same wherever the project is', async () => {
  for (const place of ['here', 'there']) {
    await given(`${place}/spec.json`, withOperation({}));
    await run(['generate', `~/${place}/spec.json`, '--out', `~/${place}/sdk`]);
  }
  const [here, there] = [await read(`here/sdk/${lockFile}`), await read(`there/sdk/${lockFile}`)];
  expect(here).toBe(there);
  expect(JSON.parse(here)).toMatchObject({
    spec: '../spec.json',
    missing: [],
    files: 8,
    operations: 1,
    problems: 0,
  });
});

test('a one-line change writes only the files it touches', async () => {
  const paths = (summary: string) => ({
    '/pets': { get: anOperation({ summary }) },
    '/owners': { get: anOperation({ operationId: 'listOwners', tags: ['owners'] }) },
  });
  await given('spec', aDocument({ paths: paths('Pets.') }));
  await generate();
  const before = await stat(path('sdk/owners.ts'));
  await given('spec', aDocument({ paths: paths('All pets.') }));
  expect((await generate()).printed).toBe('~/sdk: 2 operations in 9 files (3 written, 6 unchanged), 0.0 s\n');
  expect((await stat(path('sdk/owners.ts'))).mtimeMs).toBe(before.mtimeMs);
});
