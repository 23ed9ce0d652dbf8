/** `breakwater contract` is ended: by whatever signal, and whoever hears it, no process stays and no file is half. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aCommandLine } from '../command-line.ts';
import { aDocument, anOperation, json } from '../support.ts';

const { given, path, read } = aCommandLine();
const bin = fileURLToPath(new URL('../../../generator/bin/breakwater.js', import.meta.url));
const reference = fileURLToPath(new URL('../../../spec/openapi.yaml', import.meta.url));

describe.runIf(process.platform === 'linux')('a run that is ended', () => {
  test.each([
    ['SIGINT', 'the whole group, as Ctrl-C does'],
    ['SIGINT', 'the command alone'],
    ['SIGTERM', 'the whole group, as Ctrl-C does'],
    ['SIGTERM', 'the command alone'],
  ] as const)('by %s to %s leaves no process and no file, and a whole report', async (signal, whom) => {
    const command = await started({ args: ['--root', dirname(reference), '--junit', path('junit.xml')] });
    await atWork(command);
    process.kill(whom === 'the command alone' ? idOf(command) : -idOf(command), signal);
    expect(await once(command, 'exit')).toEqual([1, null]);
    await until(async () => (await processes()).length === 0);
    expect(await readdir(path('tmp'))).toEqual(['.keep']);
    expect(await read('junit.xml')).toMatch(/<\/testsuites>\n$/);
  });

  test('by SIGKILL leaves no process', async () => {
    const command = await started({ args: ['--root', dirname(reference)] });
    await atWork(command);
    command.kill('SIGKILL');
    await until(async () => (await processes()).length === 0);
  });

  test('by SIGKILL leaves no process that computes without end', async () => {
    const asked = Promise.withResolvers<void>();
    const server = createServer((_, response) => {
      // To a pattern that backtracks, this text is forty letters' worth of choices.
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(`"${'a'.repeat(40)}!"`, asked.resolve);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const get = anOperation({ responses: { 200: json({ type: 'string', pattern: '^(a+)+$' }) } });
    await given('spec', aDocument({ paths: { '/pets': { get } } }));
    const command = await started({ file: path('spec'), args: ['--against', `http://127.0.0.1:${port}`] });
    await asked.promise;
    const judge = (await processes()).find((id) => id !== String(command.pid));
    const before = await workOf(judge);
    await until(async () => (await workOf(judge)) > before + 100);
    command.kill('SIGKILL');
    await until(async () => (await processes()).length === 0);
  });

  test('whose mock server does not start leaves no process and no file', async () => {
    await given('package.json', {});
    await given('node_modules/@stoplight/prism-cli/index.js', '');
    await given('node_modules/@stoplight/http-spec/oas3/operation.js', 'for (;;);');
    const command = await started({ args: ['--root', dirname(reference), '--junit', path('junit.xml')] });
    await atWork(command);
    command.kill('SIGINT');
    expect(await once(command, 'exit')).toEqual([1, null]);
    expect(await processes()).toEqual([]);
    expect(await read('junit.xml')).toContain('It was interrupted.');
    expect(await read('junit.xml')).not.toContain('It did not start');
    expect(await readdir(path('tmp'))).toEqual(['.keep']);
  });
});

function idOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('it did not start');
  return pid;
}

interface Run {
  readonly file?: string;
  readonly args?: readonly string[];
}

async function started({ file = reference, args = [] }: Run = {}): Promise<ChildProcess> {
  await given('tmp/.keep', '');
  const command = spawn(process.execPath, [bin, 'contract', file, ...args], {
    cwd: path(),
    env: { ...process.env, TMPDIR: path('tmp') },
    stdio: 'ignore',
    // A group of its own: a signal to it does not reach this test.
    detached: true,
  });
  onTestFinished(() => void command.kill('SIGKILL'));
  return command;
}

/** Processes with this test's folder for temporary files. */
async function processes(): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const environments = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')),
  );
  return ids.filter((_, index) => environments[index]?.includes(`TMPDIR=${path('tmp')}`));
}

/** Time that the processor has given to it, in hundredths of a second: proc(5). */
async function workOf(processId: string | undefined): Promise<number> {
  const text = await readFile(`/proc/${processId}/stat`, 'utf8');
  const [, , , , , , , , , , , user] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return Number(user);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve));
}

/** Its mock servers have begun. */
async function atWork(command: ChildProcess): Promise<void> {
  await until(async () => {
    if (command.exitCode !== null || command.signalCode !== null) throw new Error('it has ended by itself');
    return (await processes()).length > 1;
  });
}
