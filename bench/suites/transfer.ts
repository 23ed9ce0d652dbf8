/** Large files, as streams: what a process holds while they go through it. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { figure } from '../report.ts';
import type { Suite } from '../suite.ts';

const ways = [
  'download, Breakwater',
  'download, fetch',
  'upload, Breakwater',
  'upload, fetch',
  'upload in a form, Breakwater',
];

export const transfer: Suite = {
  name: 'transfer',
  title: 'A file as a stream, each in a process of its own',
  async run(_, effort) {
    const mebibytes = effort.rounds < 10 ? 64 : 1_024;
    const server = fork(script('server.ts'), { execArgv: [] });
    try {
      const [port] = await once(server, 'message');
      const rows = [];
      for (const way of ways) {
        const peakMiB = await peakOf(way, `http://127.0.0.1:${port}`, mebibytes * 2 ** 20);
        rows.push([way, figure(peakMiB)]);
      }
      const note = 'The most memory that was resident, Node itself included.';
      return { sheets: [{ title: `${mebibytes} MiB`, columns: ['peak MiB'], rows, note }] };
    } finally {
      server.disconnect();
    }
  },
};

async function peakOf(way: string, url: string, bytes: number): Promise<number> {
  const child = fork(script('client.ts'), [way, url, String(bytes)], { execArgv: [] });
  const [{ count, peakMiB }] = await once(child, 'message');
  // A form has its own lines around the file.
  if (count < bytes || count > bytes + 1_000)
    throw new Error(`${way}: ${count} of ${bytes} bytes went over.`);
  return peakMiB;
}

function script(name: string): string {
  return fileURLToPath(new URL(`../transfer/${name}`, import.meta.url));
}
