/**
 * A config read anew, with everything it imports, and the list of those files. Node never forgets a module,
 * so each reading has a thread of its own: this module is both its door and what runs in it.
 */

import * as modules from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { loadConfig, type NamedJob } from './config-file.ts';
import { type Problem, ProblemError } from './problem.ts';

export interface FreshConfig {
  readonly jobs: readonly NamedJob[];
  /** The config, and every file of the project that it imports. */
  readonly files: readonly string[];
}

/** @throws {ProblemError} it cannot be loaded, or something in it makes no sense */
export async function loadAnew(file: string): Promise<FreshConfig> {
  const { promise, resolve, reject } = Promise.withResolvers<Reading>();
  const thread = new Worker(new URL(import.meta.url), { workerData: { configToRead: file } });
  thread.once('message', resolve).once('error', reject);
  const { problem, ...config } = await promise.finally(() => thread.terminate());
  if (problem) throw new ProblemError(problem);
  return config;
}

interface Reading extends FreshConfig {
  readonly problem?: Problem;
}

async function readHere(file: string): Promise<Reading> {
  const files = new Set([file]);
  const own = new URL('.', import.meta.url).href;
  // Node 22.15 and later; before, the config alone is known.
  if ('registerHooks' in modules)
    modules.registerHooks({
      load(url, context, next) {
        const isOfTheProject =
          url.startsWith('file:') && !url.includes('/node_modules/') && !url.startsWith(own);
        if (isOfTheProject) files.add(fileURLToPath(url));
        return next(url, context);
      },
    });
  try {
    return { jobs: await loadConfig(file), files: [...files] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { jobs: [], files: [...files], problem: error.problem };
  }
}

if (!isMainThread && typeof workerData?.configToRead === 'string')
  parentPort?.postMessage(await readHere(workerData.configToRead));
