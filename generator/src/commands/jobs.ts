/**
 * What `generate` has to do: one spec given by hand, or jobs of a config. What the command line says wins.
 */

import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { NamedJob } from '../config-file.ts';
import type { GenerateOptions } from '../generate.ts';
import { isRemote } from '../location.ts';
import { didYouMean } from '../nearest.ts';
import { UsageError } from './command.ts';
import { type FilterValues, filterOf, type OptionValues, optionsOf } from './options.ts';

type Values = FilterValues &
  OptionValues & {
    readonly out: string | undefined;
    readonly config: string | undefined;
  };

export interface JobRun {
  /** In a config. */
  readonly name?: string | undefined;
  readonly options: GenerateOptions;
}

/** @throws {UsageError | ProblemError} nothing to do, too much of it, or a config that makes no sense */
export async function jobsToRun(positionals: readonly string[], values: Values): Promise<JobRun[]> {
  const [spec] = positionals;
  const config = await configFor(positionals, values);
  if (config === undefined) {
    if (spec === undefined) throw new UsageError('Which spec? Give the path of an OpenAPI description.');
    if (positionals.length > 1)
      throw new UsageError(`One spec at a time; ${positionals.slice(1).join(' ')} is one too many.`);
    if (values.out === undefined) throw new UsageError('Where to? Give a folder with --out.');
    const filter = filterOf(values);
    return [{ options: { spec, out: values.out, ...optionsOf(values), ...(filter ? { filter } : {}) } }];
  }
  const { loadConfig } = await import('../config-file.ts');
  return jobsOfConfig(await loadConfig(config), config, positionals, values);
}

/** @throws {UsageError} the config has no such job, or a flag is for one of several */
export function jobsOfConfig(
  all: readonly NamedJob[],
  config: string,
  positionals: readonly string[],
  values: Values,
): JobRun[] {
  const options = optionsOf(values);
  const jobs = chosen(all, positionals, config);
  for (const flag of ['out', 'emit-overlay'] as const)
    if (values[flag] !== undefined && jobs.length > 1)
      throw new UsageError(`--${flag} is for one job; name it.`);
  return jobs.map((job) => withOptions(job, options, values));
}

/** A spec and a folder need no config; a word that is neither path nor file is the name of a job. */
export async function configFor(
  [first]: readonly string[],
  values: Pick<Values, 'config'>,
): Promise<string | undefined> {
  if (values.config !== undefined) return values.config;
  const isSpec = first !== undefined && (/[./\\]/.test(first) || (await isThere(first)));
  if (isSpec) return undefined;
  const { findConfig } = await import('../config-file.ts');
  return findConfig(process.cwd());
}

/** @throws {UsageError} the config has no job of that name */
export function chosen(jobs: readonly NamedJob[], names: readonly string[], config: string): NamedJob[] {
  const known = jobs.flatMap((job) => job.name ?? []);
  for (const name of names) {
    if (known.includes(name)) continue;
    const list = known.length === 0 ? 'it has no names' : `it has ${known.join(', ')}`;
    const place = relative(process.cwd(), config) || config;
    throw new UsageError(`${place} has no job ${name}: ${list}.${didYouMean(name, known)}`);
  }
  return names.length === 0
    ? [...jobs]
    : jobs.filter((job) => job.name !== undefined && names.includes(job.name));
}

function withOptions({ name, ...job }: NamedJob, options: Partial<GenerateOptions>, values: Values): JobRun {
  const filter = filterOf(values, job.filter);
  const spec = shortest(job.spec);
  const out = values.out ?? shortest(job.out);
  return { name, options: { ...job, ...options, ...(filter ? { filter } : {}), spec, out } };
}

/** As somebody standing here would write it. */
export function shortest(path: string): string {
  if (isRemote(path)) return path;
  const short = relative(process.cwd(), path);
  return short === '' || short.length > path.length ? path : short;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
