/** `breakwater contract` is ended: by whatever signal, and whoever hears it, no process stays and no file is half. */

import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { aCommandLine } from '../command-line.ts';
import { aDocument, anOperation, json } from '../support.ts';
import { atWork, idOf, processes, started, until, workOf } from './processes.ts';

const { given, path, read } = aCommandLine();

beforeEach(() => given('tmp/.keep', ''));

describe.runIf(process.platform === 'linux')('a run that is ended', () => {
  test.each([
    ['SIGINT', 'the whole group, as Ctrl-C does'],
    ['SIGINT', 'the command alone'],
    ['SIGTERM', 'the whole group, as Ctrl-C does'],
    ['SIGTERM', 'the command alone'],
  ] as const)('by %s to %s leaves no process and no file, and a whole report', async (signal, whom) => {
    const command = started({ folder: path(), args: ['--junit', path('junit.xml')] });
    await atWork(command, path());
    process.kill(whom === 'the command alone' ? idOf(command) : -idOf(command), signal);
    expect(await once(command, 'exit')).toEqual([1, null]);
    await until(async () => (await processes(path())).length === 0);
    expect(await readdir(path('tmp'))).toEqual(['.keep']);
    expect(await read('junit.xml')).toMatch(/<\/testsuites>\n$/);
  });

  test('by SIGKILL leaves no process', async () => {
    const command = started({ folder: path() });
    await atWork(command, path());
    command.kill('SIGKILL');
    await until(async () => (await processes(path())).length === 0);
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
    const args = ['--against', `http://127.0.0.1:${port}`];
    const command = started({ folder: path(), spec: path('spec'), args });
    await asked.promise;
    const judge = (await processes(path())).find((id) => id !== String(command.pid));
    const before = await workOf(judge);
    await until(async () => (await workOf(judge)) > before + 100);
    command.kill('SIGKILL');
    await until(async () => (await processes(path())).length === 0);
  });

  test('whose mock server does not start leaves no process and no file', async () => {
    await given('package.json', {});
    await given('node_modules/@stoplight/prism-cli/index.js', '');
    await given('node_modules/@stoplight/http-spec/oas3/operation.js', 'for (;;);');
    const command = started({ folder: path(), args: ['--junit', path('junit.xml')] });
    await atWork(command, path());
    command.kill('SIGINT');
    expect(await once(command, 'exit')).toEqual([1, null]);
    expect(await processes(path())).toEqual([]);
    expect(await read('junit.xml')).toContain('It was interrupted.');
    expect(await read('junit.xml')).not.toContain('It did not start');
    expect(await readdir(path('tmp'))).toEqual(['.keep']);
  });
});
