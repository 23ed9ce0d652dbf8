/**
 * An example as a process: started by what one of its scripts says, in a group of its own, so that what it leaves
 * behind can be found.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { examplesFolder } from './home.ts';

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether any process of its group is still there. */
  readonly isAnythingLeft: boolean;
}

const probeMs = 100;
/** One that came between two worlds may never be answered. */
const probeTimeoutMs = 5_000;

export class ExampleProcess implements AsyncDisposable {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess) {
    if (child.pid === undefined) throw new Error('the example could not be started');
    const { pid } = child;
    this.pid = pid;
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.ended = once(child, 'exit').then(async ([code, signal]) => ({
      code,
      signal,
      isAnythingLeft: await isGroupAlive(pid),
    }));
  }

  /** Starts one by the script of that name, without a shell or npm in between: a signal is to reach the example. */
  static async start(
    name: string,
    script: string,
    environment: Readonly<Record<string, string>>,
    ...flags: readonly string[]
  ): Promise<ExampleProcess> {
    const folder = join(examplesFolder, name);
    const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const [command = '', ...args] = String(scripts[script]).split(' ');
    const path = [join(folder, 'node_modules/.bin'), join(examplesFolder, 'node_modules/.bin')];
    const env = {
      ...process.env,
      ...{ PATH: [...path, process.env['PATH']].join(':'), NODE_ENV: undefined, VITEST: undefined },
      ...{ NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', WRANGLER_SEND_METRICS: 'false' },
      ...environment,
    };
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
    return new ExampleProcess(
      spawn(command, [...args, ...flags], { cwd: folder, env, stdio, detached: true }),
    );
  }

  get output(): string {
    return this.#output;
  }

  /** The first answer of that kind to what is asked for again and again. */
  async until(url: string, isIt: (response: Response) => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      if (this.#child.exitCode !== null) throw new Error(`It ended too early:\n${this.#output}`);
      const response = await fetch(url, { signal: AbortSignal.timeout(probeTimeoutMs) }).catch(
        () => undefined,
      );
      const copy = response?.clone();
      await response?.arrayBuffer().catch(() => undefined);
      if (copy && (await isIt(copy))) return;
      await pause(probeMs);
    }
  }

  async terminate(): Promise<Ending> {
    this.#child.kill('SIGTERM');
    return this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (await isGroupAlive(this.pid)) process.kill(-this.pid, 'SIGKILL');
    await this.ended;
  }
}

/** A process that was told to go may take a moment to be gone. */
async function isGroupAlive(group: number): Promise<boolean> {
  for (let probes = 0; probes < 100; probes += 1) {
    try {
      process.kill(-group, 0);
    } catch {
      return false;
    }
    await pause(probeMs);
  }
  return true;
}
