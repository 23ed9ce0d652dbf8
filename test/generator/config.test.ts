import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { optionNames } from '../../generator/src/config-check.ts';
import { defineConfig } from '../../generator/src/index.ts';
import { aCommandLine } from './command-line.ts';
import { aDocument, anOperation, json, withOperation } from './support.ts';

const home = process.cwd();
const { given, list, read, run, path } = aCommandLine();

beforeEach(async () => {
  process.chdir(path());
  await given('spec.json', withOperation({}));
});
afterEach(() => {
  process.chdir(home);
  vi.restoreAllMocks();
});

/** A config of a name nobody has imported before: modules are imported once. */
let configs = 0;
async function givenConfig(config: unknown): Promise<string[]> {
  const name = `config-${configs++}.mjs`;
  await given(name, typeof config === 'string' ? config : `export default ${JSON.stringify(config)};`);
  return ['generate', '--config', `~/${name}`];
}

const job = { spec: './spec.json', out: './sdk' };

describe('a config', () => {
  test('without names is one job, its paths relative to the file', async () => {
    process.chdir('/');
    expect(await run(await givenConfig(job))).toMatchObject({ code: 0 });
    expect(await list('sdk')).toContain('pets.ts');
  });

  test('with names is all its jobs, one line each', async () => {
    const args = await givenConfig({ jobs: { first: job, second: { ...job, out: 'other' } } });
    expect(await run(args)).toEqual({
      code: 0,
      printed:
        'sdk: 1 operation in 8 files (8 written), 0.0 s\nother: 1 operation in 8 files (8 written), 0.0 s\n',
    });
  });

  test('or those that are named', async () => {
    const args = await givenConfig({
      jobs: { first: job, second: { ...job, out: 'other' }, third: { ...job, out: 'third' } },
    });
    await run([...args, 'second', 'third']);
    expect((await list()).filter((name) => !name.includes('.'))).toEqual(['other', 'third']);
  });

  test('may say for all jobs what each may say otherwise', async () => {
    const args = await givenConfig({
      runtime: '#all',
      jobs: { first: job, second: { ...job, out: 'other', runtime: '#own' } },
    });
    await run(args);
    expect(await read('sdk/api.ts')).toContain("'#all'");
    expect(await read('other/api.ts')).toContain("'#own'");
  });

  test('yields to the command line', async () => {
    const filter = { include: { tags: ['no such tag'] }, deprecated: false };
    const args = await givenConfig({
      ...job,
      runtime: '#config',
      importExtension: 'ts',
      dates: 'Date',
      filter,
    });
    const flags = [
      '--runtime',
      '#line',
      '--import-extension',
      'js',
      '--dates',
      'Temporal',
      '--schemas',
      'zod',
      '--include-tag',
      'pets',
      '--out',
      '~/there',
    ];
    expect((await run([...args, ...flags])).code).toBe(0);
    expect(await read('there/api.ts')).toContain("'#line'");
    expect(await read('there/api.ts')).toContain("'./client.js'");
    expect(await read('there/client.ts')).toContain('needsTemporal: true');
    expect(await read('there/validate-replies.ts')).toContain('export {};');
  });

  test('has repositories written, as the flag does', async () => {
    await run(await givenConfig({ ...job, repositories: true }));
    expect(await list('sdk')).toContain('repositories.ts');
    await run([...(await givenConfig(job)), '--repositories', '--out', '~/flag']);
    expect(await read('flag/repositories.ts')).toContain('export interface PetsRepository {');
    await run(await givenConfig(job));
    expect(await list('sdk')).not.toContain('repositories.ts');
  });

  test('goes on with the next job when one is refused, and exits 1', async () => {
    const args = await givenConfig({
      jobs: { first: { ...job, spec: 'none.json', out: 'none' }, second: job },
    });
    const { code, printed } = await run(args);
    expect(printed).toMatch(/^! breakwater: There is no such file\.\n/);
    expect(await list('sdk')).toContain('pets.ts');
    expect(code).toBe(1);
  });

  test('has its jobs by name in --json', async () => {
    const args = await givenConfig({ jobs: { first: job } });
    expect(JSON.parse((await run([...args, '--json'])).printed)).toMatchObject({
      jobs: { first: { operations: 1 } },
    });
  });

  test('may leave out the lock', async () => {
    await run(await givenConfig({ ...job, lock: false }));
    expect(await list('sdk')).not.toContain('breakwater.lock.json');
  });

  test('has overlays and a root by their paths from the file', async () => {
    process.chdir('/');
    await given('overlay.json', {
      overlay: '1.0.0',
      actions: [{ target: '$.paths.*.*', update: { summary: 'One.' } }],
    });
    expect(
      (await run(await givenConfig({ ...job, overlays: ['overlay.json'], root: '.', allowRemote: [] }))).code,
    ).toBe(0);
    expect(await read('sdk/pets.ts')).toContain('One.');
    expect(JSON.parse(await read('sdk/breakwater.lock.json'))).toMatchObject({
      options: { overlays: ['../overlay.json'], root: '..' },
      inputs: { '../overlay.json': expect.any(String) },
    });
  });

  test('may be strict', async () => {
    await given('spec.json', withOperation({ tags: [] }));
    expect((await run(await givenConfig({ ...job, strict: true }))).code).toBe(1);
  });
});

