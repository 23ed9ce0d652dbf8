/**
 * The contract of an SDK that is there already, for a test runner: an operation at a time, by its name. What
 * `generate --contract-test` writes uses it; see emit/contract-test.ts.
 */

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IntakeOptions } from '../intake.ts';
import { isRemote } from '../location.ts';
import { readSpec } from '../reading.ts';
import { Lane } from './lane.ts';
import { type MockServer, programOf } from './programs.ts';
import { violationLines } from './report/table.ts';
import { knownBy } from './sdk.ts';
import { servedFile } from './served.ts';
import { outcomeOf } from './verdict.ts';

export interface ContractOptions extends Pick<IntakeOptions, 'allowRemote'> {
  /** The file that says so: `import.meta.url`. Paths are relative to it. */
  readonly from: string;
  /** Path or URL of the OpenAPI description that the SDK was generated from. */
  readonly spec: string;
  /** What the SDK's `index` exports: `import * as sdk from './index.js'`. */
  readonly sdk: object;
  /** OpenAPI Overlays that change the spec before it is read, in this order. @default none */
  readonly overlays?: readonly string[];
  /** Folder that local references stay in. @default the working directory, or that of a spec outside it */
  readonly root?: string;
  /** The mock server, which judges the requests. @default 'prism' */
  readonly server?: MockServer;
  /** Other input values. @default 1 */
  readonly seed?: number;
}

/** An operation does not keep its contract; the message says which rules are broken, and by what. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

export interface Contract extends AsyncDisposable {
  /**
   * Reads the spec and starts the mock server, which else the first test waits for.
   *
   * @throws {ProblemError} the spec cannot be used, or the mock server is not installed
   */
  open(): Promise<void>;
  /**
   * Calls an operation, by the name of its function, in each case of its contract.
   *
   * @param skip called with the reason when none of its cases could be judged
   * @throws {ContractError} it does not keep it, or the spec has no such operation any more
   */
  keeps(operation: string, skip: (why: string) => unknown): Promise<void>;
  /** Ends the mock server. */
  close(): Promise<void>;
}

export function contractOf(options: ContractOptions): Contract {
  let opened: Promise<Opened> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const ending = new AbortController();
  const open = () => (opened ??= openedBy(options, ending.signal));
  const close = async () => {
    ending.abort();
    await turn.catch(() => {});
    await opened?.then(
      ({ close }) => close(),
      () => {},
    );
  };
  return {
    open: async () => void (await open()),
    // A mock server is asked one thing after the other, also by tests that run at once.
    keeps: (operation, skip) => {
      const kept = turn.then(async () => (await open()).keeps(operation, skip));
      turn = kept.catch(() => {});
      return kept;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Opened = Pick<Contract, 'keeps' | 'close'>;

async function openedBy(options: ContractOptions, signal: AbortSignal): Promise<Opened> {
  const { from, sdk: module, server = 'prism', seed = 1, overlays, root, allowRemote } = options;
  const near = (path: string) => (isRemote(path) ? path : resolve(fileURLToPath(new URL('.', from)), path));
  const program = programOf(server);
  const { document, api } = await readSpec(near(options.spec), {
    ...(overlays === undefined ? {} : { overlays: overlays.map(near) }),
    ...(root === undefined ? {} : { root: near(root) }),
    ...(allowRemote === undefined ? {} : { allowRemote }),
  });
  const sdk = knownBy(module, document, api);
  const byName = new Map(
    api.operations.map((operation, index) => [sdk.name(operation), { operation, index }]),
  );
  const served = await servedFile(document, api);
  const lane = new Lane({ document, api, sdk, program, seed, signal, headers: {} }, served.file);
  return {
    async keeps(name, skip) {
      const { operation, index } = byName.get(name) ?? missing(name);
      if (!sdk.has(operation)) missing(name);
      const result = await lane.operation(operation, index);
      const outcome = outcomeOf(result);
      if (outcome === 'violated') {
        const lines = [`${name} does not keep its contract.`, ...result.cases.flatMap(violationLines)];
        throw new ContractError(lines.join('\n'));
      }
      const [first] = result.cases.flatMap((each) => (each.outcome === 'unreachable' ? [each.why] : []));
      if (outcome === 'unreachable') skip(first ?? 'It has no case.');
    },
    async close() {
      await lane[Symbol.asyncDispose]();
      await served[Symbol.asyncDispose]();
    },
  };
}

function missing(name: string): never {
  throw new ContractError(`The spec or the SDK has no ${name} any more: generate it again.`);
}
