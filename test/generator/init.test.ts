import { chmod } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { packageVersion } from '../../generator/src/version.ts';
import { aCommandLine } from './command-line.ts';
import { withOperation } from './support.ts';

const home = process.cwd();
const { given, list, read, run, path } = aCommandLine();
const version = `^${packageVersion()}`;

beforeEach(() => process.chdir(path()));
afterEach(() => {
  process.chdir(home);
  vi.unstubAllEnvs();
});

const manifest = async (): Promise<unknown> => JSON.parse(await read('package.json'));
const config = `import { defineConfig } from '@breakwater/generator';

export default defineConfig({
  spec: './openapi.json',
  out: './api',
});
`;

async function aProject(parts: Record<string, unknown> = {}) {
  await given(
    'package.json',
    `${JSON.stringify({ name: 'shop', type: 'module', ...parts }, undefined, 4)}\n`,
  );
  await given('openapi.json', withOperation({}));
}

test('sets up a project in one command, and asks nothing with --yes', async () => {
  await aProject();
  const ask = vi.fn();
  expect(await run(['init', '--yes'], { ask })).toEqual({
    code: 0,
    printed: `api: 1 operation in 8 files (8 written), 0.0 s
breakwater.config.ts: written
package.json: added scripts.generate:api, dependencies.breakwater, devDependencies.@breakwater/generator
Next: npm install
`,
  });
  expect(ask).not.toHaveBeenCalled();
  expect(await manifest()).toEqual({
    name: 'shop',
    type: 'module',
    scripts: { 'generate:api': 'breakwater generate' },
    dependencies: { breakwater: version },
    devDependencies: { '@breakwater/generator': version },
  });
  expect(await read('package.json')).toMatch(/^\{\n {4}"name": "shop",\n[\s\S]*\}\n$/);
  expect(await read('breakwater.config.ts')).toBe(config);
  expect(await list('api')).toContain('pets.ts');
  expect(await list()).toEqual(['api', 'breakwater.config.ts', 'openapi.json', 'package.json']);
});

test('where only the script was missing, there is nothing to install', async () => {
  await aProject({ dependencies: { breakwater: '1' }, devDependencies: { '@breakwater/generator': '1' } });
  const { printed } = await run(['init', '--yes']);
  expect(printed).toContain('package.json: added scripts.generate:api\n');
  expect(printed).not.toContain('Next:');
});

test('a second time changes nothing', async () => {
  await aProject();
  await run(['init', '--yes']);
  const before = await Promise.all(['package.json', 'breakwater.config.ts'].map(read));
  expect(await run(['init', '--yes'])).toEqual({
    code: 0,
    printed: `breakwater.config.ts: is there already, and stays as it is; breakwater generate makes its SDK
package.json: has all it needs
`,
  });
  expect(await Promise.all(['package.json', 'breakwater.config.ts'].map(read))).toEqual(before);
});

test('what is there already stays as it is', async () => {
  await aProject({ scripts: { 'generate:api': 'make' }, devDependencies: { breakwater: '1', zod: '4' } });
  await given('breakwater.config.mjs', '// Mine.\n');
  const { printed } = await run(['init', '--yes']);
  expect(printed).toContain('breakwater.config.mjs: is there already, and stays as it is');
  expect(printed).toContain('package.json: scripts.generate:api does something else, and still does: make');
  expect(await read('breakwater.config.mjs')).toBe('// Mine.\n');
  expect(await manifest()).toMatchObject({
    scripts: { 'generate:api': 'make' },
    devDependencies: { '@breakwater/generator': version, breakwater: '1', zod: '4' },
  });
  expect(Object.keys((await manifest()) as object)).not.toContain('dependencies');
});

test('a spec is not added to a config that is there', async () => {
  await aProject();
  await given('breakwater.config.mjs', '// Mine.\n');
  const { code, printed } = await run(['init', 'openapi.json', '--yes']);
  expect(printed).toMatch(/^! breakwater: There is a config already\.\n.*\n {2}Add the spec to it as a job/);
  expect(code).toBe(1);
  expect(await list()).toEqual(['breakwater.config.mjs', 'openapi.json', 'package.json']);
});

test('a spec that cannot be used leaves the project as it was', async () => {
  await aProject();
  await given('openapi.json', '{ "openapi": "4.0.0" }');
  const before = await read('package.json');
  expect(await run(['init', '--yes'])).toMatchObject({
    code: 1,
    printed: expect.stringContaining('OpenAPI 4.0.0 is not supported'),
  });
  expect(await list()).toEqual(['openapi.json', 'package.json']);
  expect(await read('package.json')).toBe(before);
});

test('a config that cannot be written is told in plain words', async () => {
  await aProject();
  await given('breakwater.config.ts/mine', '');
  const { code, printed } = await run(['init', '--yes']);
  expect(printed).toMatch(
    /! breakwater: The file cannot be written: there is a folder in its place\.\n {2}at ~\/breakwater\.config\.ts\n/,
  );
  expect(code).toBe(1);
});

test('so does a file of somebody else where the SDK would be', async () => {
  await aProject();
  await given('api/pets.ts', 'export const mine = 1;\n');
  expect((await run(['init', '--yes'])).printed).toContain('This was not generated');
  expect(await list()).toEqual(['api', 'openapi.json', 'package.json']);
});

