import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aCommandLine, tidied } from './command-line.ts';
import { withOperation } from './support.ts';

const { given, list, read, run, path } = aCommandLine();

let controller: AbortController;
let printed: string[];
let done: Promise<unknown>;

beforeEach(async () => {
  controller = new AbortController();
  printed = [];
  await given('spec', withOperation({ summary: 'One.' }));
});
afterEach(async () => {
  controller.abort();
  await done;
});

async function until(holds: () => boolean | Promise<boolean>) {
  await vi.waitFor(async () => expect(await holds()).toBe(true), { timeout: 10_000, interval: 20 });
}

const has = (text: string) => printed.some((line) => line.includes(text));
const config = (job: object) => `export default ${JSON.stringify({ spec: './spec', ...job })};\n`;

async function watching() {
  done = run(['generate', '--config', '~/breakwater.config.mjs', '--watch'], {
    out: (text) => printed.push(tidied(text, path())),
    error: (text) => printed.push(`! ${tidied(text, path())}`),
    interruption: () => controller.signal,
  });
  await until(() => has('watching 1 file'));
}

test('another option in the config makes another SDK', async () => {
  await given('breakwater.config.mjs', config({ out: './sdk' }));
  await watching();
  await given('breakwater.config.mjs', config({ out: './sdk', runtime: '#runtime' }));
  await until(async () => (await read('sdk/pets.ts')).includes("from '#runtime'"));
  expect(has('has changed.')).toBe(true);
});

test('so does one in a module that it imports, by way of others', async () => {
  await given('breakwater.config.mjs', "export { default } from './jobs.mjs';\n");
  await given('jobs.mjs', "import { out } from './out.mjs';\nexport default { spec: './spec', out };\n");
  await given('out.mjs', "export const out = './one';\n");
  await watching();
  await given('out.mjs', "export const out = './two';\n");
  await until(async () => (await list()).includes('two'));
});

test('the jobs of a new config are watched, and those of the old one are not', async () => {
  await given('other', withOperation({ summary: 'Other.' }));
  await given('breakwater.config.mjs', config({ out: './one' }));
  await watching();
  await given('breakwater.config.mjs', config({ spec: './other', out: './two' }));
  await until(async () => (await list()).includes('two') && (await list('two')).includes('pets.ts'));
  await given('spec', withOperation({ summary: 'Two.' }));
  await given('other', withOperation({ summary: 'Another.' }));
  await until(async () => (await read('two/pets.ts')).includes('Another.'));
  expect(await read('one/pets.ts')).toContain('One.');
});

test('a config that cannot be used leaves the jobs as they were, and says so', async () => {
  await given('breakwater.config.mjs', config({ out: './sdk' }));
  await watching();
  await given('breakwater.config.mjs', 'export default {');
  await until(() => has('The config cannot be loaded'));
  expect(has('Its jobs are as they were; waiting for the next save.')).toBe(true);
  await given('spec', withOperation({ summary: 'Two.' }));
  await until(async () => (await read('sdk/pets.ts')).includes('Two.'));
  await given('breakwater.config.mjs', config({ out: './sdk', runtime: '#runtime' }));
  await until(async () => (await read('sdk/pets.ts')).includes("from '#runtime'"));
});

test('Ctrl-C ends both', async () => {
  await given('breakwater.config.mjs', config({ out: './sdk' }));
  await watching();
  controller.abort();
  expect(await done).toMatchObject({ code: 0 });
});
