/**
 * The project somebody stands in: its package.json, its package manager, and the description of its API.
 */

import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isNode, type Node, textOf } from '../node.ts';
import { ProblemError } from '../problem.ts';
import { isSpecName } from '../spec-name.ts';
import { codeOf, reasonOf } from '../system-errors.ts';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

export interface Project {
  readonly folder: string;
  /** Of package.json. */
  readonly text: string;
  readonly manifest: Node;
  readonly manager: PackageManager;
  /** Its `.ts` files are modules without further words. */
  readonly isModule: boolean;
  /** Where an SDK would go: `src/api`, or `api`. */
  readonly out: string;
  /** Descriptions of an API by their names, nearest first. */
  readonly specs: readonly string[];
}

/** @throws {ProblemError} there is no package.json, or it is none */
export async function findProject(folder: string): Promise<Project> {
  const file = join(folder, 'package.json');
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new ProblemError({ file, ...refusalFor(cause) }, { cause });
  });
  const manifest = parsed(file, text);
  const hasSource = await isFolder(join(folder, 'src'));
  return {
    folder,
    text,
    manifest,
    manager: named(manifest) ?? (await locked(folder)) ?? 'npm',
    isModule: manifest['type'] === 'module',
    out: hasSource ? 'src/api' : 'api',
    specs: await specsIn(folder),
  };
}

function refusalFor(cause: unknown): { what: string; mend: string } {
  if (codeOf(cause) !== 'ENOENT')
    return { what: `package.json cannot be read: ${reasonOf(cause)}.`, mend: 'Make it readable.' };
  return {
    what: 'There is no package.json here.',
    mend: 'Run npm init first, or go to the folder that has one.',
  };
}

function parsed(file: string, text: string): Node {
  const refuse = (why: string, cause?: unknown) =>
    new ProblemError({ file, what: `This is no JSON object: ${why}.`, mend: 'Correct it.' }, { cause });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw refuse(cause instanceof Error ? cause.message.replace(/\s+/g, ' ') : String(cause), cause);
  }
  if (isNode(value)) return value;
  throw refuse('it is a list, or a single value');
}

const managers: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

/** `"packageManager": "pnpm@10.1.0"`. */
function named(manifest: Node): PackageManager | undefined {
  const [name] = textOf(manifest['packageManager'])?.split('@') ?? [];
  return managers.find((each) => each === name);
}

const lockFiles: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** By the lock file of this folder, or of the workspace it is in. */
async function locked(folder: string): Promise<PackageManager | undefined> {
  for (let place = resolve(folder); ; place = dirname(place)) {
    const names = new Set(await readdir(place).catch(() => []));
    const found = lockFiles.find(([name]) => names.has(name));
    if (found || place === dirname(place)) return found?.[1];
  }
}

/** Where descriptions are kept. */
const specFolders = ['', 'spec', 'specs', 'openapi', 'api', 'docs'];

async function specsIn(folder: string): Promise<string[]> {
  const found = specFolders.map(async (place) => {
    const names = await readdir(join(folder, place)).catch(() => []);
    return names
      .filter(isSpecName)
      .sort()
      .map((name) => (place === '' ? name : `${place}/${name}`));
  });
  return (await Promise.all(found)).flat();
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
