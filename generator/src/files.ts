/**
 * A spec and every document it refers to, read before anybody looks inside. What cannot be read, or may
 * not be, is no reason to stop: who refers to it will say so.
 */

import { readFile, stat } from 'node:fs/promises';
import { extname, relative } from 'node:path';
import { decodeText } from './decode.ts';
import type { Journey, Page } from './download.ts';
import { type Grammar, grammar, type Member, one, swagger } from './grammar.ts';
import { parse, plainText, type Source } from './load.ts';
import { isRemote, type Location, locationOf, shown, type Target, targetOf } from './location.ts';
import { own } from './node.ts';
import { Pages } from './pages.ts';
import { lookUp, stepsOf } from './pointer.ts';
import { type Problem, ProblemError } from './problem.ts';
import { Reach, type ReachOptions } from './reach.ts';
import { codeOf } from './system-errors.ts';
import { unreadable } from './unreadable.ts';
import { wantedIn } from './wanted.ts';

export interface Files {
  readonly entry: Location;
  readonly sources: ReadonlyMap<Location, Source>;
  /** Why a document that something refers to was not read. */
  readonly refusals: ReadonlyMap<Location, Problem>;
  /** Of these, what was not there, and may come. */
  readonly missing?: ReadonlySet<Location>;
}

/** References from document to document to document: a server could invent them without end. */
const maxDepth = 64;

/**
 * `revise` changes the spec before anybody looks for references in it.
 *
 * @throws {ProblemError} when the spec itself cannot be used
 */
export async function loadAll(
  spec: string,
  options: ReachOptions = {},
  revise: (source: Source) => Source = (source) => source,
): Promise<Files> {
  return new Loading(spec, options).all(revise);
}

/** A document the user named besides the spec, such as an overlay: the spec's headers are none of its. */
export async function loadBeside(spec: string, name: string, options: ReachOptions): Promise<Source> {
  const location = locationOf(name);
  const reach = beside(spec, name, options);
  const { text } = isRemote(location)
    ? await (options.pages ?? new Pages()).get(new URL(location), reach.journeyToSpec())
    : { text: await readText(name, reach, 'an OpenAPI Overlay') };
  options.onRead?.(location, text);
  return parse(shown(name), withoutMark(text));
}

/** How far such a document is reached for. */
export function beside(spec: string, name: string, options: ReachOptions): Reach {
  const location = locationOf(name);
  const isAtHome = originOf(location) === originOf(locationOf(spec));
  return new Reach(location, isAtHome ? options : { ...options, headers: {} });
}

class Loading {
  readonly #spec: string;
  readonly #reach: Reach;
  readonly #options: ReachOptions;
  readonly #pages: Pages;
  readonly #sources = new Map<Location, Source>();
  readonly #refusals = new Map<Location, Problem>();
  readonly #missing = new Set<Location>();

  constructor(spec: string, options: ReachOptions) {
    this.#spec = spec;
    this.#reach = new Reach(locationOf(spec), options);
    this.#options = options;
    this.#pages = options.pages ?? new Pages();
  }

