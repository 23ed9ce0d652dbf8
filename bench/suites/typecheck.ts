/**
 * What a compiler does for a program that calls 200 endpoints of GitHub: type instantiations and check time
 * under TypeScript 5.9, the whole run under 7. Contenders take turns, and ratios are taken within a round: a
 * machine that is busy for a while is busy for all of them.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metered } from '../generation/command.ts';
import { type Consumer, consumers, type Endpoint, endpointsOf } from '../generation/consumer.ts';
import {
  aProject,
  arePeersThere,
  breakwater,
  compilers,
  type Generator,
  heyApi,
  openapiTypescript,
  orval,
  wherePeersAre,
} from '../generation/generators.ts';
import { github, reference } from '../generation/specs.ts';
import { median } from '../harness.ts';
import { figure } from '../report.ts';
import type { Suite } from '../suite.ts';

const compilerOptions = {
  target: 'ES2024',
  lib: ['ES2024', 'ESNext.Disposable', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  types: [],
  module: 'ESNext',
  moduleResolution: 'bundler',
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

const unchecked: Generator = {
  ...breakwater,
  command: (spec, folder) => [...breakwater.command(spec, folder), '--ts-nocheck'],
};

interface Contender {
  readonly name: string;
  readonly generator: Generator;
  readonly consumer: Consumer | undefined;
}

const contenders: readonly Contender[] = [
  { name: 'Breakwater', generator: breakwater, consumer: consumers['Breakwater'] },
  { name: 'Breakwater, --ts-nocheck', generator: unchecked, consumer: consumers['Breakwater'] },
  { name: 'openapi-fetch', generator: openapiTypescript, consumer: consumers['openapi-fetch'] },
  { name: 'hey-api', generator: heyApi, consumer: consumers['hey-api'] },
  { name: 'orval', generator: orval, consumer: consumers['orval'] },
].filter(({ name }) => arePeersThere || name.startsWith('Breakwater'));
/** Its check time is 1. */
const baseline = arePeersThere ? 'hey-api' : 'Breakwater';

export const typecheck: Suite = {
  name: 'typecheck',
  title: 'A program that calls 200 endpoints, type-checked',
  async run(_, effort) {
    const isQuick = effort.rounds < 10;
    const spec = isQuick ? reference : github;
    const rounds = isQuick ? 1 : 5;
    const endpoints = await endpointsOf(spec.file, 200);
    const folders = new Map<string, string>();
    const samples = new Map<string, Sample[]>();
    try {
      for (const contender of contenders) {
        const folder = await mkdtemp(join(tmpdir(), 'breakwater-bench-'));
        folders.set(contender.name, folder);
        await prepare(contender, spec.file, endpoints, folder);
      }
      for (let round = 0; round < rounds; round++) {
        for (const [name, folder] of folders)
          samples.set(name, [...(samples.get(name) ?? []), await compiled(folder)]);
      }
    } finally {
      for (const folder of folders.values()) await rm(folder, { recursive: true, force: true });
    }
    const base = samples.get(baseline) ?? [];
    const rows = [...samples].map(([name, all]) => rowOf(name, all, base));
    const missing = arePeersThere ? '' : ` Others are missing: ${wherePeersAre}.`;
    const note = `${endpoints.length} endpoints of ${spec.name}, all files of the SDK included; medians of ${rounds} rounds.${missing}`;
    const times = ['check s, 5.9', `× ${baseline}`, 'CPU s, 5.9', 'wall s, 7', `× ${baseline}`];
    const columns = ['instantiations', ...times, 'errors'];
    return { sheets: [{ title: `TypeScript 5.9 and 7`, columns, rows, note }] };
  },
};

async function prepare(
  { generator, consumer }: Contender,
  spec: string,
  endpoints: readonly Endpoint[],
  folder: string,
): Promise<void> {
  await aProject(folder);
  await generator.prepare?.(spec, folder);
  await metered(generator.command(spec, folder), folder);
  await writeFile(join(folder, 'consumer.ts'), consumer?.(endpoints, join(folder, 'sdk')) ?? '');
  const config = { compilerOptions, files: ['consumer.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
}

/** A run of either compiler. */
interface Sample {
  readonly instantiations: number;
  readonly checkS: number;
  readonly cpuS: number;
  readonly wallS: number;
  readonly errors: number;
}

async function compiled(folder: string): Promise<Sample> {
  const old = await metered([compilers['5.9'], '-p', '.', '--extendedDiagnostics'], folder);
  const { wallMs } = await metered([compilers['7'], '-p', '.'], folder);
  return {
    instantiations: Number(/Instantiations:\s+(\d+)/.exec(old.output)?.[1]),
    checkS: Number(/Check time:\s+([\d.]+)s/.exec(old.output)?.[1]),
    cpuS: old.cpuMs / 1_000,
    wallS: wallMs / 1_000,
    errors: [...old.output.matchAll(/error TS/g)].length,
  };
}

function rowOf(name: string, all: readonly Sample[], base: readonly Sample[]): string[] {
  const middle = (value: (sample: Sample) => number) => median(all.map(value));
  const compared = (value: (sample: Sample) => number) =>
    figure(median(all.map((each, round) => value(each) / value(base[round] ?? each))));
  return [
    name,
    middle((each) => each.instantiations).toLocaleString('en'),
    figure(middle((each) => each.checkS)),
    compared((each) => each.checkS),
    figure(middle((each) => each.cpuS)),
    figure(middle((each) => each.wallS)),
    compared((each) => each.wallS),
    String(middle((each) => each.errors)),
  ];
}
