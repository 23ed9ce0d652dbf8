/** Every call that an `api.md` shows compiles as it stands: of the reference SDK, of GitHub's, and of odd specs. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GenerateOptions, generate } from '../../../generator/src/index.ts';
import { configure, errorsIn, runtime } from '../compile.ts';
import { blocksOf, moduleOf } from './calls.ts';

const ledger = at('test/fixtures/ledger/spec.yaml');
const sdks: Readonly<Record<string, Pick<GenerateOptions, 'spec' | 'dates' | 'int64'>>> = {
  reference: { spec: at('spec/openapi.yaml') },
  github: { spec: at('node_modules/@octokit/openapi/generated/api.github.com.json') },
  galaxy: { spec: at('node_modules/@scalar/galaxy/dist/latest.json') },
  dates: { spec: ledger, int64: 'bigint', dates: 'Date' },
  temporal: { spec: ledger, int64: 'bigint', dates: 'Temporal' },
};

let folder: string;
let errors: readonly string[];
const shown: Record<string, number> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-calls-'));
  await configure(folder);
  for (const [name, options] of Object.entries(sdks)) {
    const out = join(folder, name);
    await generate({ ...options, out, runtime, importExtension: 'ts' });
    const page = await readFile(join(out, 'api.md'), 'utf8');
    shown[name] = blocksOf(page).length - 1;
    await writeFile(join(out, 'calls.ts'), moduleOf(page));
  }
  errors = await errorsIn(folder, '7');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['reference', 31],
  ['github', 1_223],
  ['galaxy', 10],
  ['dates', 2],
  ['temporal', 2],
])('of %s', (name, operations) => {
  expect(shown[name]).toBe(operations);
  expect(errors.filter((line) => line.startsWith(`${name}/`))).toEqual([]);
});

function at(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}
