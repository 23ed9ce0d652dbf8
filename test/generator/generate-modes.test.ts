import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { describe, expect, test } from 'vitest';
import { aCommandLine } from './command-line.ts';
import { json, withOperation } from './support.ts';

const { given, generate, list, read, run, path } = aCommandLine();

const sound = withOperation({});
const flawed = withOperation({ operationId: 'getPet' }, '/pets/{id}');

describe('--dry-run', () => {
  test('says what would be written, writes nothing, and exits 0', async () => {
    await given('spec', sound);
    const { code, printed } = await generate('--dry-run');
    expect(printed).toMatch(
      /^~\/sdk: 1 operation in 8 files \(8 to write\), 0\.0 s\n {2}to write: ~\/sdk\/api\.md\n/,
    );
    expect(code).toBe(0);
    expect(await list()).toEqual(['spec']);
  });

  test('of what is up to date names no file', async () => {
    await given('spec', sound);
    await generate();
    const { printed } = await generate('--dry-run', '--no-lock');
    expect(printed).toBe('~/sdk: 1 operation in 8 files (0 to write, 8 unchanged), 0.0 s\n');
  });
});

describe('a spec of which nothing is left', () => {
  test.each([
    ['operations that are none', { ...sound, paths: { '/pets': { get: 5 } } }, '#/paths/~1pets/get'],
    ['paths that are none', { ...sound, paths: [] }, '#/paths'],
  ])('%s: refused at the place, and nothing is written', async (_what, spec, pointer) => {
    await given('spec', spec);
    const { code, printed } = await generate();
    expect(printed).toContain(`${pointer}\n`);
    expect(code).toBe(1);
    expect(await list()).toEqual(['spec']);
  });

  test('one that never had an operation is an SDK all the same', async () => {
    await given('spec', { ...sound, paths: {} });
    expect((await generate()).code).toBe(0);
  });
});

test('a version that is no text and becomes none is refused in words', async () => {
  await given('spec', { ...sound, openapi: { toString: 5, valueOf: 5 } });
  const { code, printed } = await generate();
  expect(printed).toMatch(/Its version is no text\.\n {2}at ~\/spec:1:/);
  expect(printed).not.toContain('TypeError');
  expect(code).toBe(1);
});

describe('--strict', () => {
  test('refuses a spec with a problem, and writes nothing', async () => {
    await given('spec', flawed);
    const { code, printed } = await generate('--strict');
    expect(printed).toMatch(
      /^! breakwater: \{id\} of the path is not declared: it is taken as a string\.\n {2}at ~\/spec:1:/,
    );
    expect(code).toBe(1);
    expect(await list()).toEqual(['spec']);
  });

  test('names every problem', async () => {
    await given('spec', withOperation({ operationId: 'getPet', tags: [] }, '/pets/{id}'));
    const { printed } = await generate('--strict');
    expect(printed).toContain('1 more problem');
    expect(printed).toMatch(/\n {2}repaired ~\/spec:1:/);
    expect(JSON.parse((await generate('--strict', '--json')).printed)).toMatchObject({
      outcome: 'refused',
      problems: [{ severity: 'refused' }, { severity: 'repaired' }],
    });
  });

  test('leaves the old SDK alone', async () => {
    await given('spec', sound);
    await generate();
    const before = await list('sdk');
    await given('spec', flawed);
    expect((await generate('--strict')).code).toBe(1);
    expect(await list('sdk')).toEqual(before);
    expect((await generate('--check')).code).toBe(1);
  });

  test('is not deceived by a lock of a run without it', async () => {
    await given('spec', flawed);
    await generate();
    expect((await generate('--strict')).code).toBe(1);
  });

  test('lets a spec without problems through', async () => {
    await given('spec', sound);
    expect((await generate('--strict')).code).toBe(0);
  });
});

describe('--fail-on-warnings', () => {
  test('writes, lists the problems, and exits 1', async () => {
    await given('spec', flawed);
    for (const _ of ['first', 'unchanged']) {
      const { code, printed } = await generate('--fail-on-warnings');
      expect(printed).toContain('  repaired ~/spec:1:87 ');
      expect(code).toBe(1);
    }
    expect(await list('sdk')).toContain('pets.ts');
  });

  test('exits 0 when there are none', async () => {
    await given('spec', sound);
    expect((await generate('--fail-on-warnings')).code).toBe(0);
  });
});

