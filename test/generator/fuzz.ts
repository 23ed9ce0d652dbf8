/**
 * Real specs, made wrong: whatever a document says, there is a Problem or an SDK, and the SDK is declarations
 * and nothing else. `node test/generator/fuzz.ts [count] [seed] [largest spec, in bytes]`
 */

import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { emitApiMd } from '../../generator/src/emit/api-md/page.ts';
import { type EmitOptions, emit } from '../../generator/src/emit/index.ts';
import { emitMsw } from '../../generator/src/emit/msw/module.ts';
import { emitRepositories } from '../../generator/src/emit/repositories/module.ts';
import { validationFor } from '../../generator/src/emit/validation/module.ts';
import { parse, type Source } from '../../generator/src/load.ts';
import { Findings, ProblemError } from '../../generator/src/problem.ts';
import { read } from '../../generator/src/read.ts';
import { canonical } from '../../generator/src/references.ts';
import { upgraded } from '../../generator/src/upgrade.ts';
import { corpus } from './corpus.ts';
import { wrongsOf } from './harmless.ts';
import { mutated, randomFrom } from './mutate.ts';

/** Above this a mutation takes too long for a hundred thousand of them. */
const maxSpecBytes = 60_000;

/** Every emitter there is, in turn. */
const modes: readonly Partial<EmitOptions>[] = [
  {},
  {
    repositories: emitRepositories,
    validation: validationFor('zod'),
    scalars: { int64: 'bigint', dates: 'Date' },
  },
  {
    repositories: emitRepositories,
    validation: validationFor('valibot'),
    scalars: { dates: 'Temporal' },
    msw: emitMsw,
  },
];

export interface FuzzReport {
  readonly runs: number;
  readonly refused: number;
  /** Specs with their seed, and what was wrong. */
  readonly failures: readonly string[];
}

/** Small documents of the corpus, and of this repository. */
export async function seeds(
  maxBytes = maxSpecBytes,
): Promise<readonly { name: string; document: unknown }[]> {
  const own = fileURLToPath(new URL('../../spec/openapi.yaml', import.meta.url));
  const files = [...corpus, { name: 'openapi.yaml', file: own }];
  const small = files.filter(({ file }) => statSync(file).size <= maxBytes);
  return Promise.all(
    small.map(async ({ name, file }) => {
      const { value: document } = await parse(name, readFileSync(file, 'utf8'));
      return { name, document };
    }),
  );
}

export function fuzz(
  specs: Awaited<ReturnType<typeof seeds>>,
  { count, seed }: { count: number; seed: number },
  progress: (done: number) => void = () => {},
): FuzzReport {
  if (specs.length === 0) throw new Error('There is no spec to begin with.');
  const failures: string[] = [];
  let refused = 0;
  for (let run = 0; run < count; run++) {
    const { name, document } = specs[run % specs.length] ?? { name: '', document: {} };
    const random = randomFrom(seed + run);
    const verdict = verdictOn(
      mutated(document, random),
      modes[Math.floor(run / specs.length) % modes.length],
    );
    if (verdict === 'refused') refused++;
    else if (verdict !== 'sound') failures.push(`${name}, seed ${seed + run}: ${verdict}`);
    if (run % 1_000 === 999) progress(run + 1);
  }
  return { runs: count, refused, failures };
}

/** The SDK of a document, as the command would make it, without a disk. */
export function sdkOf(document: unknown, options: Partial<EmitOptions> = {}): ReadonlyMap<string, string> {
  const source: Source = { file: 'spec.json', value: document, doubts: [], locate: () => new Map() };
  const findings = new Findings();
  const written = { entry: '/spec.json', sources: new Map([['/spec.json', source]]), refusals: new Map() };
  const node = canonical(upgraded(written, findings), findings);
  const api = read(node, findings);
  const usual = { spec: 'spec.json', runtime: 'breakwater', extension: '.js', apiMd: emitApiMd } as const;
  return emit(node, api, { ...usual, ...options });
}

function verdictOn(document: unknown, options: Partial<EmitOptions> | undefined): string {
  try {
    const [wrong] = wrongsOf(sdkOf(document, options));
    if (Object.keys(Object.prototype).length > 0) return 'the prototype of every object was changed';
    return wrong ?? 'sound';
  } catch (error) {
    // generate.ts tells of both.
    if (error instanceof ProblemError) {
      return error.problem.what.startsWith('openapi-typescript') ? error.problem.what : 'refused';
    }
    if (error instanceof RangeError) return 'refused';
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

if (process.argv[1] === import.meta.filename) {
  const [count = 10_000, seed = 1, maxBytes] = process.argv.slice(2).map(Number);
  const { runs, refused, failures } = fuzz(await seeds(maxBytes), { count, seed }, (done) => {
    process.stderr.write(`\r${done}`);
  });
  const groups = Map.groupBy(failures, (failure) => failure.replace(/^.*?seed \d+: /, '').slice(0, 160));
  for (const [, group] of groups) console.error(`\n${group.length} times: ${group[0]}`);
  console.log(`\n${runs} runs, ${refused} refused, ${failures.length} failures`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
