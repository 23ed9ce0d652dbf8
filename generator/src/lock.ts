/**
 * `breakwater.lock.json`: what an SDK was made of, so that an unchanged spec costs no more than reading it.
 *
 * It lies in the folder it speaks of: two jobs never share one, it moves and dies with its folder, and
 * lost or wrong it costs one full run. It is believed only where everything is as it says: each file and
 * page of the spec, what was missing, the options, the generator, and each file of the output.
 *
 * It is committed with the SDK, so that its URLs are without what may be a password or a token.
 */

import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { decodeText } from './decode.ts';
import { asideOf } from './disk.ts';
import { isOurs, mayBeOurs } from './emit/file.ts';
import { folderProblem } from './folder.ts';
import type { IntakeOptions } from './intake.ts';
import { isRemote, type Location, shown } from './location.ts';
import { nodeOf } from './node.ts';
import type { Pages } from './pages.ts';

export const lockFile = 'breakwater.lock.json';

export interface Lock {
  readonly generator: string;
  /** Those that have a say in the output. */
  readonly options: unknown;
  /** The entry file, relative to the lock. */
  readonly spec: string;
  /** SHA-256 of everything that was read, by its path relative to the lock, or by its URL. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What is referred to, and was not there. */
  readonly missing: readonly string[];
  /** SHA-256 of all that was emitted. */
  readonly output: string;
  readonly files: number;
  readonly operations: number;
  /** How many problems were repaired or skipped. */
  readonly problems: number;
}

/**
 * The lock of a folder, when it still tells the truth about this spec and these options. `pages` keeps what
 * had to be fetched to know that.
 */
export async function validLock(
  folder: string,
  spec: string,
  expected: Pick<Lock, 'generator' | 'options'>,
  pages: Pages,
  intake: IntakeOptions,
): Promise<Lock | undefined> {
  const lock = await readLock(folder);
  if (!lock || lock.generator !== expected.generator || lock.spec !== lockPath(folder, spec))
    return undefined;
  if (JSON.stringify(lock.options) !== JSON.stringify(expected.options)) return undefined;
  const [urls, files] = parted(Object.entries(lock.inputs), ([path]) => isRemote(path));
  const [missingUrls, missing] = parted(lock.missing, isRemote);
  if (!(await haveDigests(folder, files)) || (await anyExists(folder, missing))) return undefined;
  if ((await outputDigest(folder)) !== lock.output) return undefined;
  if (urls.length + missingUrls.length === 0) return lock;
  // The web last, and only for those who need it.
  const { arePagesKnown } = await import('./lock-pages.ts');
  const known = { digests: new Map(urls), missing: missingUrls };
  return (await arePagesKnown(spec, known, pages, intake)) ? lock : undefined;
}

function parted<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}

/** What a run has read. */
export interface Read {
  /** SHA-256 of what was read, by its place: what is there by now may be something else. */
  readonly digests: ReadonlyMap<Location, string>;
  /** All of it, files and URLs. */
  readonly files: Iterable<Location>;
  /** Of these, what the user named: such a URL is known again without its query. */
  readonly named: readonly string[];
  readonly missing: Iterable<Location>;
}

/** What was read, as a lock has it; `undefined` where a page has a URL that a lock does not keep. */
export function inputsOf(
  folder: string,
  { digests, files, named, missing }: Read,
): Pick<Lock, 'inputs' | 'missing'> | undefined {
  const inputs = new Map<string, string>();
  for (const file of files) {
    const digest = digests.get(file);
    const path = lockPath(folder, file);
    if (digest === undefined || inputs.has(path) || !isKnownAgain(file, named)) return undefined;
    inputs.set(path, digest);
  }
  const others = new Set([...missing].map((file) => lockPath(folder, file)));
  return { inputs: Object.fromEntries([...inputs].sort(byName)), missing: [...others].sort() };
}

function isKnownAgain(file: Location, named: readonly string[]): boolean {
  return !isRemote(file) || !URL.parse(file)?.search || named.includes(file);
}

/** Whole or not at all. @throws {ProblemError} it cannot be written */
export async function writeLock(folder: string, lock: Lock): Promise<void> {
  const place = join(folder, lockFile);
  const text = `${JSON.stringify(lock, undefined, 2)}\n`;
  if ((await readFile(place, 'utf8').catch(() => undefined)) === text) return;
  const aside = `${asideOf(folder)}lock`;
  try {
    await writeFile(aside, text);
    await rename(aside, place);
  } catch (cause) {
    throw folderProblem('written', folder, cause);
  } finally {
    await rm(aside, { force: true });
  }
}

export async function removeLock(folder: string): Promise<void> {
  await rm(join(folder, lockFile), { force: true }).catch((cause) => {
    throw folderProblem('written', folder, cause);
  });
}

/** Of what was emitted, names and texts. */
export function digestOfFiles(files: Iterable<readonly [string, string | Buffer]>): string {
  const hash = createHash('sha256');
  for (const [name, content] of [...files].sort(byName)) hash.update(`${name} ${digestOf(content)}\n`);
  return hash.digest('hex');
}

/** The files a lock speaks of, the spec first. */
export function filesOf(folder: string, { spec, inputs }: Lock): readonly string[] {
  return [...new Set([spec, ...Object.keys(inputs)])].map((path) =>
    isRemote(path) ? path : resolve(folder, path),
  );
}

async function readLock(folder: string): Promise<Lock | undefined> {
  try {
    return checkedLock(JSON.parse(await readFile(join(folder, lockFile), 'utf8')));
  } catch {
    return undefined;
  }
}

/** The one place where a file of unknown making becomes a lock. */
function checkedLock(value: unknown): Lock | undefined {
  const lock = nodeOf(value);
  const { generator, spec, inputs, missing, output, files, operations, problems } = lock;
  const texts = [
    generator,
    spec,
    output,
    ...Object.values(nodeOf(inputs)),
    ...(Array.isArray(missing) ? missing : [0]),
  ];
  const isSound =
    texts.every((text) => typeof text === 'string') &&
    [files, operations, problems].every((number) => Number.isInteger(number));
  return isSound ? (value as Lock) : undefined;
}

async function haveDigests(folder: string, files: readonly [string, string][]): Promise<boolean> {
  for (const [path, digest] of files) {
    const content = await readFile(resolve(folder, path)).catch(() => undefined);
    if (content === undefined) return false;
    // A digest is that of a text, which the bytes of one in UTF-8 are.
    if (digestOf(content) !== digest && digestOf(decodeText(content)) !== digest) return false;
  }
  return true;
}

/** Of the files in the folder that are ours. */
async function outputDigest(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter(mayBeOurs);
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name)).catch(() => Buffer.of())] as const),
  );
  return digestOfFiles(files.filter(([, content]) => isOurs(content.toString('latin1', 0, 100))));
}

async function anyExists(folder: string, paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(paths.map((path) => exists(folder, path)));
  return found.includes(true);
}

async function exists(folder: string, path: string): Promise<boolean> {
  return stat(resolve(folder, path)).then(
    () => true,
    () => false,
  );
}

/** A path as a lock has it, the same on every system; a URL without its secrets. */
export function lockPath(folder: string, file: string): string {
  return isRemote(file) ? shown(file) : relative(resolve(folder), resolve(file)).split(sep).join('/');
}

export function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** By their code units: the same on every machine, whatever its language. */
function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
