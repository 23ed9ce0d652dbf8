/**
 * A mock server in a child process, started again when it ends: what one request did to it is said of that
 * request alone. Nothing outlives us: a child ends when the channel to its parent closes, or by its guard.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromChild, Seen, Start } from './protocol.ts';

/** How long the packages may take to load, on a busy machine. */
const startMs = 60_000;
const mostRestarts = 50;

export class MockError extends Error {
  override readonly name = 'MockError';
}

interface Expectation {
  readonly resolve: (seen: Seen) => void;
  readonly reject: (error: Error) => void;
}

export class Mock implements AsyncDisposable {
  readonly #start: Start;
  readonly #signal: AbortSignal;
  readonly #expected = new Map<number, Expectation>();
  #child: ChildProcess | undefined;
  #url: Promise<string> | undefined;
  #restarts = 0;
  #isStopped = false;

  /** @param signal gives up a start that takes long */
  constructor(start: Start, signal: AbortSignal) {
    this.#start = start;
    this.#signal = signal;
  }

  /** Where it listens. @throws {MockError} it does not start */
  url(): Promise<string> {
    this.#url ??= this.#begin();
    return this.#url;
  }

  /** What it will see of the case with this number. Rejects when it ends before. */
  seen(id: number): Promise<Seen> {
    const { promise, resolve, reject } = Promise.withResolvers<Seen>();
    this.#expected.set(id, { resolve, reject });
    // Whoever waits hears of it; nobody has to.
    promise.catch(() => {});
    return promise;
  }

  forget(id: number): void {
    this.#expected.delete(id);
  }

  /** Ends what hangs; the next request starts it again. */
  async restart(): Promise<void> {
    await this.#end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    await this.#end();
  }

  async #begin(): Promise<string> {
    if (this.#isStopped) throw new MockError('it was stopped');
    if (this.#restarts++ > mostRestarts) throw new MockError(`it ended ${mostRestarts} times`);
    const file = new URL(`./child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
    const child = fork(file, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    this.#child = child;
    let last = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      last = (last + text).slice(-2_000);
    });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const timer = setTimeout(
      () => reject(new MockError(`it did not start within ${startMs / 1_000} s`)),
      startMs,
    );
    const giveUp = () => reject(new MockError('it was given up'));
    this.#signal.addEventListener('abort', giveUp, { once: true });
    child.on('message', (message: FromChild) => {
      if (message.type === 'ready') resolve(message.url);
      else if (message.type === 'failed') reject(new MockError(message.reason));
      else this.#tell(message.seen);
    });
    child.on('error', (error) => reject(new MockError(error.message)));
    child.once('close', (code, signal) => {
      if (this.#child === child) {
        this.#child = undefined;
        this.#url = undefined;
      }
      const ended = new MockError(
        `${this.#start.program.name}'s process ended with ${signal ?? `exit code ${code}`}${reasonIn(last)}`,
      );
      reject(ended);
      this.#refuse(ended);
    });
    child.send(this.#start);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#signal.removeEventListener('abort', giveUp);
    }
  }

  #tell(seen: Seen): void {
    this.#expected.get(seen.id)?.resolve(seen);
    this.#expected.delete(seen.id);
  }

  #refuse(error: MockError): void {
    for (const { reject } of this.#expected.values()) reject(error);
    this.#expected.clear();
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    this.#url = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    // There is no `close` after `disconnect`.
    const gone = once(child, 'exit');
    // Whoever has started a process must be asked to end; Prism may be computing, and hears nothing.
    if (this.#start.program.name === 'Prism') child.kill('SIGKILL');
    else if (child.connected) child.disconnect();
    await gone;
    this.#refuse(new MockError('it was stopped'));
  }
}

/** The error that a process ended with, out of what it printed. */
function reasonIn(output: string): string {
  const [, reason] = /^(\w*Error\b.*)$/m.exec(output) ?? [];
  return reason === undefined ? '' : `: ${reason}`;
}
