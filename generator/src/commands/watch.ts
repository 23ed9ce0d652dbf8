/**
 * `breakwater generate --watch`: each job again whenever one of its files changes. A spec that cannot be
 * used, half written ones among them, leaves the SDK as it was, and says so.
 */

import type { GenerateReport } from '../generate.ts';
import { isRemote } from '../location.ts';
import { printable } from '../problem.ts';
import { type WatchOptions, watchFiles } from '../watch.ts';
import { exit, type Terminal, UsageError } from './command.ts';
import { runJob } from './generate.ts';
import { describeReport, isStale } from './generate-report.ts';
import type { JobRun } from './jobs.ts';
import { count, describeRefusal } from './phrases.ts';

/** Until Ctrl-C; then whatever is being written is finished, and nothing is left behind. */
export async function watchJobs(
  jobs: readonly JobRun[],
  terminal: Terminal,
  options: WatchOptions = {},
): Promise<number> {
  await watchEach(jobs, terminal, interruptionOf(terminal), options);
  return exit.ok;
}

/** @throws {UsageError} nothing would ever end it */
export function interruptionOf(terminal: Terminal): AbortSignal {
  const signal = terminal.interruption?.();
  if (!signal) throw new UsageError('--watch needs a way to end it: this terminal has none.');
  return signal;
}

export async function watchEach(
  jobs: readonly JobRun[],
  terminal: Terminal,
  signal: AbortSignal,
  options: WatchOptions = {},
): Promise<void> {
  await Promise.all(jobs.map((job) => watchJob(job, terminal, signal, options)));
}

async function watchJob(
  job: JobRun,
  terminal: Terminal,
  signal: AbortSignal,
  options: WatchOptions,
): Promise<void> {
  const { spec, out } = job.options;
  let inputs: readonly string[] = [spec];
  let refused: string | undefined;
  let isFirst = true;
  await watchFiles(
    inputs,
    signal,
    async () => {
      const { report, refusal } = await runJob(job, job.options, terminal);
      if (refusal) {
        const text = `${describeRefusal(refusal)}\n  ${printable(out)} is as it was; waiting for the next save.`;
        if (text !== refused) terminal.error(text);
        refused = text;
      }
      if (!report) return inputs;
      inputs = report.inputs;
      if (isFirst || refused !== undefined || isNews(report, spec))
        terminal.out(describeReport(report, out, 'write'));
      if (isFirst) terminal.out(`  watching ${count(inputs.length, 'file')}; Ctrl-C ends it`);
      refused = undefined;
      isFirst = false;
      return inputs;
    },
    options,
  );
}

/** Whoever has saved a file wants an answer; a page that was asked for once more has not changed for that. */
function isNews(report: GenerateReport, spec: string): boolean {
  return isStale(report) || (report.outcome === 'written' && !isRemote(spec));
}
