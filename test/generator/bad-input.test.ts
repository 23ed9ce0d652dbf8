/** What people give by mistake: each is answered with one sentence that names the place, and what to do instead. */

import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mishap } from '../../generator/src/mishap.ts';
import { aCommandLine } from './command-line.ts';
import { aDocument, withOperation } from './support.ts';

const { given, generate, run, list, path } = aCommandLine();
const exec = promisify(execFile);
const bin = fileURLToPath(new URL('../../generator/bin/breakwater.js', import.meta.url));

afterEach(() => vi.unstubAllEnvs());

/** The three lines without the place. */
async function refusalOf(content: unknown): Promise<string> {
  await given('spec', content);
  const { code, printed } = await generate();
  expect(code).toBe(1);
  expect(await list()).toEqual(['spec']);
  const [what = '', place = '', mend = '', ...rest] = printed.split('\n');
  expect(place).toMatch(/^ {2}at ~\/spec/);
  expect(rest).toEqual(['']);
  return `${what.replace('! breakwater: ', '')} ${mend.trim()}`;
}

describe('a spec that is something else is named for what it is', () => {
  test.each<[string, unknown, string]>([
    ['an empty file', '', 'There is nothing in it.'],
    ['a comment', '# Soon.\n', 'There is nothing in it.'],
    ['a web page', '<!DOCTYPE html>\n<html><title>Login</title></html>', 'This is a web page, neither'],
    ['a page whose script YAML chokes on', '\n<html lang="en"><script>a = {b: "c"};', 'This is a web page'],
    ['XML', '<?xml version="1.0"?>\n<definitions/>', 'This is XML, neither JSON nor YAML.'],
    ['what is compressed', '\u001f\uFFFD\b\0', 'This is no text. Give it in UTF-8, uncompressed.'],
    ['AsyncAPI', { asyncapi: '3.0.0' }, 'This is an AsyncAPI description, and no OpenAPI description.'],
    ['Arazzo', { arazzo: '1.0.0' }, 'This is an Arazzo description'],
    [
      'an overlay',
      { overlay: '1.0.0', actions: [] },
      'This is an overlay, and no OpenAPI description. Give it with',
    ],
    ['Swagger 1', { swaggerVersion: '1.2' }, 'This is Swagger 1,'],
    ['Postman', { info: { _postman_id: 'a' }, item: [] }, 'This is a Postman collection, and'],
    [
      'Postman, exported elsewhere',
      { info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' } },
      'This is a Postman collection, and no OpenAPI description. Convert it to OpenAPI first.',
    ],
    ['Insomnia', { __export_format: 4 }, 'This is an export of Insomnia'],
    ['HAR', { log: { entries: [] } }, 'This is a recording of HTTP (HAR)'],
    [
      'JSON Schema',
      { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' },
      'This is a JSON Schema',
    ],
    [
      'another JSON file',
      { name: 'shop' },
      'it has no `openapi`. Give the path or the URL of an OpenAPI description.',
    ],
    ['half a description', { components: {} }, 'it has no `openapi`. Begin it with `openapi: 3.1.0`.'],
  ])('%s', async (_, content, expected) => {
    expect(await refusalOf(content)).toContain(expected);
  });
});

test('a folder is named as one, with the description in it', async () => {
  await given('spec/openapi.yaml', aDocument());
  expect((await generate()).printed).toBe(
    '! breakwater: This is a folder.\n  at ~/spec\n  Give the path or the URL of an OpenAPI description, in YAML or JSON. Did you mean ~/spec/openapi.yaml?\n',
  );
  await given('spec/swagger.json', aDocument());
  expect((await generate()).printed).not.toContain('Did you mean');
});

test('a file that is not there is guessed at', async () => {
  await given('openapi.yaml', aDocument());
  const { printed } = await run(['validate', '~/openapi.yml']);
  expect(printed).toContain('There is no such file.');
  expect(printed).toContain('Did you mean openapi.yaml?');
});

test.each([
  ['http://[', 'This is no URL.', 'http://['],
  ['http://user:secret@[', 'This is no URL.', 'http://['],
  ['ftp://a/b.yaml', 'ftp: is no scheme a spec is read by.', 'ftp://a/b.yaml'],
  ['file:///b.yaml', 'file: is no scheme a spec is read by.', 'file:///b.yaml'],
])('%s is no file', async (spec, what, place) => {
  expect((await run(['validate', spec])).printed).toContain(`! breakwater: ${what}\n  at ${place}\n`);
});

test('a description without anything to call is told, and strictly refused', async () => {
  await given('spec', 'openapi: 3.1.0\npaths:\n');
  expect((await run(['validate', '~/spec'])).printed).toContain('there is nothing to call. Add `paths`');
  expect((await generate('--strict')).code).toBe(1);
  await given('spec', aDocument({ paths: {} }));
  expect((await run(['validate', '~/spec'])).code).toBe(0);
});

test('--root is a folder that is there', async () => {
  await given('spec', withOperation({}));
  const refusal = async (root: string) => (await generate('--root', path(root))).printed.split('\n')[0];
  expect(await refusal('none')).toBe('! breakwater: There is no such folder.');
  expect(await refusal('spec')).toBe('! breakwater: This is no folder.');
  expect(await list()).toEqual(['spec']);
});

test.each([
  ['no JSON', 'hush', 'This is no JSON object of texts.'],
  ['a name that is none', '{"a b":"hush"}', 'A name or a value in it is none that HTTP can carry.'],
  [
    'a value that ends the line',
    '{"a":"hush\\nb: c"}',
    'A name or a value in it is none that HTTP can carry.',
  ],
])('BREAKWATER_SPEC_HEADERS with %s is refused, and not repeated', async (_, headers, what) => {
  vi.stubEnv('BREAKWATER_SPEC_HEADERS', headers);
  const { printed } = await run(['validate', 'http://127.0.0.1:1/']);
  expect(printed).toContain(`! breakwater: ${what}\n  at BREAKWATER_SPEC_HEADERS\n`);
  expect(printed).not.toContain('hush');
});

describe('--json is JSON on standard output, whatever happens', () => {
  test.each<[number, readonly string[]]>([
    [1, ['generate', 'none.yaml', '--out', 'sdk', '--json']],
    [2, ['generate', 'none.yaml', '--json']],
    [2, ['generate', '--json', '--fastest']],
    [1, ['validate', 'none.yaml', '--json']],
    [2, ['validate', '--json']],
    [1, ['diff', 'none.yaml', 'none.yaml', '--json']],
    [2, ['diff', 'none.yaml', '--json']],
    [2, ['diff', 'a', 'b', '--json', '--fail-on', 'all']],
    [2, ['contract', '--json', '--parallel', '0', 'a']],
  ])('exit code %i of %j', async (expected, args) => {
    let [out, error] = ['', ''];
    const { code } = await run(args, { out: (text) => (out += text), error: (text) => (error += text) });
    expect(code).toBe(expected);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'refused',
      problems: [{ severity: 'refused', what: expect.any(String), mend: expect.any(String) }],
    });
    // A wrong usage is for whoever typed it, too.
    expect(error !== '').toBe(expected === 2);
  });
});

