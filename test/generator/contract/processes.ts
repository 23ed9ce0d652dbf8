/** `breakwater contract` as a process of its own, and the processes that it starts. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bin = fileURLToPath(new URL('../../../generator/bin/breakwater.js', import.meta.url));
const reference = fileURLToPath(new URL('../../../spec/openapi.yaml', import.meta.url));

interface Run {
  /** Its working directory; `tmp` in it is for temporary files, and is there. */
  readonly folder: string;
  readonly spec?: string;
  readonly args?: readonly string[];
}

export function started({ folder, spec, args = [] }: Run): ChildProcess {
  const file = spec ?? reference;
  const command = spawn(process.execPath, [bin, 'contract', file, '--root', dirname(file), ...args], {
    cwd: folder,
    env: { ...process.env, TMPDIR: join(folder, 'tmp') },
    stdio: 'ignore',
    // A group of its own: a signal to it does not reach this test.
    detached: true,
  });
  onTestFinished(() => void command.kill('SIGKILL'));
  return command;
}

export function idOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('it did not start');
  return pid;
}

/** Its mock servers have begun. */
export async function atWork(command: ChildProcess, folder: string, least = 2): Promise<void> {
  await until(async () => {
    if (command.exitCode !== null || command.signalCode !== null) throw new Error('it has ended by itself');
    return (await processes(folder)).length >= least;
  });
}

/** Processes with this folder's `tmp` for temporary files. */
export async function processes(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const environments = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')),
  );
  return ids.filter((_, index) => environments[index]?.includes(`TMPDIR=${join(folder, 'tmp')}\0`));
}

/** Time that the processor has given to it, in hundredths of a second: proc(5). */
export async function workOf(processId: string | undefined): Promise<number> {
  const text = await readFile(`/proc/${processId}/stat`, 'utf8');
  const [, , , , , , , , , , , user] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return Number(user);
}

export async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve));
}
