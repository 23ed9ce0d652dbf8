/**
 * The project somebody stands in: its package.json, its package manager, and the description of its API.
 */

import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isNode, type Node, textOf } from '../node.ts';
import { ProblemError } from '../problem.ts';

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
    const what = 'There is no package.json here.';
    throw new ProblemError(
      { file, what, mend: 'Run npm init first, or go to the folder that has one.' },
      { cause },
    );
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

function parsed(file: string, text: string): Node {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (isNode(value)) return value;
  } catch {
    // Said below: there is one way to mend it.
  }
  throw new ProblemError({ file, what: 'This is no JSON object.', mend: 'Correct it.' });
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

/** Where descriptions are kept, and what they are called. */
const specFolders = ['', 'spec', 'specs', 'openapi', 'api', 'docs'];
const specName = /^(openapi|swagger)([.-].*)?\.(ya?ml|json)$/i;

async function specsIn(folder: string): Promise<string[]> {
  const found = specFolders.map(async (place) => {
    const names = await readdir(join(folder, place)).catch(() => []);
    return names
      .filter((name) => specName.test(name))
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