describe('what is not said is found', () => {
  test('the folder, in src where there is one', async () => {
    await aProject();
    await given('src/index.ts', '');
    expect((await run(['init', '-y'])).printed).toMatch(/^src\/api: /);
  });

  test('the spec, in the usual folders', async () => {
    await given('package.json', '{}');
    await given('spec/openapi.yaml', withOperation({}));
    await run(['init', '-y']);
    expect(await read('breakwater.config.mts')).toContain("spec: './spec/openapi.yaml'");
  });

  test('but not guessed', async () => {
    await aProject();
    await given('docs/openapi-v2.yml', withOperation({}));
    expect(await run(['init', '-y'])).toMatchObject({
      code: 2,
      printed: expect.stringContaining('Which spec? There are openapi.json, docs/openapi-v2.yml.'),
    });
    expect(await run(['init', 'openapi.json', '-y', '--out', 'sdk'])).toMatchObject({ code: 0 });
    expect(await list('sdk')).toContain('pets.ts');
  });

  test.each([
    ['packageManager', { packageManager: 'pnpm@10.1.0' }, undefined, 'pnpm'],
    ['pnpm-lock.yaml', {}, 'pnpm-lock.yaml', 'pnpm'],
    ['yarn.lock', {}, 'yarn.lock', 'yarn'],
    ['bun.lock', {}, 'bun.lock', 'bun'],
    ['package-lock.json', {}, 'package-lock.json', 'npm'],
    ['a lock file of the workspace', {}, '../pnpm-lock.yaml', 'pnpm'],
  ])('the package manager, by %s', async (_, parts, lock, expected) => {
    await given('inner/package.json', JSON.stringify(parts));
    await given('inner/openapi.json', withOperation({}));
    if (lock !== undefined) await given(`inner/${lock}`, '');
    process.chdir(path('inner'));
    expect((await run(['init', '--yes'])).printed).toContain(`Next: ${expected} install`);
  });
});

describe('without --yes a terminal is asked', () => {
  const answers = (...given: string[]) => {
    const left = [...given];
    return vi.fn(async (_: string, fallback: string) => left.shift() || fallback);
  };

  test('for the spec, the folder, and whether to go on', async () => {
    await aProject();
    const ask = answers('', 'sdk', '');
    expect((await run(['init'], { ask })).code).toBe(0);
    expect(ask.mock.calls).toEqual([
      ['Which OpenAPI description?', 'openapi.json'],
      ['Which folder for the SDK?', 'api'],
      ['Generate sdk, and change package.json?', 'yes'],
    ]);
    expect(await list('sdk')).toContain('pets.ts');
  });

  test('and may refuse', async () => {
    await aProject();
    expect(await run(['init'], { ask: answers('', '', 'no') })).toEqual({
      code: 0,
      printed: 'Nothing was done.\n',
    });
    expect(await list()).toEqual(['openapi.json', 'package.json']);
  });
});

describe('--install', () => {
  async function givenNpm(script: string) {
    await given('bin/npm', `#!/bin/sh\n${script}\n`);
    await chmod(path('bin/npm'), 0o755);
    vi.stubEnv('PATH', `${path('bin')}${delimiter}${process.env['PATH']}`);
  }

  test('runs the package manager', async () => {
    await aProject();
    await givenNpm('echo "$@" > installed');
    expect((await run(['init', '--yes', '--install'])).code).toBe(0);
    expect(await read('installed')).toBe('install\n');
  });

  test('says when that fails, and exits 1', async () => {
    await aProject();
    await givenNpm('exit 3');
    expect(await run(['init', '--yes', '--install'])).toMatchObject({
      code: 1,
      printed: expect.stringContaining(
        '! breakwater: npm install ended with code 3; everything else is done.',
      ),
    });
  });
});

test.each([
  [[], '! breakwater: There is no package.json here.', 1],
  [['a', 'b'], '! breakwater: One spec at a time; b is one too many.', 2],
])('init %j', async (args, expected, code) => {
  expect(await run(['init', ...args])).toMatchObject({ code, printed: expect.stringContaining(expected) });
});

test.each([
  ['is a list', '[]', 'This is no JSON object: it is a list, or a single value.'],
  ['has a comma too many', '{ "a": 1, }', expect.stringContaining('This is no JSON object: ')],
])('a package.json that %s is refused', async (_, text, what) => {
  await given('package.json', text);
  const { code, printed } = await run(['init', '--yes']);
  expect(printed.split('\n')).toEqual([
    typeof what === 'string' ? `! breakwater: ${what}` : what,
    '  at ~/package.json',
    '  Correct it.',
    '',
  ]);
  expect(code).toBe(1);
});

test('a package.json that cannot be read is not one that is missing', async () => {
  await given('package.json/inner', '');
  expect((await run(['init', '--yes'])).printed).toContain(
    'package.json cannot be read: there is a folder in its place.',
  );
});

test('a project without a spec has to name one', async () => {
  await given('package.json', '{}');
  expect(await run(['init', '--yes'])).toMatchObject({
    code: 2,
    printed: expect.stringContaining('Which spec?'),
  });
});
