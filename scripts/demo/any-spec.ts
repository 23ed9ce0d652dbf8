/** `npm start -- --spec <file>`: any description, from its text to answers through the runtime. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '../../generator/src/index.ts';
import type { Client } from '../../src/runtime/index.ts';
import { startPrism } from '../support/prism.ts';
import { dummyCredential } from './credentials.ts';
import { explainFailure } from './explain-failure.ts';
import { type Endpoint, importSdk } from './generated-sdk.ts';
import { sizeOf } from './regenerate.ts';
import { badLine, count, duration, fact, headLines, paint, rowLine } from './table.ts';
import { watch } from './watch.ts';

export interface AnySpecOptions {
  readonly spec: string;
  /** Leave the generated folder where it is. */
  readonly keep: boolean;
  readonly print: (line: string) => void;
}

const runtime = fileURLToPath(new URL('../../src/runtime/index.ts', import.meta.url));
const mostCalls = 12;

/**
 * @returns The exit code: 0 when at least one operation answered.
 * @throws {ProblemError} Nothing can be generated from the spec.
 * @throws {PrismError} Prism cannot serve it.
 */
export async function anySpec({ spec, keep, print }: AnySpecOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-demo-'));
  // However the demo ends: on a signal nothing else would still run.
  if (!keep) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const exitCode = await fromSpecToAnswers(spec, folder, print);
  if (keep) print(`  The SDK is in ${folder}.\n`);
  return exitCode;
}

async function fromSpecToAnswers(
  spec: string,
  folder: string,
  print: AnySpecOptions['print'],
): Promise<number> {
  const startedMs = performance.now();
  const report = await generate({ spec, out: folder, runtime, importExtension: 'ts' });
  const { createBareClient, endpoints } = await importSdk(folder);
  print(`\n  ${paint('bold', `Breakwater: ${spec}`)}\n`);
  print(fact('SDK', `${sizeOf(report)}, ${duration(report.durationMs)}`));
  const { problems } = report;
  if (problems.length > 0)
    print(fact('', `${count(problems.length, 'problem')} in the spec repaired or skipped`));

  const prismMs = performance.now();
  await using prism = await startPrism(spec);
  print(fact('Prism', `answers for the API, ready after ${duration(performance.now() - prismMs)}`));
  const auth = await dummyCredential(spec);
  print(fact('Auth', auth ? `${auth.kind}, with a value made up` : 'none described in the spec'));

  const callable = callableFirstReads(endpoints);
  const chosen = callable.slice(0, mostCalls);
  if (chosen.length > 0) print(`\n${headLines()}`);
  // Every row is to say what Prism said at first.
  await using client = createBareClient({
    baseUrl: prism.url,
    resilience: { retry: false },
    // Prism says what it has to say once; another connection would say it again, for ever.
    reconnect: false,
    ...(auth && { auth }),
  });
  let answered = 0;
  for (const endpoint of chosen) if (await callAndPrint(endpoint, client, print)) answered += 1;

  const outcome = `${chosen.length} called, ${answered} answered`;
  const verdict = answered > 0 ? paint('green', `✔ ${outcome}`) : paint('red', `✘ ${outcome}`);
  const generated = `${count(endpoints.length, 'operation')} generated, ${callable.length} callable without arguments`;
  print(`\n  ${generated}. ${verdict}. ${duration(performance.now() - startedMs)}.\n`);
  return answered > 0 ? 0 : 1;
}

/** What needs no input, reads before the rest, otherwise in the spec's order. */
function callableFirstReads(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const callable = endpoints.filter(({ needsNothing }) => needsNothing);
  const isRead = ({ operation }: Endpoint): boolean => operation.method === 'GET';
  return [...callable.filter(isRead), ...callable.filter((endpoint) => !isRead(endpoint))];
}

/** @returns Whether a success came back and could be read. */
async function callAndPrint(
  endpoint: Endpoint,
  client: Client,
  print: AnySpecOptions['print'],
): Promise<boolean> {
  let failure: unknown;
  const sight = await watch(client, endpoint.operation.id, () =>
    endpoint
      .call(client)
      .then(drain)
      .catch((error: unknown) => {
        failure = error;
      }),
  );
  print(rowLine({ ...sight.row, refreshes: undefined }));
  if (failure === undefined) return true;
  print(badLine(await explainFailure(failure)));
  return false;
}

/** An event stream is an answer once it has been read. */
async function drain(data: unknown): Promise<void> {
  if (!isStream(data)) return;
  for await (const _ of data);
}

function isStream(data: unknown): data is AsyncIterable<unknown> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data;
}
