/**
 * The SDK whose contract is tested: generated a moment ago into a folder of its own and imported, so that what
 * is called is what users call.
 */

import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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

export interface Sdk extends AsyncDisposable {
  createClient(options: object): Client;
  /** By the model's operation. */
  endpoint(operation: Operation): Endpoint;
  name(operation: Operation): string;
  /** Whether its body is written as XML from data. */
  writesXml(operation: Operation): boolean;
  readonly folder: string;
}

/** What every SDK exports besides its functions. */
interface Exports extends Readonly<Record<string, unknown>> {
  readonly createBareClient: (options: object) => Client;
}

/** @throws {ProblemError} this Node cannot import TypeScript, or the runtime is not installed */
export async function sdkOf(spec: string, document: Node, api: Api, runtime?: string): Promise<Sdk> {
  refuseOldNode();
  const specifier = runtimeSpecifier(runtime);
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-contract-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const files = emit(document, api, { spec: fileNameOf(spec), runtime: specifier, extension: '.ts' });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [name, text] of files) await writeFile(join(folder, name), text);
    const names = settleNames(api, [
      ...api.schemas.map(({ name }) => name),
      ...variantsOf(document).values(),
    ]);
    const exports = parseExports(await import(pathToFileURL(join(folder, 'index.ts')).href));
    const name = (operation: Operation) => names.operations.get(operation)?.flat ?? '';
    const withXml = new Set(descriptorsOf(exports).flatMap(({ id, xml }) => (xml?.body ? [id] : [])));
    return {
      folder,
      name,
      createClient: exports.createBareClient,
      endpoint: (operation) => endpointOf(exports, name(operation)),
      writesXml: (operation) => withXml.has(name(operation)),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
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
    return pathToFileURL(createRequire(join(process.cwd(), 'package.json')).resolve(name)).href;
  } catch (cause) {
    const what = `The runtime ${name} is not installed in this project.`;
    throw new ProblemError({ file: 'package.json', what, mend: 'npm install breakwater' }, { cause });
  }
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
