/**
 * The SDK whose contract is tested: generated a moment ago into a folder of its own and imported, so that what
 * is called is what users call.
 */

import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import * as modules from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { emit } from '../emit/index.ts';
import { fileNameOf } from '../location.ts';
import type { Api, Operation } from '../model.ts';
import { settleNames } from '../names.ts';
import type { Node } from '../node.ts';
import { ProblemError } from '../problem.ts';
import { variantsOf } from '../variants.ts';

/** A reply as `Call.result()` gives it. */
export interface Reply {
  readonly ok: boolean;
  readonly status: number;
  readonly contentType?: string | undefined;
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

export interface CallOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly accept?: string;
  readonly reconnect: false;
}

/** Waited for, it throws what is no success; `result()` gives the documented reply, whatever its status. */
export interface Call extends PromiseLike<unknown> {
  result(): Promise<Reply>;
}

type Endpoint = (client: Client, args: object, options: CallOptions) => Call;

export interface Client {
  close(): unknown;
}

export interface Sdk {
  createClient(options: object): Client;
  /** By the model's operation. */
  endpoint(operation: Operation): Endpoint;
  name(operation: Operation): string;
  /** Whether its body is written as XML from data. */
  writesXml(operation: Operation): boolean;
}

/** What every SDK exports besides its functions. */
interface Exports extends Readonly<Record<string, unknown>> {
  readonly createBareClient: (options: object) => Client;
}

/** @throws {ProblemError} this Node cannot import TypeScript, or the runtime is not installed */
export async function sdkOf(
  spec: string,
  document: Node,
  api: Api,
  runtime?: string,
): Promise<Sdk & AsyncDisposable> {
  refuseOldNode();
  const specifier = runtimeSpecifier(runtime);
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-contract-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const files = emit(document, api, { spec: fileNameOf(spec), runtime: specifier, extension: '.ts' });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [name, text] of files) await writeFile(join(folder, name), text);
    const sdk = await imported(join(folder, 'index.ts'), document, api).catch((cause: unknown) => {
      throw runtime === undefined ? cause : runtimeProblem(runtime, cause);
    });
    return { ...sdk, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/**
 * One that was generated before, as it is in a project: its TypeScript, or what that was compiled to.
 *
 * @throws {ProblemError} there is none, or it is of another spec
 */
export async function existingSdk(folder: string, document: Node, api: Api): Promise<Sdk & AsyncDisposable> {
  const mend = 'Give the folder that `breakwater generate --out` wrote, of this spec, and generate it again.';
  const refuse = (what: string, cause?: unknown) => new ProblemError({ file: folder, what, mend }, { cause });
  const [index] = ['index.js', 'index.ts'].map((name) => resolve(folder, name)).filter(existsSync);
  if (index === undefined) throw refuse('There is no SDK: it has neither index.ts nor index.js.');
  if (index.endsWith('.ts')) refuseOldNode();
  if (existsSync(resolve(folder, `codecs${extname(index)}`))) {
    const what = 'Its dates or long integers are converted, and inputs are sampled as JSON has them.';
    const other = 'Leave out --sdk: what is tested then is generated without.';
    throw new ProblemError({ file: folder, what, mend: other });
  }
  using _ = typescriptByItsNames(dirname(index));
  const sdk = await imported(index, document, api).catch((error: unknown) => {
    throw refuse(`It cannot be imported: ${error instanceof Error ? error.message : error}.`, error);
  });
  const missing = api.operations.filter((operation) => !sdk.has(operation));
  if (missing[0]) {
    const { method, path } = missing[0];
    throw refuse(
      `It has no ${sdk.name(missing[0])} (${method} ${path}), and lacks ${missing.length} in all.`,
    );
  }
  return { ...sdk, [Symbol.asyncDispose]: async () => {} };
}

/** Imports that end in `.js` mean `.ts` to a bundler and to tsc; here they do to Node, within the SDK. */
function typescriptByItsNames(folder: string): Disposable {
  const home = `${pathToFileURL(folder).href}/`;
  const hooks = modules.registerHooks({
    resolve(specifier, context, next) {
      const isInside = context.parentURL?.startsWith(home) === true && specifier.startsWith('./');
      if (!isInside) return next(specifier, context);
      const given = new URL(specifier, context.parentURL);
      const written = new URL(given.href.replace(/(\.js)?$/, '.ts'));
      return existsSync(given) || !existsSync(written)
        ? next(specifier, context)
        : next(written.href, context);
    },
  });
  return { [Symbol.dispose]: () => hooks.deregister() };
}

export interface Imported extends Sdk {
  has(operation: Operation): boolean;
}

async function imported(index: string, document: Node, api: Api): Promise<Imported> {
  return knownBy(await import(pathToFileURL(index).href), document, api);
}

/** @param module what the SDK's `index.ts` exports */
export function knownBy(module: unknown, document: Node, api: Api): Imported {
  const names = settleNames(api, [...api.schemas.map(({ name }) => name), ...variantsOf(document).values()]);
  const exports = parseExports(module);
  const name = (operation: Operation) => names.operations.get(operation)?.flat ?? '';
  const withXml = new Set(descriptorsOf(exports).flatMap(({ id, xml }) => (xml?.body ? [id] : [])));
  return {
    name,
    has: (operation) => typeof exports[name(operation)] === 'function',
    createClient: exports.createBareClient,
    endpoint: (operation) => endpointOf(exports, name(operation)),
    writesXml: (operation) => withXml.has(name(operation)),
  };
}

function refuseOldNode(): void {
  if (process.features.typescript) return;
  const what = `Node ${process.versions.node} cannot import the TypeScript that is generated for the test.`;
  throw new ProblemError({ file: 'breakwater contract', what, mend: 'Use Node 22.18 or later.' });
}

/** The runtime beside the user's project, or this clone's own. */
function runtimeSpecifier(given: string | undefined): string {
  if (given !== undefined && /^[./]/.test(given)) return pathToFileURL(resolve(given)).href;
  const source = fileURLToPath(new URL('../../../src/runtime/index.ts', import.meta.url));
  if (given === undefined && existsSync(source)) return pathToFileURL(source).href;
  const name = given ?? 'breakwater';
  try {
    return pathToFileURL(modules.createRequire(join(process.cwd(), 'package.json')).resolve(name)).href;
  } catch (cause) {
    const what = `The runtime ${name} is not installed in this project.`;
    throw new ProblemError({ file: 'package.json', what, mend: 'npm install breakwater' }, { cause });
  }
}

function runtimeProblem(runtime: string, cause: unknown): ProblemError {
  const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
  const mend = 'Correct --runtime: it is a package, or the path of a module.';
  return new ProblemError({ file: runtime, what: `It cannot be imported: ${why}.`, mend }, { cause });
}

/** What `emit/index-file.ts` writes. */
function parseExports(module: unknown): Exports {
  return module as Exports;
}

interface Descriptor {
  readonly id: string;
  readonly xml?: { readonly body?: unknown };
}

function descriptorsOf(exports: Exports): Descriptor[] {
  return Object.values(exports).flatMap((value) =>
    typeof value === 'object' && value !== null && 'operations' in value && Array.isArray(value.operations)
      ? value.operations
      : [],
  );
}

function endpointOf(exports: Exports, name: string): Endpoint {
  const found = Object.hasOwn(exports, name) ? exports[name] : undefined;
  if (typeof found !== 'function') throw new Error(`the generated SDK does not export ${name}`);
  return (client, args, options) => found(client, args, options);
}