test('a Node that is too old is told so, before it stumbles', async () => {
  const older =
    'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });';
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(older)}`,
    bin,
    'validate',
    '--json',
    'a',
  ];
  const what = 'Node 20.20.2 is too old for Breakwater.';
  const { code, stdout, stderr } = await exec(process.execPath, args).catch(Object);
  expect([code, JSON.parse(stdout).problems[0].what]).toEqual([1, what]);
  expect(stderr).toBe(
    `breakwater: ${what}\n  at ${process.execPath}\n  Use Node 22 or later; breakwater.config.ts and breakwater contract take 22.18.\n`,
  );
});

test('the folder one is in may be gone', async () => {
  await mkdir(path('gone'));
  const command = 'cd "$2" && rmdir "$2" && exec "$0" "$1" init --yes';
  await expect(exec('sh', ['-c', command, process.execPath, bin, path('gone')])).rejects.toMatchObject({
    code: 1,
    stderr:
      'breakwater: The system would not: the folder you are in is not there any more.\n  at breakwater init\n  Go to one that is.\n',
  });
});

test.skipIf(process.platform !== 'linux')(
  'a report that finds no room on the disk is no success',
  async () => {
    await given('spec', withOperation({}));
    const command = `"$0" "$1" validate "$2" --json > /dev/full`;
    await expect(exec('sh', ['-c', command, process.execPath, bin, path('spec')])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^breakwater: Standard output cannot be written: ENOSPC.*\n$/),
    });
  },
);

test('whoever reads only the beginning gets it, and no complaint', async () => {
  await given('spec', withOperation({}));
  const command = `"$0" "$1" generate --help | head -1`;
  const { stdout, stderr } = await exec('sh', ['-c', command, process.execPath, bin]);
  expect([stdout, stderr]).toEqual(['Usage: breakwater generate <spec> --out <dir> [options]\n', '']);
});

describe('what nobody expected', () => {
  test('of the system is said in words', () => {
    const error = Object.assign(new Error('EROFS: read-only file system, mkdtemp'), {
      ...{ code: 'EROFS', syscall: 'mkdtemp', path: '/tmp/x' },
    });
    expect(mishap(error, 'breakwater contract', {})).toMatchObject({
      problem: { file: '/tmp/x', what: 'The system would not: its file system is read-only.' },
      details: [],
    });
  });

  test('is a mistake of ours, whose stack is for whoever asks for it', () => {
    const error = new TypeError('x is not a function');
    const { problem, details } = mishap(error, 'breakwater diff', {});
    expect([problem.what, problem.mend, details]).toEqual([
      "This is a mistake of Breakwater's own: TypeError: x is not a function.",
      'Please report it, with what this prints once BREAKWATER_DEBUG=1 is set.',
      [],
    ]);
    const told = mishap(error, 'breakwater diff', { BREAKWATER_DEBUG: '1' });
    expect(told.problem.mend).toBe('Please report it, with what this prints.');
    expect(told.details[0]).toBe('TypeError: x is not a function');
    expect(told.details.length).toBeGreaterThan(1);
  });
});