  async all(revise: (source: Source) => Source): Promise<Files> {
    const { location: entry, source: written } = await this.#entry();
    const source = revise(written);
    this.#sources.set(entry, source);
    const members = own(source.value, 'swagger') === undefined ? grammar : swagger;
    const walk: Walk = { members, entry, seen: new Set() };
    let wanted = destinations(source.value, one('document'), entry, walk);
    for (let depth = 0; wanted.length > 0 && depth < maxDepth; depth++) {
      const missing = Map.groupBy(wanted, (each) => each.target.file);
      await Promise.all([...missing].map(([file, [first]]) => this.#read(file, first?.member)));
      wanted = wanted.flatMap(({ target, member }) => this.#beyond(target, member, walk));
    }
    return { entry, sources: this.#sources, refusals: this.#refusals, missing: this.#missing };
  }

  async #entry(): Promise<{ location: Location; source: Source }> {
    const location = locationOf(this.#spec);
    refuseOtherUrls(this.#spec);
    await this.#reach.checkRoot();
    if (!isRemote(location)) {
      return { location, source: await parse(this.#spec, await this.#text(this.#spec)) };
    }
    const { url, text } = await this.#page(new URL(location), this.#reach.journeyToSpec());
    this.#reach.arrivedAt(url);
    return { location: url.href, source: await parse(shown(this.#spec), text) };
  }

  async #page(url: URL, journey: Journey): Promise<Page> {
    const page = await this.#pages.get(url, journey);
    this.#reach.spend(shown(url.href), Buffer.byteLength(page.text));
    this.#options.onRead?.(page.url.href, page.text);
    if (page.url.href !== url.href) this.#options.onRead?.(url.href, page.text);
    return { ...page, text: withoutMark(page.text) };
  }

  async #text(file: string): Promise<string> {
    const text = await readText(file, this.#reach);
    this.#options.onRead?.(locationOf(file), text);
    return withoutMark(text);
  }

  /** What the value a reference leads to refers to in its turn. */
  #beyond(target: Target, member: Member | 'text', walk: Walk): Destination[] {
    if (member === 'text') return [];
    const value = lookUp(this.#sources.get(target.file)?.value, target.pointer);
    return destinations(value, member, target.file, walk);
  }

  async #read(location: Location, member: Member | 'text' | undefined): Promise<void> {
    if (this.#sources.has(location) || this.#refusals.has(location)) return;
    try {
      this.#sources.set(location, await this.#source(location, member === 'text'));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#refusals.set(location, error.problem);
      if (isRemote(location) || codeOf(error.cause) === 'ENOENT') this.#missing.add(location);
    }
  }

  async #source(location: Location, isText: boolean): Promise<Source> {
    if (isRemote(location)) {
      const { text } = await this.#page(new URL(location), this.#reach.journey());
      const isPlain = isText && !isStructured(new URL(location).pathname);
      return (isPlain ? plainText : parse)(shown(location), text);
    }
    await this.#reach.checkFile(location);
    const name = relative(process.cwd(), location);
    if (isStructured(location)) return parse(name, await this.#text(location));
    if (isText) return plainText(name, await this.#text(location));
    const what = `${name} is neither JSON nor YAML by its name.`;
    throw new ProblemError({ file: name, what, mend: 'Refer to a .json or .yaml file.' });
  }
}

function originOf(location: Location): string | undefined {
  return isRemote(location) ? new URL(location).origin : undefined;
}

interface Destination {
  readonly target: Target;
  readonly member: Member | 'text';
}

/** Where a walk through the grammar has been. */
interface Walk {
  readonly members: Grammar;
  readonly entry: Location;
  readonly seen: Set<string>;
}

/** Where the references in a value lead, each place once. */
function destinations(value: unknown, member: Member, from: Location, walk: Walk): Destination[] {
  return wantedIn(value, member, walk.members).flatMap(({ reference, member }) => {
    const target = targetOf(reference, from);
    const key = `${target?.file}${target?.pointer} ${member === 'text'}`;
    if (!target || isWalked(target, walk) || walk.seen.has(key)) return [];
    walk.seen.add(key);
    return [{ target, member }];
  });
}

/** The spec itself is walked from end to end, as far as the grammar goes. */
function isWalked({ file, pointer }: Target, { members, entry }: Walk): boolean {
  return file === entry && Object.hasOwn(members.document, stepsOf(pointer)[0] ?? '');
}

/** By its name; a file without an extension may be anything. */
function isStructured(path: string): boolean {
  return /^(\.ya?ml|\.json|)$/i.test(extname(path));
}

/** @throws {ProblemError} it is written as a URL, and leads nowhere */
function refuseOtherUrls(spec: string): void {
  const [, scheme] = /^([a-z][a-z\d+.-]+):\/\//i.exec(spec) ?? [];
  if (scheme === undefined || (isRemote(spec) && URL.canParse(spec))) return;
  // What stands before an `@` may be a password.
  const file = spec.replace(/\/\/.*@/, '//');
  if (isRemote(spec)) throw new ProblemError({ file, what: 'This is no URL.', mend: 'Correct it.' });
  const what = `${scheme}: is no scheme a spec is read by.`;
  throw new ProblemError({ file, what, mend: 'Use https or http, or give the path of a file.' });
}

const aSpec = 'an OpenAPI description, in YAML or JSON';

async function readText(file: string, reach: Reach, wanted = aSpec): Promise<string> {
  try {
    reach.spend(file, (await stat(file)).size);
    return decodeText(await readFile(file));
  } catch (cause) {
    throw cause instanceof ProblemError ? cause : await unreadable(file, wanted, cause);
  }
}

/** RFC 8259 §8.1: a byte order mark is none of the document. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
