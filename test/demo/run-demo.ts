/** The demo as a person starts it, in a process of its own, without a terminal. */

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface DemoRun {
  readonly exitCode: number | null;
  readonly out: string;
  readonly error: string;
}

/** Far above what GitHub's description takes, below the longest test. */
const hangsAfterMs = 150_000;
const root = fileURLToPath(new URL('../../', import.meta.url));

export async function runDemo(...args: readonly string[]): Promise<DemoRun> {
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(process.execPath, ['scripts/demo/main.ts', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A demo that hangs must not outlive the test that it fails.
    timeout: hangsAfterMs,
    killSignal: 'SIGKILL',
  });
  // Both end only when nobody is left who could write to them: no process stays behind.
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: child.exitCode ?? (await ended(child)), out, error };
}

/** The same without what differs from run to run: times, ports, and the size of the API. */
export function structureOf({ out }: DemoRun): string {
  return out
    .replace(/ +\d+(\.\d+)? m?s\b/g, ' (time)')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:(port)')
    .replace(/\d+ operations in \d+ files \(.*?\)/, '(size)');
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}
