/**
 * `breakwater generate`: per job one line of result, then what was repaired or skipped, each with its mend.
 */

import { type GenerateOptions, type GenerateReport, generate } from '../generate.ts';
import { shown } from '../location.ts';
import { ProblemError } from '../problem.ts';
import { withProgress } from '../progress.ts';
import { type Command, exit, type Terminal, UsageError } from './command.ts';
import { atMostOne, parseFlags } from './flags.ts';
import { describeReport, isStale, type Mode } from './generate-report.ts';
import { configFor, type JobRun, jobsOfConfig, jobsToRun } from './jobs.ts';
import { filterFlags, intakeFlags, optionFlags } from './options.ts';
import { asJson, describeRefusal, refusalAsJson } from './phrases.ts';

const flags = {
  out: {
    type: 'string',
    short: 'o',
    value: '<dir>',
    about: 'folder to write to; files of yours in it are left alone',
  },
  config: {
    type: 'string',
    value: '<file>',
    about: 'default: breakwater.config.ts, .mts, .mjs or .js, if there is one',
  },
  check: { type: 'boolean', about: 'write nothing; exit 1 when the folder is not up to date' },
  'dry-run': { type: 'boolean', about: 'write nothing; say what would be written' },
  watch: { type: 'boolean', about: 'generate again whenever the spec changes, until Ctrl-C' },
  'fail-on-warnings': { type: 'boolean', about: 'write, but exit 1 when anything was repaired or skipped' },
  ...optionFlags,
  ...intakeFlags,
  ...filterFlags,
  pagination: { type: 'boolean', about: 'say of every list how it goes from page to page' },
  json: { type: 'boolean', about: 'print the whole report as JSON' },
} as const;

export const generateCommand: Command = {
  synopsis: ['generate <spec> --out <dir> [options]', 'generate [job…] [options]'],
  about: `Generates a typed SDK from an OpenAPI description, or from each job of breakwater.config.ts.
Exit code 0: done. 1: refused, stale (--check) or with problems (--fail-on-warnings). 2: wrong usage.`,
  flags,
  async run(args, terminal) {
    const { values, positionals } = parseFlags(args, flags);
    atMostOne(values, ['check', 'dry-run', 'watch']);
    if (values.watch && values.json) throw new UsageError('--watch and --json exclude each other.');
    const mode: Mode = values.check ? 'check' : values['dry-run'] ? 'dry-run' : 'write';
    const jobs = await orRefusal(terminal, values.json, () => jobsToRun(positionals, values));
    if (!jobs) return exit.refused;
    if (values.watch) {
      const config = await configFor(positionals, values);
      const { watchConfig } = await import('./watch-config.ts');
      if (config !== undefined)
        return watchConfig(config, jobs, terminal, (all) => jobsOfConfig(all, config, positionals, values));
      const { watchJobs } = await import('./watch.ts');
      return watchJobs(jobs, terminal);
    }
    const results: JobResult[] = [];
    for (const job of jobs) {
      const listProblems = values.json || values['fail-on-warnings'];
      const listPagination = values.pagination;
      const result = await runJob(
        job,
        { ...job.options, check: mode !== 'write', listProblems, listPagination },
        terminal,
      );
      results.push(result);
      if (!values.json) print(result, mode, values.pagination, terminal);
    }
    if (values.json) terminal.out(asJson(jsonOf(results)));
    const isBad = (result: JobResult) => isFailure(result, mode, values['fail-on-warnings']);
    return results.some(isBad) ? exit.refused : exit.ok;
  },
};

export interface JobResult {
  readonly job: JobRun;
  readonly report?: GenerateReport;
  readonly refusal?: ProblemError;
}

/** One job to its end, a refused spec included. */
export async function runJob(job: JobRun, options: GenerateOptions, terminal: Terminal): Promise<JobResult> {
  try {
    const report = await withProgress(terminal, job.name ?? shown(job.options.spec), (onStep) =>
      generate({ ...options, onStep }),
    );
    return { job, report };
  } catch (refusal) {
    if (!(refusal instanceof ProblemError)) throw refusal;
    return { job, refusal };
  }
}

function print(
  { job, report, refusal }: JobResult,
  mode: Mode,
  listsPagination: boolean,
  terminal: Terminal,
): void {
  if (refusal) terminal.error(describeRefusal(refusal));
  if (!report) return;
  terminal.out(describeReport(report, job.options.out, mode, listsPagination));
}

function isFailure({ report, refusal }: JobResult, mode: Mode, failOnWarnings: boolean): boolean {
  if (refusal) return true;
  if (failOnWarnings && (report?.problemCount ?? 0) > 0) return true;
  return mode === 'check' && report !== undefined && isStale(report);
}

/** One report as it is; of several jobs of a config each by its name. */
function jsonOf(results: readonly JobResult[]): unknown {
  const texts = results.map(({ report, refusal }) => report ?? (refusal && refusalAsJson(refusal)));
  const [only] = texts;
  if (results.length === 1 && results[0]?.job.name === undefined) return only;
  return {
    jobs: Object.fromEntries(
      results.map(({ job }, index) => [job.name ?? shown(job.options.spec), texts[index]]),
    ),
  };
}

async function orRefusal<Result>(
  terminal: Terminal,
  isJson: boolean,
  body: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (isJson) terminal.out(asJson(refusalAsJson(error)));
    else terminal.error(describeRefusal(error));
    return undefined;
  }
}
