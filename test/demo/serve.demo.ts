/** `npm start -- --serve`: the page is where it says, and shows traffic. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { Snapshot } from '../../src/health/index.ts';

const root = new URL('../../', import.meta.url);

test('goes on, prints where its page is, and ends when it is told to', { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, ['scripts/demo/main.ts', '--serve', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = await addressIn(child.stdout);
  let seen = await snapshotAt(url);
  while (seen.resources.length < 3 || seen.tokens.length === 0) seen = await snapshotAt(url);
  expect(seen.verdict.level).toBe('good');
  expect(seen.actions).toContain('isolate');
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(130);
});

test('a port that is taken is one sentence, and ends everything', { timeout: 120_000 }, async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  const { port } = Object(taken.address());
  const child = spawn(process.execPath, ['scripts/demo/main.ts', '--serve', '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(said).toBe(
    `Port ${port} cannot be used: something listens there already. Choose another with --port.\n`,
  );
  expect(code).toBe(1);
});

async function addressIn(out: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(out)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/(?= )/.exec(line) ?? [];
    if (url && line.includes('Page')) {
      out.resume();
      return url;
    }
  }
  throw new Error('it ended without saying where its page is');
}

async function snapshotAt(url: string): Promise<Snapshot> {
  return (await fetch(`${url}health.json`)).json();
}
