/**
 * Whole SDKs under both compilers, as strict as it gets, in one program: most of the time goes into what
 * they share. `npm run test:compile`.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GenerateOptions, generate } from '../../generator/src/index.ts';
import { clashingSdk } from './clashes.ts';
import { type Compiler, configure, errorsIn, runtime } from './compile.ts';

const ledger = at('test/fixtures/ledger/spec.yaml');
const sdks: Readonly<Record<string, Pick<GenerateOptions, 'spec' | 'dates' | 'int64'>>> = {
  reference: { spec: at('spec/openapi.yaml') },
  github: { spec: at('node_modules/@octokit/openapi/generated/api.github.com.json') },
  dates: { spec: ledger, int64: 'bigint', dates: 'Date' },
  temporal: { spec: ledger, int64: 'bigint', dates: 'Temporal' },
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-compile-'));
  await configure(folder);
  await clashingSdk(join(folder, 'clashes'));
  for (const [name, options] of Object.entries(sdks)) {
    await generate({ ...options, out: join(folder, name), runtime, importExtension: 'ts' });
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each<Compiler>(['7', '5.9'])('under TypeScript %s', (compiler) => {
  let errors: readonly string[];

  beforeAll(async () => {
    errors = await errorsIn(folder, compiler);
  });

  test.each([
    ['names that clash with everything', 'clashes'],
    ['the reference API', 'reference'],
    ["the whole of GitHub's API", 'github'],
    ['a ledger with dates as Date', 'dates'],
    ['a ledger with dates as Temporal', 'temporal'],
  ])('%s compiles', (_, name) => {
    expect(errors.filter((line) => line.startsWith(`${name}/`))).toEqual([]);
  });

  test('nothing else is wrong', () => {
    expect(errors.filter((line) => !/^\w+\//.test(line))).toEqual([]);
  });
});

function at(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