describe('--json', () => {
  test('is one document, problems of an unchanged spec included', async () => {
    await given('spec', flawed);
    await generate();
    const report: unknown = JSON.parse((await generate('--json')).printed);
    expect(report).toMatchObject({
      outcome: 'written',
      operations: 1,
      problemCount: 1,
      problems: [{ line: 1 }],
      inputs: ['~/spec'],
    });
  });

  test('names what was read by its names, whichever came sooner', async () => {
    const schemas = { Zoo: { $ref: 'zoo.json' }, Ant: { $ref: 'ant.json' } };
    await given('spec', { ...sound, components: { schemas } });
    await given('zoo.json', { type: 'object' });
    await given('ant.json', { type: 'object' });
    const report: unknown = JSON.parse((await generate('--json')).printed);
    expect(report).toMatchObject({ inputs: ['~/spec', '~/ant.json', '~/zoo.json'] });
  });

  test('of a refusal names the outcome and the problem', async () => {
    const { code, printed } = await generate('--json');
    expect(JSON.parse(printed)).toMatchObject({
      outcome: 'refused',
      problems: [{ severity: 'refused', file: '~/spec' }],
    });
    expect(code).toBe(1);
  });
});

describe('overlays', () => {
  test('are written by --emit-overlay and applied by --overlay', async () => {
    await given('spec', flawed);
    const mends = ['--emit-overlay', path('mends.yaml')];
    expect((await generate(...mends, '--dry-run')).code).toBe(0);
    expect(await list()).toEqual(['spec']);
    await generate(...mends);
    expect((await generate('--overlay', path('mends.yaml'), '--strict')).code).toBe(0);
    expect((await run(['validate', '~/spec', '--overlay', '~/mends.yaml'])).code).toBe(0);
  });

  test('are written whatever the lock says', async () => {
    await given('spec', flawed);
    await generate();
    await generate('--emit-overlay', path('mends.yaml'));
    expect(await list()).toContain('mends.yaml');
  });
});

describe('what may be read', () => {
  const elsewhere = (reference: string) => withOperation({ responses: { 200: json({ $ref: reference }) } });

  test('is what --root holds', async () => {
    await given('specs/spec.json', elsewhere('../shared/pets.json#/Pet'));
    await given('shared/pets.json', { Pet: { type: 'string' } });
    const args = ['validate', '~/specs/spec.json'];
    expect((await run(args)).code).toBe(1);
    expect((await run([...args, '--root', '~/'])).code).toBe(0);
  });

  test('and what --allow-remote names', async () => {
    const server = createServer((_, response) => response.end('{ "Pet": { "type": "string" } }'));
    const home = createServer((_, response) =>
      response.end(JSON.stringify(elsewhere(`${originOf(server)}/#/Pet`))),
    );
    for (const each of [server, home]) await once(each.listen(0, '127.0.0.1'), 'listening');
    const args = ['validate', `${originOf(home)}/spec.json`];
    expect((await run(args)).code).toBe(1);
    expect(await run([...args, '--allow-remote', originOf(server)])).toMatchObject({ code: 0 });
    for (const each of [server, home]) each.close();
  });
});

function originOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

describe('validate', () => {
  test('exits 0 and says so when there are no problems', async () => {
    await given('spec', sound);
    expect(await run(['validate', '~/spec'])).toEqual({
      code: 0,
      printed: '~/spec: 1 operation, no problems\n',
    });
  });

  test('lists every problem, and exits 1', async () => {
    const tags = Array.from({ length: 25 }, (_, index) => ({
      name: `t${index}`,
      'x-cache-ttl': `${index} s`,
    }));
    await given('spec', { ...flawed, tags });
    const { code, printed } = await run(['validate', '~/spec']);
    expect(printed).toMatch(/^~\/spec: 1 operation, 26 problems \(1 repaired, 25 skipped\)\n/);
    expect(printed.match(/^ {2}skipped/gm)).toHaveLength(25);
    expect(code).toBe(1);
    expect(await list()).toEqual(['spec']);
  });

  test('has them as JSON, a refusal too', async () => {
    await given('spec', 'a: 1');
    const { code, printed } = await run(['validate', '~/spec', '--json']);
    expect(JSON.parse(printed)).toMatchObject({ operations: 0, problems: [{ severity: 'refused' }] });
    expect(code).toBe(1);
    expect((await run(['validate', '~/spec'])).printed).toMatch(
      /^! breakwater: This is not an OpenAPI description/,
    );
  });

  test('looks only at what the filters let through', async () => {
    await given('spec', {
      ...flawed,
      paths: { ...(flawed['paths'] as object), ...(sound['paths'] as object) },
    });
    expect((await run(['validate', '~/spec', '--include-path', '/pets'])).code).toBe(0);
  });
});

