/** `contract.test.ts` as it is written; that it runs in Vitest is for test/packages/contract.packages.ts. */

import { describe, expect, test } from 'vitest';
import { aCommandLine } from './command-line.ts';
import { aDocument, anOperation } from './support.ts';

const { generate, given, list, read, run } = aCommandLine();
const overlay = { overlay: '1.0.0', info: { title: 'o', version: '1' }, actions: [] };

function pets() {
  const get = anOperation({ responses: { 200: { description: '' } } });
  const post = anOperation({
    operationId: 'addPet',
    tags: ['pets'],
    responses: { 201: { description: '' } },
  });
  const remove = anOperation({
    operationId: "remove'all",
    tags: ["it's"],
    responses: { 204: { description: '' } },
  });
  return aDocument({ paths: { '/pets': { get, post }, "/p'ets": { delete: remove } } });
}

test('has a test for each operation, by resource, and no other file for it', async () => {
  await given('spec', pets());
  await generate('--import-extension', 'none', '--no-api-md');
  const without = await list('sdk');
  await generate('--import-extension', 'none', '--no-api-md', '--contract-test');
  expect(await list('sdk')).toEqual([...without, 'contract.test.ts'].sort());
  expect(await read('sdk/contract.test.ts')).toBe(`\
// Generated from spec by Breakwater. Do not edit: change the spec, then generate again.

// @vitest-environment node

import { contractOf } from '@breakwater/generator/contract';
import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import * as sdk from './index';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const contract = contractOf({ from: import.meta.url, spec: '../spec', sdk });

beforeAll(() => contract.open());
afterAll(() => contract.close());

describe("it's", () => {
  test("removeall: DELETE /p'ets", ({ skip }) => contract.keeps('removeall', skip));
});

describe('pets', () => {
  test('listPets: GET /pets', ({ skip }) => contract.keeps('listPets', skip));
  test('addPet: POST /pets', ({ skip }) => contract.keeps('addPet', skip));
});
`);
});

test('tests what a filter leaves, and goes when it is no longer asked for', async () => {
  await given('spec', pets());
  await generate('--contract-test', '--include-tag', 'pets');
  const text = await read('sdk/contract.test.ts');
  expect([text.includes('listPets'), text.includes('removeall')]).toEqual([true, false]);
  await generate();
  expect(await list('sdk')).not.toContain('contract.test.ts');
});

test('reads the spec as the generator did: its overlays, its origins, its root, from where it lies', async () => {
  await given('spec', pets());
  await given('overlays/a.json', overlay);
  const args = [
    '--overlay',
    '~/overlays/a.json',
    '--allow-remote',
    'https://schemas.invalid',
    '--root',
    '~/',
  ];
  await run(['generate', '~/spec', '--out', '~/sdk/deep', '--contract-test', ...args]);
  const text = await read('sdk/deep/contract.test.ts');
  expect(text).toContain("spec: '../../spec',");
  expect(text).toContain("overlays: ['../../overlays/a.json'],");
  expect(text).toContain("allowRemote: ['https://schemas.invalid'],");
  expect(text).toContain("root: '../..',");
});

describe('is refused in one sentence, and nothing is written', () => {
  test.each([
    ['--dates', 'Date'],
    ['--dates', 'Temporal'],
    ['--int64', 'bigint'],
  ])('with %s %s', async (...flags) => {
    await given('spec', pets());
    const { code, printed } = await generate('--contract-test', ...flags);
    expect([code, printed]).toEqual([
      1,
      expect.stringContaining('input as JSON has it, and here dates or long'),
    ]);
    expect(await list()).toEqual(['spec']);
  });

  test('for a URL with a secret, which is not repeated', async () => {
    const url = 'https://user:hush@127.0.0.1:1/spec.json?key=hush';
    const { code, printed } = await run(['generate', url, '--out', '~/sdk', '--contract-test', '--no-lock']);
    expect([code, printed]).toEqual([1, expect.stringContaining('which a contract test must not have')]);
    expect(printed).not.toContain('hush');
  });
});
