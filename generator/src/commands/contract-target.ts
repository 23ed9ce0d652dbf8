/** What `breakwater contract` tests: a spec given by hand, or that of a job of the config. */

import type { Filter } from '../filter.ts';
import type { IntakeOptions } from '../intake.ts';
import { UsageError } from './command.ts';
import { chosen, configFor, shortest } from './jobs.ts';

export interface Target {
  readonly spec: string;
  readonly intake: IntakeOptions;
  readonly filter: Filter | undefined;
}

/** @throws {UsageError | ProblemError} there is none, or a choice, or a config that makes no sense */
export async function targetOf(positionals: readonly string[]): Promise<Target> {
  const [spec, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`One spec at a time; ${others.join(' ')} is one too many.`);
  const config = await configFor(positionals, { config: undefined });
  if (config === undefined) {
    if (spec === undefined) throw new UsageError('Which spec? Give the path of an OpenAPI description.');
    return { spec, intake: {}, filter: undefined };
  }
  const { loadConfig } = await import('../config-file.ts');
  const [job, ...more] = chosen(await loadConfig(config), positionals, config);
  if (!job || more.length > 0) {
    const names = [job, ...more].flatMap((each) => each?.name ?? []);
    throw new UsageError(`Which job? The config has ${names.join(', ')}.`);
  }
  const { overlays, allowRemote, root, filter } = job;
  return {
    spec: shortest(job.spec),
    intake: { ...(overlays && { overlays }), ...(allowRemote && { allowRemote }), ...(root && { root }) },
    filter,
  };
}