test('a terminal hears of each step before it begins, and then of the end', async () => {
  await given('spec', sound);
  const heard: (string | undefined)[] = [];
  await run(['generate', path('spec'), '--out', path('sdk')], {
    progress: (text) => heard.push(text?.replace(path('spec'), 'spec')),
  });
  expect(heard).toEqual([
    'spec: reading …',
    'spec: understanding …',
    'spec: emitting …',
    'spec: writing …',
    undefined,
  ]);
});

test('an unchanged spec is nothing to wait for', async () => {
  await given('spec', sound);
  await generate();
  const heard: (string | undefined)[] = [];
  await run(['generate', path('spec'), '--out', path('sdk')], { progress: (text) => heard.push(text) });
  expect(heard).toEqual([undefined]);
});

test('a place that cannot be written to is refused, with the reason', async () => {
  await given('spec', flawed);
  await given('taken', 'A file.');
  expect(await run(['generate', '~/spec', '--out', '~/taken/sdk'])).toMatchObject({
    code: 1,
    printed: expect.stringMatching(/^! breakwater: .* cannot be .*\n {2}at ~\/taken\/sdk/),
  });
  const { code, printed } = await generate('--emit-overlay', path('none/mends.yaml'));
  expect(printed).toMatch(
    /^! breakwater: The file cannot be written: the folder for it is not there\.\n {2}at ~\/none\/mends\.yaml\n {2}Make it writable/,
  );
  expect(code).toBe(1);
  expect(await list()).toEqual(['spec', 'taken']);
});

test('packages that it imports and that are not there are named, with what installs them', async () => {
  await given('spec', sound);
  const both = ['--schemas', 'zod', '--msw', '--contract-test'];
  expect((await generate(...both)).printed.split('\n').slice(1, 4)).toEqual([
    '  It imports zod, which is not installed: npm install zod',
    '  It imports msw, which is not installed: npm install --save-dev msw',
    '  It imports vitest, which is not installed: npm install --save-dev vitest',
  ]);
  expect((await generate(...both, '--check')).printed).not.toContain('install');
  await given('node_modules/zod/package.json', '{}');
  const { printed } = await generate(...both);
  expect(printed).not.toContain('imports zod');
  expect(printed).toContain('imports msw');
});

test('--emit-overlay replaces an overlay, and nothing else: not the spec', async () => {
  await given('spec', flawed);
  const before = await read('spec');
  expect(await generate('--emit-overlay', path('spec'))).toEqual({
    code: 1,
    printed:
      '! breakwater: This is no overlay, and would be overwritten.\n  at ~/spec\n  Choose another place, or move it.\n',
  });
  expect(await read('spec')).toBe(before);
  expect(await list()).toEqual(['spec']);
  await given('mends.yaml', 'overlay: 1.0.0\nactions: []\n');
  expect((await generate('--emit-overlay', path('mends.yaml'))).code).toBe(0);
  expect(await read('mends.yaml')).toContain('target:');
});

test('--no-api-md leaves out the page with every call, and takes it away where it was', async () => {
  await given('spec', sound);
  await generate();
  expect(await list('sdk')).toContain('api.md');
  await generate('--no-api-md');
  expect(await list('sdk')).not.toContain('api.md');
});

test('an api.md of somebody else is in the way, and stays', async () => {
  await given('spec', sound);
  await given('sdk/api.md', '# Mine');
  const { code, printed } = await generate();
  expect(code).toBe(1);
  expect(printed).toContain('api.md');
  expect(await list('sdk')).toEqual(['api.md']);
});
