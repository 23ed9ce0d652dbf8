import { describe, expect, test } from 'vitest';
import { aCommandLine } from './command-line.ts';
import { aDocument, anOperation, withOperation } from './support.ts';

const { given, generate, run, list, read } = aCommandLine();

describe('a spec that cannot be used is one error, and nothing is written', () => {
  test.each([
    [
      'a missing file',
      undefined,
      '! breakwater: There is no such file.\n  at ~/spec\n  Give the path or the URL of an OpenAPI description, in YAML or JSON.\n',
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
      '! breakwater: This is not an OpenAPI description: it is no object.\n  at ~/spec:1:1 #\n  Give the path or the URL of an OpenAPI description.\n',
    ],
    [
      'no OpenAPI',
      'paths: {}\n',
      '! breakwater: This is not an OpenAPI description: it has no `openapi`.\n  at ~/spec:1:1 #\n  Begin it with `openapi: 3.1.0`.\n',
    ],
    [
      'YAML inside itself',
      'openapi: 3.1.0\ncomponents: { schemas: { A: &a { properties: { x: *a } } } }\n',
      '! breakwater: The document is nested without end, or too deeply to be read.\n  at ~/spec #\n  Use `$ref` for what contains itself.\n',
    ],
    [
      'OpenAPI 4',
      'openapi: 4.0.0\n',
      '! breakwater: OpenAPI 4.0.0 is not supported.\n  at ~/spec:1:1 #\n  Use OpenAPI 2.0, 3.0, 3.1 or 3.2.\n',
    ],
  ])('%s', async (_, content, expected) => {
    if (content !== undefined) await given('spec', content);
    const { code, printed } = await generate();
    expect(printed).toEqual(expected);
    expect(code).toBe(1);
    expect(await list()).toEqual(content === undefined ? [] : ['spec']);
  });
});

describe('arguments that make no sense are one line and the usage, and exit code 2', () => {
  test.each([
    [[], '! breakwater: Which command?'],
    [['grow'], '! breakwater: There is no command grow.'],
    [['genrate'], '! breakwater: There is no command genrate. Did you mean generate?'],
    [['--json'], '! breakwater: There is no --json without a command.'],
    [['generate'], '! breakwater: Which spec? Give the path of an OpenAPI description.'],
    [['generate', 'a', 'b'], '! breakwater: One spec at a time; b is one too many.'],
    [['generate', 'a'], '! breakwater: Where to? Give a folder with --out.'],
    [
      ['generate', 'a', '--out', 'b', '--import-extension', 'mjs'],
      '! breakwater: --import-extension is ts, js or none; found mjs.',
    ],
    [
      ['generate', 'a', '--out', 'b', '--int64', 'string'],
      '! breakwater: --int64 is number or bigint; found string.',
    ],
    [
      ['generate', 'a', '--out', 'b', '--dates', 'date'],
      '! breakwater: --dates is string or Date or Temporal; found date.',
    ],
    [
      ['generate', 'a', '--out', 'b', '--schemas', 'yup'],
      '! breakwater: --schemas is zod or valibot; found yup.',
    ],
    [['generate', '--fastest'], '! breakwater: There is no --fastest.'],
    [['generate', '--chekc'], '! breakwater: There is no --chekc. Did you mean --check?'],
    [
      ['generate', '--exclude-tags', 'a'],
      '! breakwater: There is no --exclude-tags. Did you mean --exclude-tag?',
    ],
    [['generate', '--strict=no'], '! breakwater: --strict takes no value; found no.'],
    [['generate', '--out'], '! breakwater: --out needs a value: --out <dir>.'],
    [['generate', '--out', '--check'], '! breakwater: --out needs a value: --out <dir>.'],
    [['generate', '--check', '--dry-run'], '! breakwater: --check and --dry-run exclude each other.'],
    [['generate', '--watch', '--json'], '! breakwater: --watch and --json exclude each other.'],
    [['validate'], '! breakwater: Which spec? Give the path of an OpenAPI description.'],
    [['--versoin'], '! breakwater: There is no --versoin without a command. Did you mean --version?'],
    [['validate', 'a', '--out', 'b'], '! breakwater: There is no --out.'],
    [['validate', ''], '! breakwater: An argument is empty, as one is whose shell variable is not set.'],
    [['validate', 'a', 'b'], '! breakwater: One spec at a time; b is one too many.'],
  ])('%j', async (args, expected) => {
    const { code, printed } = await run(args);
    expect(printed.split('\n')[0]).toBe(expected);
    expect(printed).toMatch(/^Usage: breakwater /m);
    expect(code).toBe(2);
  });

  test('control characters of an argument are spelled out', async () => {
    expect((await run(['\u001b[31m'])).printed).toContain('There is no command \\u001b[31m.');
  });
});

