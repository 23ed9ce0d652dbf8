/**
 * What a spec may make the generator read. A file: inside the root, by its real path. A page: of the
 * spec's own origin, or of one the user allowed; never one inside a private network, unless the spec
 * itself came from inside.
 */

import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { isPrivateAddress, literalAddress } from './addresses.ts';
import type { Journey } from './download.ts';
import { isHeader } from './header-syntax.ts';
import { isRemote, type Location, shown } from './location.ts';
import type { Pages } from './pages.ts';
import { ProblemError } from './problem.ts';
import { codeOf, reasonOf } from './system-errors.ts';
import { tooLarge } from './too-large.ts';

export interface ReachOptions {
  /**
   * Headers for the spec's own origin, such as `Authorization`; no other origin ever sees them.
   *
   * @default the JSON object in the environment variable `BREAKWATER_SPEC_HEADERS`
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** Origins a spec may refer to besides its own: `https://schemas.example.com`. @default none */
  readonly allowRemote?: readonly string[];
  /**
   * Folder that local references stay in.
   *
   * @default the working directory when the spec is in it, else the spec's folder
   */
  readonly root?: string;
  /** Size of all documents together, in bytes. @default 67108864, which is 64 MB */
  readonly maxBytes?: number;
  /** For each document that is fetched. @default 30000 */
  readonly timeoutMs?: number;
  /** What was fetched before. @default nothing */
  readonly pages?: Pages;
  /** Hears of each document that was read, as it was read. */
  readonly onRead?: (location: Location, text: string) => void;
}

export class Reach {
  readonly #entry: Location;
  readonly #options: ReachOptions;
  readonly #allowed: ReadonlySet<string>;
  /** Origins the spec itself came from: asked for, and arrived at. */
  readonly #home = new Set<string>();
  readonly #maxBytes: number;
  #bytesLeft: number;

  constructor(entry: Location, options: ReachOptions) {
    this.#entry = entry;
    this.#options = options;
    this.#allowed = new Set((options.allowRemote ?? []).map(originOf));
    this.#maxBytes = options.maxBytes ?? 64 * 2 ** 20;
    this.#bytesLeft = this.#maxBytes;
    if (isRemote(entry)) this.#home.add(new URL(entry).origin);
  }

  /** @throws {ProblemError} the root is no folder */
  async checkRoot(): Promise<void> {
    const { root } = this.#options;
    if (root === undefined) return;
    const why = await stat(root).then(
      (found) => (found.isDirectory() ? undefined : 'This is no folder.'),
      (cause) =>
        codeOf(cause) === 'ENOENT' ? 'There is no such folder.' : `It cannot be read: ${reasonOf(cause)}.`,
    );
    if (why === undefined) return;
    throw new ProblemError({ file: root, what: why, mend: 'Give a folder that holds the spec as the root.' });
  }

  /** The spec was redirected: from here on, this is where it came from. */
  arrivedAt(url: URL): void {
    this.#home.add(url.origin);
  }

  /** @throws {ProblemError} the documents together are larger than they may be */
  spend(file: string, bytes: number): void {
    this.#bytesLeft -= bytes;
    if (this.#bytesLeft < 0) throw tooLarge(file, this.#maxBytes);
  }

  /** For the spec itself, which the user asked for: it may be redirected to any public page. */
  journeyToSpec(): Journey {
    return { ...this.#journey(), check: checkScheme };
  }

  journey(): Journey {
    return {
      ...this.#journey(),
      check: (url) => {
        checkScheme(url);
        if (this.#home.has(url.origin) || this.#allowed.has(url.origin)) return;
        const what = `${url.origin} may not be read: the spec is not from there.`;
        const mend = `Allow ${url.origin}, or keep a local copy and refer to that.`;
        throw new ProblemError({ file: shown(url.href), what, mend });
      },
    };
  }

  /** @throws {ProblemError} the file is outside the root, whatever its path looks like */
  async checkFile(file: string): Promise<void> {
    const root = await this.#root();
    const real = await realpath(file).catch(() => resolve(file));
    const name = relative(process.cwd(), file);
    if (!isInside(real, root)) {
      const what = `${name} is outside the folder that references stay in.`;
      throw new ProblemError({
        file,
        what,
        mend: 'Move it, or allow the folder that holds both as the root.',
      });
    }
    // A device or a pipe may have no end.
    if (
      await stat(real).then(
        (found) => found.isFile(),
        () => true,
      )
    )
      return;
    throw new ProblemError({ file, what: `${name} is no file.`, mend: 'Refer to a file.' });
  }

  #journey(): Omit<Journey, 'check'> {
    const headers = this.#options.headers ?? headersFrom(process.env);
    const spec = isRemote(this.#entry) ? new URL(this.#entry) : undefined;
    const address = spec && literalAddress(spec);
    const isInside =
      spec && (/(^|\.)localhost$/.test(spec.hostname) || (address && isPrivateAddress(address)));
    return {
      headersFor: (url) => (url.origin === spec?.origin ? headers : {}),
      mayBePrivate: (url) => {
        return url.origin === spec?.origin || (isInside === true && this.#allowed.has(url.origin));
      },
      maxBytes: this.#maxBytes,
      timeoutMs: this.#options.timeoutMs ?? 30_000,
    };
  }

  async #root(): Promise<string> {
    if (this.#options.root !== undefined) return realpath(this.#options.root);
    const folder = dirname(await realpath(this.#entry).catch(() => this.#entry));
    const here = await realpath(process.cwd());
    return isInside(folder, here) ? here : folder;
  }
}

/** @throws {ProblemError} the variable is no JSON object of texts */
export function headersFrom(environment: NodeJS.ProcessEnv): Record<string, string> {
  const name = 'BREAKWATER_SPEC_HEADERS';
  const written = environment[name];
  if (written === undefined || written.trim() === '') return {};
  const pairs = Object.entries(parsed(written) ?? {});
  const texts = pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const mend = `Write it as {"Authorization":"Bearer …"}.`;
  // What is wrong with it is not quoted: it holds secrets.
  if (texts.length === 0 || texts.length < pairs.length)
    throw new ProblemError({ file: name, what: 'This is no JSON object of texts.', mend });
  if (!texts.every(([header, value]) => isHeader(header, value)))
    throw new ProblemError({
      file: name,
      what: 'A name or a value in it is none that HTTP can carry.',
      mend,
    });
  return Object.fromEntries(texts);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @throws {ProblemError} this is no origin */
function originOf(written: string): string {
  if (URL.canParse(written) && isRemote(written)) return new URL(written).origin;
  const what = `${written} is no origin that references could be allowed to.`;
  throw new ProblemError({ file: written, what, mend: 'Write it as https://schemas.example.com.' });
}

function checkScheme(url: URL): void {
  if (isRemote(url.href)) return;
  const what = `${url.protocol} is no scheme a spec is read by.`;
  throw new ProblemError({ file: shown(url.href), what, mend: 'Use https or http.' });
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
