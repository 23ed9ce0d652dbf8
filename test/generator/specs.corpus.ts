import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GenerateReport, generate } from '../../generator/src/index.ts';
import { parse } from '../../generator/src/load.ts';
import { type Compiler, configure, errorsIn, runtime } from './compile.ts';
import { corpus } from './corpus.ts';
import { sdkOf } from './fuzz.ts';
import { randomFrom } from './mutate.ts';
import { shuffled } from './shuffle.ts';

let folder: string;
const reports = new Map<string, GenerateReport>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-corpus-'));
  // For handlers of MSW, which the user's project has.
  await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  await configure(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(corpus)('$name is generated', async ({ name, file, root }) => {
  const out = join(folder, name.replace(/\W+/g, '-'));
  const report = await generate({
    spec: file,
    out,
    root,
    runtime,
    importExtension: 'ts',
    repositories: true,
    msw: true,
  });
  reports.set(name, report);
  expect(report.operations > 0 || /webhooks/.test(name)).toBe(true);
});

test('every reference of theirs leads somewhere, but for those known not to', () => {
  const dangling = [...reports].flatMap(([name, { problems }]) =>
    problems.filter(({ what }) => /^(Nothing is found|.* is not read)/.test(what)).map(() => name),
  );
  expect(new Set(dangling)).toEqual(new Set([...reports.keys()].filter((name) => /intercom/.test(name))));
});

test.each<Compiler>(['7', '5.9'])('all of them compile under TypeScript %s', async (compiler) => {
  expect(await errorsIn(folder, compiler)).toEqual([]);
});

test.each(corpus)('the order of keys in $name does not matter', async ({ name, file }) => {
  const { value: document } = await parse(name, readFileSync(file, 'utf8'));
  const [before, after] = [sdkOf(document), sdkOf(shuffled(document, randomFrom(name.length)))];
  expect([...before].filter(([each, text]) => after.get(each) !== text).map(([each]) => each)).toEqual([]);
});

test('a second run changes nothing', async () => {
  for (const { name, file, root } of corpus) {
    const out = join(folder, name.replace(/\W+/g, '-'));
    const { changes } = await generate({
      spec: file,
      out,
      root,
      runtime,
      importExtension: 'ts',
      repositories: true,
      msw: true,
      check: true,
      lock: false,
    });
    expect([name, ...changes.written, ...changes.removed]).toEqual([name]);
  }
});