describe('help', () => {
  test('names every command', async () => {
    const { code, printed } = await run(['--help']);
    expect(code).toBe(0);
    for (const name of ['generate', 'diff', 'validate', 'init'])
      expect(printed).toContain(`breakwater ${name} `);
  });

  test('of a command names every flag of it', async () => {
    const { code, printed } = await run(['generate', '--help']);
    expect(code).toBe(0);
    expect(printed).toContain('--check                       write nothing; exit 1 when');
    expect(printed).toContain('  -o, --out <dir>  ');
  });

  test('--version is that of the package', async () => {
    expect((await run(['--version'])).printed).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a run', () => {
  test('says in one line what it did', async () => {
    await given('spec', withOperation({}));
    expect(await generate()).toEqual({
      code: 0,
      printed: '~/sdk: 1 operation in 8 files (8 written), 0.0 s\n',
    });
    expect(await generate()).toEqual({
      code: 0,
      printed: '~/sdk: 1 operation in 8 files (nothing has changed), 0.0 s\n',
    });
  });

  test('then says what it repaired, where, and how to mend it', async () => {
    await given('spec', withOperation({}, '/pets/{id}'));
    expect((await generate()).printed.split('\n').slice(1).join('\n')).toBe(
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
    expect((await generate()).printed).toContain('The same in 2 more places.');
  });

  test('shows 20 problems and counts the others', async () => {
    const tags = Array.from({ length: 25 }, (_, index) => ({
      name: `t${index}`,
      'x-cache-ttl': `${index} s`,
    }));
    await given('spec', { ...withOperation({}), tags });
    const { printed } = await generate();
    expect(printed.match(/^ {2}skipped/gm)).toHaveLength(20);
    expect(printed).toContain('  5 more: see --json\n');
  });

  test('says everything as JSON', async () => {
    await given('spec', withOperation({}, '/pets/{id}'));
    const report: unknown = JSON.parse((await generate('--json')).printed);
    expect(report).toMatchObject({
      operations: 1,
      changes: { removed: [] },
      problems: [{ severity: 'repaired', line: 1, column: 87 }],
    });
  });

  test('shows no control characters of a spec', async () => {
    await given('spec', withOperation({ tags: ['a', '\u001b[31m\u202e'] }));
    await given('spec', aDocument({ paths: { '/\u001b[31m{\u202e}': { get: anOperation() } } }));
    const { printed } = await generate();
    expect(printed).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(printed).toContain('\\u001b[31m');
  });

  test('takes imports as the nearest tsconfig.json wants them', async () => {
    await given('spec', withOperation({}));
    const cases = [
      ['{ "compilerOptions": { "moduleResolution": "Bundler" } } // none', "'./api'"],
      ['{ "compilerOptions": { "rewriteRelativeImportExtensions": true, }, }', "'./api.ts'"],
      ['{ "compilerOptions": { "module": "NodeNext" } }', "'./api.js'"],
    ];
    for (const [config = '', expected] of cases) {
      await given('tsconfig.json', config);
      await generate();
      expect(await read('sdk/index.ts')).toContain(expected);
    }
  });
});

describe('--check', () => {
  test('exits 0 when the folder is up to date', async () => {
    await given('spec', withOperation({}));
    await generate();
    expect(await generate('--check')).toEqual({ code: 0, printed: '~/sdk is up to date, 0.0 s\n' });
  });

  test('exits 1 and names the files that are not', async () => {
    await given('spec', withOperation({}));
    await generate();
    await given(
      'spec',
      aDocument({ paths: { '/a': { get: anOperation({ tags: ['owners'], operationId: 'listPets' }) } } }),
    );
    const { code, printed } = await generate('--check');
    expect(code).toBe(1);
    expect(printed).toContain('~/sdk is not up to date:\n');
    expect(printed).toContain('  to write: ~/sdk/owners.ts\n');
    expect(printed).toContain('  to remove: ~/sdk/pets.ts\n');
    expect(await list('sdk')).toContain('pets.ts');
  });
});
