/**
 * `breakwater generate --watch` with a config: the jobs of the config as it is now. When it, or what it
 * imports, is saved, they begin anew; a config that cannot be used leaves them as they are, and says so.
 */

import type { NamedJob } from '../config-file.ts';
import { loadAnew } from '../config-fresh.ts';
import { ProblemError, printable } from '../problem.ts';
import { type WatchOptions, watchFiles } from '../watch.ts';
import { exit, type Terminal, UsageError } from './command.ts';
import type { JobRun } from './jobs.ts';
import { describeRefusal } from './phrases.ts';
import { interruptionOf, watchEach } from './watch.ts';

/** Until Ctrl-C. `first`: the jobs of the config as it was read already. */
export async function watchConfig(
  config: string,
  first: readonly JobRun[],
  terminal: Terminal,
  jobsOf: (all: readonly NamedJob[]) => readonly JobRun[],
  options: WatchOptions = {},
): Promise<number> {
  const watched = new Watched(terminal, interruptionOf(terminal), options);
  watched.begin(first);
  let inputs: readonly string[] = [config];
  try {
    await watchFiles(
      inputs,
      watched.signal,
      async () => {
        try {
          const { jobs, files } = await loadAnew(config);
          inputs = files;
          await watched.change(jobsOf(jobs), `${printable(config)} has changed.`);
        } catch (error) {
          terminal.error(`${refusalOf(error)}\n  Its jobs are as they were; waiting for the next save.`);
        }
        return inputs;
      },
      options,
    );
  } finally {
    await watched.end();
  }
  return exit.ok;
}

function refusalOf(error: unknown): string {
  if (error instanceof ProblemError) return describeRefusal(error);
  if (error instanceof UsageError) return `breakwater: ${error.message}`;
  throw error;
}

/** The jobs that are being watched, of which there is one set at a time. */
class Watched {
  /** Ctrl-C, or a job that failed as none should. */
  readonly signal: AbortSignal;
  readonly #terminal: Terminal;
  readonly #options: WatchOptions;
  readonly #failure = new AbortController();
  #jobs = '';
  #turn = new AbortController();
  #done: Promise<void> = Promise.resolve();

  constructor(terminal: Terminal, interruption: AbortSignal, options: WatchOptions) {
    this.#terminal = terminal;
    this.#options = options;
    this.signal = AbortSignal.any([interruption, this.#failure.signal]);
  }

  begin(jobs: readonly JobRun[]): void {
    this.#jobs = JSON.stringify(jobs);
    this.#turn = new AbortController();
    const signal = AbortSignal.any([this.signal, this.#turn.signal]);
    this.#done = watchEach(jobs, this.#terminal, signal, this.#options);
    this.#done.catch(() => this.#failure.abort());
  }

  /** Nothing, where the jobs are the same: a comment was saved. */
  async change(jobs: readonly JobRun[], news: string): Promise<void> {
    if (JSON.stringify(jobs) === this.#jobs) return;
    this.#terminal.out(news);
    await this.end();
    this.begin(jobs);
  }

  /** When what is being written is written. */
  async end(): Promise<void> {
    this.#turn.abort();
    await this.#done;
  }
}
