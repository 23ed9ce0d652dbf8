/** `npm start -- --spec`: any description, and what happens to one that cannot be used. */

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runDemo } from './run-demo.ts';

test('operations that need no arguments are called, reads first', { timeout: 30_000 }, async () => {
  const run = await runDemo('--spec', 'spec/openapi.yaml');
  expect(run).toMatchObject({ exitCode: 0, error: '' });
  expect(run.out).toMatch(/^ {2}listPortfolios +network +1 /m);
  // Prism makes one JSON value of what is documented as lines of them, and finds that it is none.
  expect(run.out).toMatch(/✘ exportEvents .*answered 500, [^✘]*Prism said/);
  expect(run.out.match(/✘/g)).toHaveLength(1);
  expect(run.out).toMatch(/10 callable without arguments\. ✔ 10 called, 9 answered/);
});

test('a row says why its operation did not answer', { timeout: 30_000 }, async () => {
  const spec = await aSpec({ '/pets': { get: { operationId: 'listPets', responses: {} } } });
  const run = await runDemo('--spec', spec);
  expect(run).toMatchObject({ exitCode: 1, error: '' });
  expect(run.out).toMatch(/✘ listPets .*answered 500/);
  expect(run.out).toContain('Prism said: No response defined');
  expect(run.out).toContain('✘ 1 called, 0 answered');
});

test('the generated folder is removed, unless it is to be kept', { timeout: 30_000 }, async () => {
  const run = await runDemo('--spec', 'spec/openapi.yaml', '--keep');
  const folder = /The SDK is in (.+)\.$/m.exec(run.out)?.[1] ?? '';
  onTestFinished(() => rm(folder, { recursive: true }));
  expect(await readdir(folder)).toContain('portfolio.ts');
});

test('a spec that is missing is the generator’s own error', async () => {
  const run = await runDemo('--spec', 'no-such-file.yaml');
  expect(run).toMatchObject({ exitCode: 1, out: '' });
  expect(run.error).toBe(
    'breakwater: There is no such file.\n' +
      '  at no-such-file.yaml\n' +
      '  Give the path or the URL of an OpenAPI description, in YAML or JSON.\n',
  );
});

test('a file that is no OpenAPI is the generator’s own error', async () => {
  const run = await runDemo('--spec', 'package.json');
  expect(run).toMatchObject({ exitCode: 1, out: '' });
  expect(run.error).toContain('breakwater: This is not an OpenAPI description');
});

async function aSpec(paths: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-spec-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify({ openapi: '3.1.0', info: { title: 'Pets', version: '1' }, paths }));
  return file;
}
