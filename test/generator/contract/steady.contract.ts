/** `--server steady`: the same contract by another mock server, which is a program of its own. */

import { once } from 'node:events';
import { chmod, mkdir, readdir, symlink } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { install } from '../../../conformance/install.ts';
import { aCommandLine } from '../command-line.ts';
import { runtime } from '../compile.ts';
import { aDocument, anOperation, json } from '../support.ts';
import { atWork, idOf, processes, started, until } from './processes.ts';

const { given, path, read, run } = aCommandLine();
const home = fileURLToPath(new URL('./steady', import.meta.url));

beforeAll(() => install(home));

function pets() {
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } };
  const tags = { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } };
  const error = { description: '', content: { 'text/plain': { schema: { type: 'string' } } } };
  const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const get = anOperation({
    parameters: [limit, tags],
    responses: {
      200: json({ type: 'array', items: pet }),
      302: { description: '' },
      404: error,
      '5XX': json(pet),
    },
  });
  const post = anOperation({
    operationId: 'addPet',
    requestBody: { required: true, content: { 'application/json': { schema: pet } } },
    responses: { 201: json(pet) },
  });
  return aDocument({ paths: { '/pets#list': { get }, '/pets': { post } } });
}

async function withSteady() {
  await mkdir(path('node_modules'), { recursive: true });
  await symlink(`${home}/node_modules/@stdy`, path('node_modules/@stdy'));
}

describe('in a project that has it', () => {
  beforeEach(async () => {
    await withSteady();
    await given('tmp/.keep', '');
    await given('spec', pets());
    vi.spyOn(process, 'cwd').mockReturnValue(path());
    return () => vi.restoreAllMocks();
  });

  test('every documented answer is given, and what is sent is judged', async () => {
    const { code, printed } = await run(['contract', '~/spec', '--server', 'steady', '--json']);
    expect(code).toBe(0);
    const { results } = JSON.parse(printed);
    const inputs = ['required input', 'full input', 'low input', 'high input'];
    const answers = ['answered 302', 'answered 404 text/plain', 'answered 500 application/json'];
    const passed = [...inputs, ...inputs, ...answers].map((title) => ({ title, outcome: 'passed' }));
    const cases = results.flatMap(({ cases }: { cases: object[] }) => cases);
    expect(cases).toEqual(passed.map((each) => expect.objectContaining(each)));
  });

  test('what breaks a rule is found out, and named', async () => {
    const real = JSON.stringify(pathToFileURL(runtime).href);
    const broken = `export * from ${real};
import { createClient as real } from ${real};
const transport = (request) => fetch(new Request(request.url + '?limit=many', request));
export const createClient = (sdk, options) => real(sdk, { ...options, transport });
`;
    await given('runtime.ts', broken);
    const args = ['--server', 'steady', '--runtime', path('runtime.ts')];
    const { code, printed } = await run(['contract', '~/spec', ...args]);
    expect(code).toBe(1);
    expect(printed).toContain('~/spec against Steady');
    expect(printed).toMatch(/required input: query\.limit: .*\(E3003\)/);
  });

  test('a port that is taken in the last moment is no reason to fail', async () => {
    const real = `${home}/node_modules/@stdy/cli-${process.platform}-${process.arch}/bin/steady`;
    const script = `#!/bin/sh
if mkdir ${path('once')} 2>/dev/null; then echo "ERROR: Address already in use (os error 98)" >&2; exit 1; fi
exec ${real} "$@"
`;
    const platform = `fake/node_modules/@stdy/cli-${process.platform}-${process.arch}`;
    await given(`${platform}/bin/steady`, script);
    await chmod(path(`${platform}/bin/steady`), 0o755);
    await given(`${platform}/package.json`, {});
    await given('fake/node_modules/@stdy/cli/package.json', {});
    vi.mocked(process.cwd).mockReturnValue(path('fake'));
    const { code } = await run(['contract', '~/spec', '--server', 'steady']);
    expect([code, await readdir(path())]).toEqual([0, expect.arrayContaining(['once'])]);
  });

  test.runIf(process.platform === 'linux').each([
    ['SIGINT', 'the whole group, as Ctrl-C does'],
    ['SIGTERM', 'the command alone'],
    ['SIGKILL', 'the command alone'],
  ] as const)('%s to %s leaves no process', async (signal, whom) => {
    const command = started({ folder: path(), args: ['--server', 'steady', '--junit', path('junit.xml')] });
    // The command, a supervised child, and its Steady.
    await atWork(command, path(), 3);
    process.kill(whom === 'the command alone' ? idOf(command) : -idOf(command), signal);
    const ending = await once(command, 'exit');
    await until(async () => (await processes(path())).length === 0);
    if (signal === 'SIGKILL') return;
    expect(ending).toEqual([1, null]);
    expect(await readdir(path('tmp'))).toEqual(['.keep']);
    expect(await read('junit.xml')).toMatch(/<\/testsuites>\n$/);
  });
});

test.each([
  [
    'steady',
    [],
    'Steady, the mock server, is not installed in this project.',
    'npm install --save-dev @stdy/cli',
  ],
  [
    'steady',
    ['@stdy/cli'],
    `Steady, the mock server, is installed without its program for ${process.platform}-${process.arch}.`,
    'npm install --save-dev @stdy/cli --include=optional',
  ],
])('%s with %j says how to get the rest', async (server, packages, what, mend) => {
  await given('spec', pets());
  await given('package.json', {});
  for (const name of packages) await given(`node_modules/${name}/package.json`, {});
  vi.spyOn(process, 'cwd').mockReturnValue(path());
  const { code, printed } = await run(['contract', '~/spec', '--server', server]);
  vi.restoreAllMocks();
  expect([code, printed]).toEqual([1, expect.stringContaining(what)]);
  expect(printed).toContain(mend);
});
