/**
 * A command in a process of its own, and what it took: CPU of all its Node processes, and the most memory one
 * of them held.
 */

import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Usage {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly memoryMiB: number;
  readonly output: string;
  readonly exitCode: number;
}

const meter = new URL('meter.js', import.meta.url).href;

/** `node …args`, in `cwd`. */
export async function metered(args: readonly string[], cwd: string): Promise<Usage> {
  const notes = join(cwd, 'usage.jsonl');
  await rm(notes, { force: true });
  const start = performance.now();
  const { output, exitCode } = await run(args, cwd, {
    NODE_OPTIONS: `--import ${meter}`,
    BENCH_METER: notes,
  });
  const wallMs = performance.now() - start;
  // TypeScript 7 puts another program in its own place, which notes nothing.
  const lines = (await readFile(notes, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  const usages = lines.map((line): Pick<Usage, 'cpuMs' | 'memoryMiB'> => JSON.parse(line));
  return {
    cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    wallMs,
    memoryMiB: Math.max(...usages.map(({ memoryMiB }) => memoryMiB)),
    output,
    exitCode,
  };
}

function run(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Pick<Usage, 'output' | 'exitCode'>> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
    const child = execFile(process.execPath, args, options, (_, stdout, stderr) => {
      resolve({ output: stdout + stderr, exitCode: child.exitCode ?? 1 });
    });
  });
}
