import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../generator/src/main.ts';
import { aDocument, anOperation, withOperation } from './support.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-command-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the command; `~` in what it printed is the test's folder. */
async function run(...args: readonly string[]) {
  let printed = '';
  const print = {
    out: (text: string) => (printed += `${text}\n`),
    error: (text: string) => (printed += `! ${text}\n`),
  };
  const code = await main(
    args.map((arg) => arg.replace('~', folder)),
    print,
  );
  return { code, printed: printed.replaceAll(folder, '~').replace(/\d+\.\d s/g, '0.0 s') };
}

async function given(name: string, content: unknown) {
  await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

const generate = (spec: string, ...more: string[]) => run('generate', `~/${spec}`, '--out', '~/sdk', ...more);

describe('a spec that cannot be used is one error, and nothing is written', () => {
  test.each([
    [
      'a missing file',
      undefined,
      '! breakwater: There is no such file.\n  at ~/spec\n  Give the path of an OpenAPI description, in YAML or JSON.\n',
    ],
    [
      'no YAML',
      'a: [1, 2\nb: 3\n',
      expect.stringMatching(
        /^! breakwater: This is neither YAML nor JSON: .*\n {2}at ~\/spec:\d:\d #\n {2}Correct the syntax at this place\.\n$/,
      ),
    ],
    [
      'no object',
      '- 1\n',
      '! breakwater: This is not an OpenAPI description: it is no object.\n  at ~/spec:1:1 #\n  Begin it with `openapi: 3.1.0`.\n',
    ],
    [
      'no OpenAPI',
      'a: 1\n',
      '! breakwater: This is not an OpenAPI description: it has no `openapi`.\n  at ~/spec:1:1 #\n  Begin it with `openapi: 3.1.0`.\n',
    ],
    [
      'OpenAPI 2.0',
      'swagger: "2.0"\n',
      '! breakwater: OpenAPI 2.0 (Swagger) is not supported yet.\n  at ~/spec:1:1 #\n  Convert it to OpenAPI 3, for example with swagger2openapi.\n',
    ],
    [
      'YAML inside itself',
      'openapi: 3.1.0\npaths: &p { x: *p }\n',
      '! breakwater: The document is nested without end, or too deeply to be read.\n  at ~/spec #\n  Use `$ref` for what contains itself.\n',
    ],
    [
      'OpenAPI 4',
      'openapi: 4.0.0\n',
      '! breakwater: OpenAPI 4.0.0 is not supported.\n  at ~/spec:1:1 #\n  Use OpenAPI 3.0 or 3.1.\n',
    ],
  ])('%s', async (_, content, expected) => {
    if (content !== undefined) await given('spec', content);
    const { code, printed } = await generate('spec');
    expect(printed).toEqual(expected);
    expect(code).toBe(1);
    expect(await readdir(folder)).toEqual(content === undefined ? [] : ['spec']);
  });
});

describe('arguments that make no sense are one line and the usage', () => {
  test.each([
    [[], '! breakwater: Which command?'],
    [['grow'], '! breakwater: There is no command grow.'],
    [['generate'], '! breakwater: Which spec? Give the path of an OpenAPI description.'],
    [['generate', 'a', 'b'], '! breakwater: One spec at a time; b is one too many.'],
    [['generate', 'a'], '! breakwater: Where to? Give a folder with --out.'],
    [
      ['generate', 'a', '--out', 'b', '--import-extension', 'mjs'],
      '! breakwater: --import-extension is ts, js or none; found mjs.',
    ],
    [['generate', '--fast'], "! breakwater: Unknown option '--fast'."],
  ])('%j', async (args, expected) => {
    const { code, printed } = await run(...args);
    expect(code).toBe(1);
    expect(printed.split('\n')[0]).toContain(expected);
    expect(printed).toContain('Usage: breakwater generate <spec> --out <dir> [options]');
  });

  test('help is no error', async () => {
    expect((await run('--help')).code).toBe(0);
    expect((await run('generate', '--help')).printed).toContain('--check');
  });
});

describe('a run', () => {
  test('says in one line what it did', async () => {
    await given('spec', withOperation({}));
    expect(await generate('spec')).toEqual({
      code: 0,
      printed: '~/sdk: 1 operation in 7 files (7 written), 0.0 s\n',
    });
    expect(await generate('spec')).toEqual({
      code: 0,
      printed: '~/sdk: 1 operation in 7 files (0 written, 7 unchanged), 0.0 s\n',
    });
  });

  test('then says what it repaired, where, and how to mend it', async () => {
    await given('spec', withOperation({}, '/pets/{id}'));
    expect((await generate('spec')).printed.split('\n').slice(1).join('\n')).toBe(
      `  repaired ~/spec:1:87 #/paths/~1pets~1{id}/get
    {id} of the path is not declared: it is taken as a string. Declare the path parameter id.
`,
    );
  });

  test('says the same thing about many places once', async () => {
    const paths = Object.fromEntries(
      ['/a', '/b', '/c'].map((path) => [path, { get: anOperation({ operationId: path, tags: [] }) }]),
    );
    await given('spec', aDocument({ paths }));
    expect((await generate('spec')).printed).toContain('The same in 2 more places.');
  });

  test('shows 20 problems and counts the others', async () => {
    const tags = Array.from({ length: 25 }, (_, index) => ({
      name: `t${index}`,
      'x-cache-ttl': `${index} s`,
    }));
    await given('spec', { ...withOperation({}), tags });
    const { printed } = await generate('spec');
    expect(printed.match(/^ {2}skipped/gm)).toHaveLength(20);
    expect(printed).toContain('  5 more: see --json\n');
  });

  test('says everything as JSON', async () => {
    await given('spec', withOperation({}, '/pets/{id}'));
    const report: unknown = JSON.parse((await generate('spec', '--json')).printed);
    expect(report).toMatchObject({
      operations: 1,
      changes: { removed: [] },
      problems: [{ severity: 'repaired', line: 1, column: 87 }],
    });
  });

  test('shows no control characters of a spec', async () => {
    await given('spec', withOperation({ tags: ['a', '\u001b[31m\u202e'] }));
    await given('spec', aDocument({ paths: { '/\u001b[31m{\u202e}': { get: anOperation() } } }));
    const { printed } = await generate('spec');
    expect(printed).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(printed).toContain('\\u001b[31m');
  });

  test('takes imports as the nearest tsconfig.json wants them', async () => {
    const { readFile } = await import('node:fs/promises');
    await given('spec', withOperation({}));
    await mkdir(join(folder, 'sdk'));
    const cases = [
      ['{ "compilerOptions": { "moduleResolution": "Bundler" } } // none', "'./api'"],
      ['{ "compilerOptions": { "rewriteRelativeImportExtensions": true, }, }', "'./api.ts'"],
      ['{ "compilerOptions": { "module": "NodeNext" } }', "'./api.js'"],
    ];
    for (const [config = '', expected] of cases) {
      await given('tsconfig.json', config);
      await generate('spec');
      expect(await readFile(join(folder, 'sdk/index.ts'), 'utf8')).toContain(expected);
    }
  });
});

describe('--check', () => {
  test('exits 0 when the folder is up to date', async () => {
    await given('spec', withOperation({}));
    await generate('spec');
    expect(await generate('spec', '--check')).toEqual({ code: 0, printed: '~/sdk is up to date, 0.0 s\n' });
  });

  test('exits 1 and names the files that are not', async () => {
    await given('spec', withOperation({}));
    await generate('spec');
    await given(
      'spec',
      aDocument({ paths: { '/a': { get: anOperation({ tags: ['owners'], operationId: 'listPets' }) } } }),
    );
    const { code, printed } = await generate('spec', '--check');
    expect(code).toBe(1);
    expect(printed).toContain('~/sdk is not up to date:\n');
    expect(printed).toContain('  to write: ~/sdk/owners.ts\n');
    expect(printed).toContain('  to remove: ~/sdk/pets.ts\n');
    expect(await readdir(join(folder, 'sdk'))).toContain('pets.ts');
  });
});
