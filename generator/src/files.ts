/**
 * The entry file of a spec and every local file it refers to, read before anybody looks inside.
 * Nothing is ever fetched: a URL stays unread, and a missing file is reported where it is referred to.
 */

import { dirname, relative, resolve } from 'node:path';
import { load, type Source } from './load.ts';
import { isNode } from './node.ts';
import { ProblemError } from './problem.ts';

/** Sources by absolute path. */
export interface Files {
  readonly entry: string;
  readonly sources: ReadonlyMap<string, Source>;
}

/** A reference, taken apart: the absolute path of its file, and the place in it. */
export interface Target {
  readonly file: string;
  readonly pointer: string;
}

/** @throws {ProblemError} when the entry file cannot be used */
export async function loadAll(spec: string): Promise<Files> {
  const entry = resolve(spec);
  const first = await load(spec);
  const sources = new Map([[entry, first]]);
  await follow(entry, first, sources);
  return { entry, sources };
}

/** `undefined` for what is no local file. */
export function targetOf(reference: string, from: string): Target | undefined {
  const [path = '', fragment = ''] = reference.split('#', 2);
  if (/^[a-z][a-z\d+.-]+:|^\/\//i.test(path)) return undefined;
  return { file: path === '' ? from : resolve(dirname(from), path), pointer: `#${fragment}` };
}

async function follow(path: string, source: Source, sources: Map<string, Source>): Promise<void> {
  const wanted = [...referredFiles(source.value, path)].filter((file) => !sources.has(file));
  const loaded = await Promise.all(wanted.map(async (file) => ({ file, source: await readable(file) })));
  for (const { file, source } of loaded) {
    if (!source || sources.has(file)) continue;
    sources.set(file, source);
    await follow(file, source, sources);
  }
}

/** A file that cannot be read is no reason to stop: who refers to it will say so. */
async function readable(file: string): Promise<Source | undefined> {
  try {
    return await load(relative(process.cwd(), file));
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

function referredFiles(value: unknown, from: string, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) referredFiles(item, from, found);
  if (!isNode(value)) return found;
  const reference = value.$ref;
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    const target = targetOf(reference, from);
    if (target && /\.(ya?ml|json)$/i.test(target.file)) found.add(target.file);
  }
  for (const key of Object.keys(value)) {
    const child = value[key];
    if (typeof child === 'object' && child !== null) referredFiles(child, from, found);
  }
  return found;
}
