/**
 * docs/first-five-minutes.md as it stands: its commands in their order, in an empty folder, on a machine that has Node
 * and npm. Only names of packages that nobody can install yet are those of their tarballs.
 */

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { blocksOf } from '../documents/markdown.ts';

const run = promisify(execFile);
const minutes = 60_000;

const blocks = blocksOf('docs/first-five-minutes.md');
const typed = blocks.filter(({ language }) => language === 'sh' || language === 'ts');
const promised = blocks.find(({ language }) => language === 'text')?.text ?? '';

test('ten lines are typed', () => {
  expect(typed.flatMap(({ text }) => text.split('\n'))).toHaveLength(10);
});

test('every command does what it says, all of them within five minutes', {
  timeout: 5 * minutes,
}, async () => {
  // Not below `home`, which has both packages already.
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-five-minutes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  let printed = '';
  for (const { language, text } of typed) {
    if (language === 'ts') await writeFile(join(folder, 'main.ts'), text);
    else for (const command of text.split(/(?<!\\)\n/)) printed = await shell(command, folder);
  }
  expect(withoutTime(printed).trimEnd().split('\n').at(-1)).toBe(withoutTime(promised));
});

async function shell(command: string, cwd: string): Promise<string> {
  // This Node and the system's programs: nothing of the repository is found by chance.
  const PATH = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':');
  const env = { PATH, HOME: process.env['HOME'], npm_config_prefer_offline: 'true' };
  try {
    const { stdout } = await run('sh', ['-c', installable(command)], { cwd, env, maxBuffer: 1e8 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error);
    throw new Error(`${command}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** The command, with the tarballs of both packages in place of their names. */
function installable(command: string): string {
  if (!command.startsWith('npm install ')) return command;
  const tarballs = new Map(inject('packed').map(({ name, tarball }) => [name, tarball]));
  return command
    .split(' ')
    .map((word) => tarballs.get(word) ?? word)
    .join(' ');
}

function withoutTime(text: string): string {
  return text.replace(/\d+\.\d s/g, '… s');
}
