/**
 * The contract of a spec, tested: the spec is read, the SDK made or imported, and every operation called.
 */

import { availableParallelism } from 'node:os';
import type { Filter } from '../filter.ts';
import type { IntakeOptions } from '../intake.ts';
import { shown } from '../location.ts';
import { ProblemError } from '../problem.ts';
import { type MockServer, programOf } from './programs.ts';
import type { OperationResult } from './verdict.ts';

export interface TestOptions extends IntakeOptions {
  /** Path or URL of an OpenAPI description. */
  readonly spec: string;
  /** Folder of the SDK that is tested, as generated before. @default one that is generated for the test */
  readonly sdk?: string | undefined;
  /** Where the runtime of a generated one is imported from. @default 'breakwater' */
  readonly runtime?: string | undefined;
  /** Which part of the API. @default all of it */
  readonly filter?: Filter | undefined;
  /** The mock server, which judges the requests. @default 'prism' */
  readonly server?: MockServer;
  /** A real server, to which GET and HEAD are sent instead. @default none */
  readonly against?: string | undefined;
  /** Sent with every request; their values are in no result. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead: every operation under 429, 500, a reset, a timeout and garbage. @default false */
  readonly faults?: boolean;
  /** Mock servers at a time. @default one for each core, up to 4 */
  readonly parallel?: number;
  /** Other input values. @default 1 */
  readonly seed?: number;
  /** Ends the test after so long; what was not reached says so. @default 600_000 */
  readonly timeLimitMs?: number;
  /** The same, when somebody wants it. */
  readonly signal?: AbortSignal | undefined;
  /** Hears what comes next. */
  readonly onStep?: (step: string) => void;
}

export const mostParallel = 4;

/**
 * A result for each operation, in the order of the spec.
 *
 * @throws {ProblemError} the spec cannot be used, or the mock server, the runtime or the SDK is missing
 */
export async function testContract(options: TestOptions): Promise<OperationResult[]> {
  const { server = 'prism', faults = false, signal, timeLimitMs = 600_000 } = options;
  const program = faults ? undefined : programOf(server);
  const ending = new AbortController();
  const onAbort = () => ending.abort(signal?.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  // A timer of its own: nothing but a composed signal would hold `AbortSignal.timeout`, and that weakly.
  const over = new DOMException('The time was over.', 'TimeoutError');
  const timer = setTimeout(() => ending.abort(over), timeLimitMs);
  try {
    return await tested(options, program, ending.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function tested(
  options: TestOptions,
  program: ReturnType<typeof programOf> | undefined,
  signal: AbortSignal,
): Promise<OperationResult[]> {
  const { spec, filter, sdk: folder, runtime, onStep, against, headers = {}, seed = 1 } = options;
  const { parallel = Math.min(mostParallel, availableParallelism()) } = options;
  const [{ readSpec }, { filtered }, { existingSdk, sdkOf }] = await Promise.all([
    import('../reading.ts'),
    import('../filter.ts'),
    import('./sdk.ts'),
  ]);
  const { document, api: all } = await readSpec(spec, options);
  // The SDK is of the part that is wanted; the mock server knows the whole, as the real one does.
  const part = filter ? filtered(document, all, filter, spec) : { document, api: all };
  if (part.api.operations.length === 0) throw nothingToCall(spec);
  onStep?.(folder === undefined ? 'generating' : 'importing');
  await using sdk =
    folder === undefined
      ? await sdkOf(spec, part.document, part.api, runtime)
      : await existingSdk(folder, part.document, part.api);
  const onProgress = (done: number, total: number) => onStep?.(`${done} of ${total} operations`);
  const shared = { document, api: part.api, sdk, seed, parallel, signal, onProgress };
  if (program === undefined) {
    const { replayFaults } = await import('./faults/replay.ts');
    return replayFaults(shared);
  }
  const { runContract } = await import('./run.ts');
  return runContract({ ...shared, program, against, headers });
}

function nothingToCall(spec: string): ProblemError {
  const what = 'There is no operation to call.';
  const mend = 'Give a description that has some; breakwater validate says what is wrong with this one.';
  return new ProblemError({ file: shown(spec), pointer: '#/paths', what, mend });
}
