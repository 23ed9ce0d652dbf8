import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const generator = fileURLToPath(new URL('../../generator/', import.meta.url));

function node(...args: readonly string[]) {
  return promisify(execFile)(process.execPath, args);
}

describe('what TurboFan compiles', () => {
  /** At its end, whatever it was: more than enough for TurboFan. */
  const busy = `data:text/javascript,process.on('exit', () => {
    let sum = 0;
    for (let index = 0; index < 1e7; index++) sum = (sum + index) % 1009;
  });`;

  async function trace(...args: readonly string[]): Promise<string> {
    const bin = join(generator, 'bin/breakwater.js');
    return (await node('--trace-opt', '--import', busy, bin, ...args)).stdout;
  }

  test('is nothing in a run that ends by itself soon', async () => {
    const printed = await trace('generate', '--help');
    expect(printed).toContain('Usage: breakwater generate');
    expect(printed).not.toContain('TURBOFAN');
  });

  test.each([['contract'], ['generate', '--watch']])('is as ever in one that stays: %s', async (...args) => {
    expect(await trace(...args, '--help')).toContain('TURBOFAN');
  });
});

describe('the cache of what was compiled', () => {
  let home = '';
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'breakwater-package-'));
    await cp(join(generator, 'bin'), join(home, 'bin'), { recursive: true });
    await symlink(join(generator, 'src'), join(home, 'src'));
    await writeFile(join(home, 'package.json'), '{ "type": "module" }');
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const help = () => node(join(home, 'bin/breakwater.js'), 'generate', '--help');

  test('lies in the folder of the package', async () => {
    await help();
    expect(await readdir(join(home, '.cache'))).toHaveLength(1);
  });

  test('is missed by nobody where there can be none', async () => {
    await writeFile(join(home, '.cache'), '');
    const { stdout, stderr } = await help();
    expect(stdout).toContain('Usage: breakwater generate');
    expect(stderr).toBe('');
  });
});
