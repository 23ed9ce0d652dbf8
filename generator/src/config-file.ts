/**
 * `breakwater.config.ts` from the disk: read by Node itself, which strips the types, and checked to the last
 * word before anything is done.
 */

import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Job } from './config.ts';
import { checkedConfig } from './config-check.ts';
import { isRemote } from './location.ts';
import type { Node } from './node.ts';
import { ProblemError } from './problem.ts';

/** A job of a config file, its paths resolved. */
export interface NamedJob extends Job {
  /** `undefined`: the only one, of a config without names. */
  readonly name: string | undefined;
}

const fileNames = ['ts', 'mts', 'mjs', 'js'].map((extension) => `breakwater.config.${extension}`);

/** Path of the folder's config, if it has one. */
export async function findConfig(folder: string): Promise<string | undefined> {
  for (const name of fileNames) {
    const file = join(folder, name);
    if (await isFile(file)) return file;
  }
  return undefined;
}

/** @throws {ProblemError} it cannot be loaded, or something in it makes no sense */
export async function loadConfig(file: string): Promise<readonly NamedJob[]> {
  const config = checkedConfig(await importDefault(resolve(file)), file);
  const folder = dirname(resolve(file));
  if (!('jobs' in config)) return [placed(config, undefined, folder)];
  const { jobs, ...shared } = config;
  const all = Object.entries(jobs).map(([name, job]) => placed({ ...shared, ...job }, name, folder));
  refuseSharedFolders(all, file);
  return all;
}

/** Two jobs in one folder would remove each other's files. */
function refuseSharedFolders(jobs: readonly NamedJob[], file: string): void {
  for (const [, [first, second]] of Map.groupBy(jobs, (job) => job.out)) {
    if (!first || !second) continue;
    const what = `The jobs ${first.name} and ${second.name} write to the same folder.`;
    throw new ProblemError({ file, what, mend: 'Give each its own `out`.' });
  }
}

function placed(job: Job, name: string | undefined, folder: string): NamedJob {
  const place = (path: string) => (isRemote(path) ? path : resolve(folder, path));
  const { overlays, root } = job;
  return {
    ...job,
    name,
    spec: place(job.spec),
    out: resolve(folder, job.out),
    ...(overlays === undefined ? {} : { overlays: overlays.map(place) }),
    ...(root === undefined ? {} : { root: place(root) }),
  };
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function importDefault(file: string): Promise<unknown> {
  if (!(await isFile(file)))
    throw new ProblemError({ file, what: 'There is no such config.', mend: 'Correct --config.' });
  if (/\.m?ts$/.test(file) && !process.features.typescript) {
    const what = `Node ${process.versions.node} does not read TypeScript by itself.`;
    const mend = 'Use Node 22.18 or later, or write the config in JavaScript: breakwater.config.mjs.';
    throw new ProblemError({ file, what, mend });
  }
  try {
    const module: Node = await import(pathToFileURL(file).href);
    return module.default;
  } catch (cause) {
    throw new ProblemError({ file, ...failureOf(cause) }, { cause });
  }
}

function failureOf(cause: unknown): { what: string; mend: string } {
  const message = cause instanceof Error ? cause.message : String(cause);
  const what = `The config cannot be loaded: ${message.split('\n')[0]?.replace(/[.:]$/, '')}.`;
  const isUninstalled = message.includes("'@breakwater/generator'");
  return { what, mend: isUninstalled ? 'Install the dependencies of this project.' : 'Correct it.' };
}