describe('an option does what its flag does', () => {
  const remote = withOperation({ responses: { 200: json({ $ref: 'https://schemas.invalid/pet.json' }) } });
  const rich = aDocument({
    paths: {
      '/pets': {
        get: anOperation({
          parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
          responses: {
            200: json({
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  id: { type: 'integer', format: 'int64' },
                  born: { type: 'string', format: 'date-time' },
                },
              },
            }),
          },
        }),
        post: anOperation({ operationId: 'addPet', deprecated: true }),
      },
      '/pets/{petId}': { get: anOperation({ operationId: 'getPet' }) },
    },
  });
  const overlay = {
    overlay: '1.0.0',
    info: { title: '', version: '' },
    actions: [{ target: '$.paths.*.*', update: { summary: 'One.' } }],
  };

  /** By option: what it says in a config, its flag, and the spec where that makes another SDK. */
  const options: Readonly<
    Record<string, readonly [value: unknown, flag: readonly string[], spec?: unknown]>
  > = {
    importExtension: ['ts', ['--import-extension', 'ts']],
    int64: ['bigint', ['--int64', 'bigint']],
    dates: ['Date', ['--dates', 'Date']],
    schemas: ['valibot', ['--schemas', 'valibot']],
    repositories: [true, ['--repositories']],
    msw: [true, ['--msw']],
    contractTest: [true, ['--contract-test']],
    apiMd: [false, ['--no-api-md']],
    tsNocheck: [true, ['--ts-nocheck']],
    runtime: ['#runtime', ['--runtime', '#runtime']],
    overlays: [['overlay.json'], ['--overlay', '~/overlay.json']],
    filter: [
      { include: { paths: ['/pets'] }, exclude: { operations: ['get*'] }, deprecated: false },
      ['--include-path', '/pets', '--exclude-operation', 'get*', '--no-deprecated'],
      aDocument({
        paths: {
          '/pets': {
            get: anOperation({}),
            post: anOperation({ operationId: 'getMore' }),
            put: anOperation({ operationId: 'old', deprecated: true }),
          },
        },
      }),
    ],
    root: [
      'sub',
      ['--root', '~/sub'],
      withOperation({ responses: { 200: json({ $ref: 'pets.yaml#/Pet' }) } }),
    ],
    strict: [true, ['--strict']],
    allowRemote: [['https://schemas.invalid'], ['--allow-remote', 'https://schemas.invalid'], remote],
    lock: [false, ['--no-lock']],
  };
  /** What of an option shows: files, whether there was a refusal, and what was wrong with the spec. */
  async function outcomeOf(args: readonly string[]) {
    const { code, printed } = await run([...args, '--json']);
    const { problems } = JSON.parse(printed);
    const names = await list('sdk').catch(() => []);
    const files = await Promise.all(
      names.map(async (name) => [name, name.endsWith('.json') ? '' : await read(`sdk/${name}`)]),
    );
    await rm(path('sdk'), { recursive: true, force: true });
    return { code, files, problems: problems.map(({ what }: { what: string }) => what) };
  }

  test.each(Object.entries(options))('%s', async (name, [value, flag, spec = rich]) => {
    await given('spec.json', spec);
    await given('overlay.json', overlay);
    await given('pets.yaml', { Pet: { type: 'string' } });
    await given('sub/other.yaml', {});
    const plain = await givenConfig(job);
    const without = await outcomeOf(plain);
    const byConfig = await outcomeOf(await givenConfig({ ...job, [name]: value }));
    expect(byConfig).not.toEqual(without);
    expect(await outcomeOf([...plain, ...flag])).toEqual(byConfig);
  });

  test('and there is no other', () => {
    // Of `pagination` there is no flag: test/generator/pagination/report.test.ts.
    expect(new Set(optionNames)).toEqual(new Set(['spec', 'out', 'pagination', ...Object.keys(options)]));
  });
});

