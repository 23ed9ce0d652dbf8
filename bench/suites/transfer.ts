/** Large files, as streams: what a process holds while they go through it. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure } from '../report.ts';
import type { Suite } from '../suite.ts';

/** What files are for: they come from a disk, and go to one. */
const withDisk = [
  'download to disk, Breakwater',
  'download to disk, fetch',
  'download to disk, node:http',
  'upload from disk, Breakwater',
  'upload from disk in a form, Breakwater',
  'upload from disk as a stream, Breakwater',
  'upload from disk, fetch',
  'upload from disk, node:http',
];

/** As fast as the loopback is: a gigabyte a second, and garbage as fast as that. */
const flatOut = [
  'download to nowhere, Breakwater',
  'download to nowhere, fetch',
  'download to nowhere, node:http',
  'download to nowhere, the bare dispatcher',
];

export const transfer: Suite = {
  name: 'transfer',
  title: 'A file as a stream, each in a process of its own',
  async run(_, effort) {
    const mebibytes = effort.rounds < 10 ? 64 : 1_024;
    const bytes = mebibytes * 2 ** 20;
    const server = fork(script('server.ts'), { execArgv: [] });
    const folder = await mkdtemp(join(tmpdir(), 'breakwater-bench-'));
    const path = join(folder, 'file');
    try {
      const [port] = await once(server, 'message');
      const rows = [];
      for (const way of [...withDisk, ...flatOut]) {
        await makeFile(path, bytes);
        const peakBytes = await peakOf([way, `http://127.0.0.1:${port}`, String(bytes), path], bytes);
        rows.push([way, figure(peakBytes / 1e6)]);
      }
      const note = 'The most memory that was resident, in millions of bytes, Node itself included.';
      return { sheets: [{ title: `${mebibytes} MiB`, columns: ['peak MB'], rows, note }] };
    } finally {
      server.disconnect();
      await rm(folder, { recursive: true });
    }
  },
};

async function makeFile(path: string, bytes: number): Promise<void> {
  await using file = await open(path, 'w');
  await file.truncate(bytes);
}

async function peakOf(args: readonly string[], bytes: number): Promise<number> {
  const child = fork(script('client.js'), args, { execArgv: [] });
  const told = Promise.withResolvers<{ readonly count: number; readonly peakBytes: number }>();
  child.once('message', told.resolve);
  child.once('exit', (code) => told.reject(new Error(`${args[0]} ended with ${code} and told nothing.`)));
  const { count, peakBytes } = await told.promise;
  // A form has its own lines around the file.
  if (count < bytes || count > bytes + 1_000)
    throw new Error(`${args[0]}: ${count} of ${bytes} bytes went over.`);
  return peakBytes;
}

function script(name: string): string {
  return fileURLToPath(new URL(`../transfer/${name}`, import.meta.url));
}
