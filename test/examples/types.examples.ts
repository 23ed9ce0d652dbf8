/** Every example type-checks as its own `check` says; Nuxt's server is Nitro's, and its page is checked by nobody. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { copyOf, exampleNames, examplesFolder } from './home.ts';

const run = promisify(execFile);
const names = await exampleNames();
const unchecked = ['nuxt'];

test.each(names.filter((name) => !unchecked.includes(name)))('%s', async (name) => {
  // A copy: what Nitro writes to be checked is not to change under its server.
  const folder = join(examplesFolder, await copyOf(name, 'types'));
  const checked = await run('npm', ['run', 'check'], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  expect(checked.stdout).not.toContain('error TS');
  expect(checked).not.toBeInstanceOf(Error);
});

test('only those have no check that are said to have none', async () => {
  const without = [];
  for (const name of names) {
    const { scripts } = JSON.parse(await readFile(join(examplesFolder, name, 'package.json'), 'utf8'));
    if (!scripts.check) without.push(name);
  }
  expect(without).toEqual(unchecked);
});