describe('a config that makes no sense is refused: what, where, and the mend', () => {
  test.each<[unknown, string]>([
    [5, 'The default export must be an object; found 5.'],
    [{ ...job, spec: undefined }, '`spec` is missing. Every job has a `spec` and an `out`.'],
    [{ jobs: { a: { spec: 'a' } } }, '`jobs.a.out` is missing.'],
    [{ ...job, outt: 'a' }, 'There is no option `outt`. Did you mean out?'],
    [{ ...job, strict: 'yes' }, '`strict` must be true or false; found "yes".'],
    [
      { jobs: { a: { ...job, importExtension: 'mjs' } } },
      "`jobs.a.importExtension` must be 'ts', 'js' or 'none'; found \"mjs\".",
    ],
    [{ ...job, int64: 'string' }, "`int64` must be 'number' or 'bigint'; found \"string\"."],
    [{ ...job, dates: 'date' }, "`dates` must be 'string' or 'Date' or 'Temporal'; found \"date\"."],
    [
      { ...job, filter: { include: { tag: ['a'] } } },
      'There is no option `filter.include.tag`. Did you mean tags?',
    ],
    [
      { ...job, filter: { exclude: { tags: 'a' } } },
      '`filter.exclude.tags` must be a list of patterns; found "a".',
    ],
    [
      { spec: 'a', jobs: { a: job } },
      'There is no option `spec`. Where there are `jobs`, it stands in each of them.',
    ],
    [{ ...job, spec: '' }, '`spec` must be a text that is not empty; found "".'],
    ['export const config = {};', 'It exports no config. Begin it with `export default defineConfig({`.'],
    [{ jobs: {} }, '`jobs` is empty. Give it a job.'],
    [{ jobs: { a: job, b: job } }, 'The jobs a and b write to the same folder. Give each its own `out`.'],
    [{ jobs: { 'a.b': job } }, 'A job cannot be called "a.b".'],
    ["throw new Error('Out of luck.')", 'The config cannot be loaded: Out of luck.'],
    ["import '@breakwater/nowhere'", 'The config cannot be loaded: '],
  ])('%j', async (config, expected) => {
    const { code, printed } = await run(await givenConfig(config));
    expect(printed.replace(/\n {2}at config-\d+\.mjs\n {2}/, ' ')).toContain(expected);
    expect(code).toBe(1);
    expect(await list()).not.toContain('sdk');
  });

  test('a config that is not there', async () => {
    expect((await run(['generate', '--config', '~/none.ts'])).printed).toContain('There is no such config.');
  });

  test('a config that is a folder, or is not written in a language of Node', async () => {
    await given('folder/inner', '');
    await given('config.yaml', '');
    expect((await run(['generate', '--config', '~/folder'])).printed).toContain('This is no file.');
    expect((await run(['generate', '--config', '~/config.yaml'])).printed).toContain(
      'A config is TypeScript or JavaScript.',
    );
  });

  test.each(['ts', 'mjs'])('a mistake in the syntax of .%s, with its line', async (extension) => {
    await given(`broken.${extension}`, 'export default {\n  spec: 1,\n  out: ]\n};\n');
    const bin = fileURLToPath(new URL('../../generator/bin/breakwater.js', import.meta.url));
    const args = [bin, 'generate', '--config', `broken.${extension}`];
    const ended = promisify(execFile)(process.execPath, args, { cwd: path() });
    await expect(ended).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        new RegExp(
          `^breakwater: The config cannot be loaded: .*\\n {2}at broken\\.${extension}:3:1\\n {2}Correct it\\.\\n$`,
        ),
      ),
    });
  });

  test('a job that is not there is wrong usage, with the nearest', async () => {
    const args = await givenConfig({ jobs: { portfolio: job } });
    const { code, printed } = await run([...args, 'portfolo']);
    expect(printed).toMatch(
      /^! breakwater: config-\d+\.mjs has no job portfolo: it has portfolio\. Did you mean portfolio\?\n/,
    );
    expect(code).toBe(2);
  });

  test('one --out for several jobs', async () => {
    const args = await givenConfig({ jobs: { a: job, b: { ...job, out: 'b' } } });
    expect((await run([...args, '--out', 'c'])).printed).toContain('--out is for one job; name it.');
    expect((await run([...args, '--emit-overlay', 'c'])).printed).toContain(
      '--emit-overlay is for one job; name it.',
    );
  });

  test('TypeScript where Node does not read it', async () => {
    vi.spyOn(process.features, 'typescript', 'get').mockReturnValue(false);
    await given('old.ts', 'export default {};');
    const { printed } = await run(['generate', '--config', '~/old.ts']);
    expect(printed).toMatch(
      /Node \d+\S+ does not read TypeScript by itself\.\n.*\n {2}Use Node 22\.18 or later, or /,
    );
  });
});

test("breakwater.config.ts is found, and its types are stripped by Node's own hand", async () => {
  const index = fileURLToPath(new URL('../../generator/src/index.ts', import.meta.url));
  await given('package.json', '{ "type": "module" }');
  await given(
    'breakwater.config.ts',
    `import { type Config, defineConfig } from ${JSON.stringify(index)};
const jobs = { pets: { spec: './spec.json', out: './sdk' } } satisfies Record<string, Config>;
export default defineConfig({ jobs });
`,
  );
  const bin = fileURLToPath(new URL('../../generator/bin/breakwater.js', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [bin, 'generate', 'pets'], {
    cwd: path(),
  });
  expect(stdout).toMatch(/^sdk: 1 operation in 8 files \(8 written\)/);
  expect(stderr).toBe('');
});

test('defineConfig gives back what it was given, and lets the compiler check it', () => {
  const config = { jobs: { pets: job } };
  expect(defineConfig(config)).toBe(config);
  // @ts-expect-error There is no such option.
  defineConfig({ ...job, outt: './sdk' });
  // @ts-expect-error It is no list of patterns.
  defineConfig({ jobs: { pets: { ...job, filter: { include: { tags: 'pets' } } } } });
});
