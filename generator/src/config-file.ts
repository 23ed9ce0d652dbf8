/**
 * `breakwater.config.ts` from the disk: read by Node itself, which strips the types, and checked to the last
 * word before anything is done.
 */

import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Job } from './config.ts';
import { checkedConfig } from './config-check.ts';
import { isRemote } from './location.ts';
import type { Node } from './node.ts';
import { type Problem, ProblemError } from './problem.ts';

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
    if ((await kindOf(file)) === 'file') return file;
  }
  return undefined;
}

/** @throws {ProblemError} it cannot be loaded, or something in it makes no sense */
export async function loadConfig(file: string): Promise<readonly NamedJob[]> {
  const place = relative(process.cwd(), file);
  const config = checkedConfig(await importDefault(resolve(file), place), place);
  const folder = dirname(resolve(file));
  if (!('jobs' in config)) return [placed(config, undefined, folder)];
  const { jobs, ...shared } = config;
  const all = Object.entries(jobs).map(([name, job]) => placed({ ...shared, ...job }, name, folder));
  refuseSharedFolders(all, place);
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

/** `undefined`: there is nothing, or nothing that may be looked at. */
async function kindOf(file: string): Promise<'file' | 'other' | undefined> {
  return stat(file).then(
    (found) => (found.isFile() ? 'file' : 'other'),
    () => undefined,
  );
}

async function importDefault(file: string, place: string): Promise<unknown> {
  const refuse = (what: string, mend: string, more: Pick<Problem, 'line'> = {}, cause?: unknown) =>
    new ProblemError({ file: place, ...more, what, mend }, { cause });
  const kind = await kindOf(file);
  if (kind === undefined) throw refuse('There is no such config.', 'Correct --config.');
  if (kind === 'other') throw refuse('This is no file.', 'Give the config itself with --config.');
  if (!/\.[cm]?[jt]s$/.test(file))
    throw refuse('A config is TypeScript or JavaScript.', 'Name it breakwater.config.ts, .mts, .mjs or .js.');
  if (/\.[cm]?ts$/.test(file) && !process.features.typescript) {
    const what = `Node ${process.versions.node} does not read TypeScript by itself.`;
    throw refuse(what, 'Use Node 22.18 or later, or write the config in JavaScript: breakwater.config.mjs.');
  }
  try {
    const module: Node = await import(pathToFileURL(file).href);
    if (module.default !== undefined) return module.default;
  } catch (cause) {
    const { line = await checkedLine(cause, file), what, mend } = failureOf(cause, file);
    throw refuse(what, mend, line === undefined ? {} : { line }, cause);
  }
  throw refuse('It exports no config.', 'Begin it with `export default defineConfig({`.');
}

function failureOf(cause: unknown, file: string): { line?: number; what: string; mend: string } {
  const message = cause instanceof Error ? cause.message : String(cause);
  const what = `The config cannot be loaded: ${message.split('\n')[0]?.replace(/[.:]$/, '')}.`;
  const isUninstalled = message.includes("'@breakwater/generator'");
  const mend = isUninstalled ? 'Install the dependencies of this project: npm install.' : 'Correct it.';
  const line = cause instanceof Error ? lineIn(cause.stack ?? '', file) : undefined;
  return line === undefined ? { what, mend } : { line, what, mend };
}

/** Of JavaScript Node tells the line to whoever has it checked, and to nobody else. */
async function checkedLine(cause: unknown, file: string): Promise<number | undefined> {
  if (!(cause instanceof SyntaxError)) return undefined;
  const { promise, resolve } = Promise.withResolvers<string>();
  execFile(process.execPath, ['--check', file], (_, _stdout, stderr) => resolve(stderr));
  return lineIn(await promise, file);
}

/** Of this file, where Node's stack first speaks of it: as a path, or as a URL. */
function lineIn(stack: string, file: string): number | undefined {
  const [found] = [file, pathToFileURL(file).href].flatMap((name) => {
    const at = stack.indexOf(`${name}:`);
    const [line] = /^\d+/.exec(at < 0 ? '' : stack.slice(at + name.length + 1)) ?? [];
    return line === undefined ? [] : [Number(line)];
  });
  return found;
}
