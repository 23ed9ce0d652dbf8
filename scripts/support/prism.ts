/**
 * Prism, the mock server, as a child process that cannot outlive us: started on a free port, ready
 * when it answers HTTP, its output kept for whoever has to find out why it did not.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../generator/src/contract/mock/free-port.ts';

export interface PrismOptions {
  /** Receives what Prism prints, as it comes. */
  readonly onLog?: (text: string) => void;
  /** Milliseconds until it must have answered once. @default 60_000; GitHub's 13 MB take it 8_000 */
  readonly timeoutMs?: number;
}

export interface Prism extends AsyncDisposable {
  /** Where every path of the spec is: Prism ignores the base path of `servers`. */
  readonly url: string;
  /** Ends the child and waits until it is gone. */
  stop(): Promise<void>;
  /** Everything it has printed so far. */
  output(): string;
}

/** Prism is not there. The message says which spec and why, then what Prism printed. */
export class PrismError extends Error {
  override readonly name = 'PrismError';

  constructor(spec: string, reason: string, output = '') {
    const printed = output.trim();
    super(
      `Prism cannot serve ${spec}: ${reason.replace(/\.$/, '')}.${printed ? `\n\n${indented(printed)}` : ''}`,
    );
  }
}

/** As the `engines` of @stoplight/prism-cli 5.16 demand it. */
const oldestNode = [24, 18];
/** A path that few specs have; whatever answers it, it answers. */
export const probePath = '/breakwater-asks-whether-you-are-there';
const startAttempts = 3;
const probeIntervalMs = 50;
const probeTimeoutMs = 1_000;
const graceMs = 2_000;

/**
 * Prism, serving a spec.
 *
 * @throws {PrismError} It did not start, gave up, or took too long; nothing of it is left.
 */
export async function startPrism(spec: string, options: PrismOptions = {}): Promise<Prism> {
  await check(spec);
  for (let attempt = 1; ; attempt += 1) {
    const child = new PrismProcess(spec, await freePort(), options);
    const failure = await child.ready(options.timeoutMs ?? 60_000);
    if (failure === undefined) return child;
    await child.stop();
    // Somebody else was faster to take the port.
    if (child.output().includes('EADDRINUSE') && attempt < startAttempts) continue;
    throw new PrismError(spec, failure, child.output());
  }
}

class PrismProcess implements Prism {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #killWithUs = (): void => {
    this.#child.kill('SIGKILL');
  };
  #failure: string | undefined;
  #output = '';

  constructor(spec: string, port: number, { onLog }: PrismOptions) {
    this.url = `http://127.0.0.1:${port}`;
    const listener = new URL('./exit-with-parent.ts', import.meta.url).href;
    const address = ['--port', String(port), '--host', '127.0.0.1'];
    const args = ['--import', listener, prismCommand(), 'mock', ...address, '--multiprocess=false', spec];
    this.#child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    const keep = (text: string): void => {
      this.#output += text;
      onLog?.(text);
    };
    this.#child.stdout?.setEncoding('utf8').on('data', keep);
    this.#child.stderr?.setEncoding('utf8').on('data', keep);
    this.#child.once('error', ({ message }) => {
      this.#failure = `its process could not be started (${message})`;
    });
    // Not `exit`: what it printed last would be missing.
    this.#child.once('close', (code, signal) => {
      const ending = `it ended with ${signal ?? `exit code ${code}`} before it answered`;
      this.#failure ??= [ending, lastWords(this.#output)].filter(Boolean).join(': ');
    });
    process.once('exit', this.#killWithUs);
  }

  /** `undefined` once it answers, else why it never will. */
  async ready(timeoutMs: number): Promise<string | undefined> {
    const deadlineMs = performance.now() + timeoutMs;
    while (this.#failure === undefined) {
      if (await answers(this.url)) return this.#failure;
      if (performance.now() > deadlineMs) return `it did not answer within ${timeoutMs / 1_000} s`;
      await sleep(probeIntervalMs);
    }
    return this.#failure;
  }

  output(): string {
    return this.#output;
  }

  async stop(): Promise<void> {
    process.off('exit', this.#killWithUs);
    const child = this.#child;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await gone;
    clearTimeout(force);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** What can be known without starting anything. */
async function check(spec: string): Promise<void> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    const reason = `it needs Node ${oldestNode.join('.')} or later and this is ${process.versions.node}`;
    throw new PrismError(spec, `${reason}; start through npm, which uses the project's own Node`);
  }
  const isFile = await stat(spec).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new PrismError(spec, 'there is no such file');
}

function prismCommand(): string {
  return createRequire(import.meta.url).resolve('@stoplight/prism-cli');
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url + probePath, { signal: AbortSignal.timeout(probeTimeoutMs) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** What Prism itself names as the reason. */
function lastWords(output: string): string | undefined {
  return /fatal\s+(.+?)\s*$/m.exec(output)?.[1];
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
