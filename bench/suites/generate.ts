/**
 * The whole command, from a spec to files: CPU, memory, and once more with nothing changed. What it takes is
 * counted over all Node processes of the command; ratios are to openapi-typescript, which makes types alone.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metered, type Usage } from '../generation/command.ts';
import {
  aProject,
  arePeersThere,
  breakwater,
  type Generator,
  heyApi,
  openapiTypescript,
  orval,
  wherePeersAre,
} from '../generation/generators.ts';
import { type BigSpec, bigSpecs, reference } from '../generation/specs.ts';
import { type Effort, median } from '../harness.ts';
import { figure } from '../report.ts';
import type { Sheet, Suite } from '../suite.ts';

const generators = [breakwater, openapiTypescript, ...(arePeersThere ? [heyApi, orval] : [])];

export const generation: Suite = {
  name: 'generate',
  title: 'From a spec to an SDK, the whole command',
  async run(_, effort) {
    const isQuick = effort.rounds < 10;
    const sheets: Sheet[] = [];
    for (const spec of isQuick ? [reference] : bigSpecs()) sheets.push(await sheetOf(spec, effort));
    return { sheets };
  },
};

interface Lane {
  readonly generator: Generator;
  readonly folder: string;
  readonly first: Usage[];
  readonly again: Usage[];
}

async function sheetOf(spec: BigSpec, effort: Effort): Promise<Sheet> {
  const rounds = Math.ceil(effort.rounds / 5);
  const lanes = await Promise.all(generators.map(laneOf));
  try {
    // Interleaved: what disturbs the machine disturbs them all.
    for (let round = 0; round < rounds; round++) {
      for (const { generator, folder, first, again } of lanes) {
        await rm(join(folder, 'sdk'), { recursive: true, force: true });
        await generator.prepare?.(spec.file, folder);
        first.push(await metered(generator.command(spec.file, folder), folder));
        again.push(await metered(generator.command(spec.file, folder), folder));
      }
    }
    return tabled(spec, lanes, rounds);
  } finally {
    for (const { folder } of lanes) await rm(folder, { recursive: true, force: true });
  }
}

async function laneOf(generator: Generator): Promise<Lane> {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-bench-'));
  await aProject(folder);
  return { generator, folder, first: [], again: [] };
}

function tabled(spec: BigSpec, lanes: readonly Lane[], rounds: number): Sheet {
  const baseline = lanes.find(({ generator }) => generator === openapiTypescript) ?? lanes[0];
  const ratio = (usages: readonly Usage[], of: 'cpuMs' | 'memoryMiB') =>
    figure(median(usages.map((usage, round) => usage[of] / (baseline?.first[round]?.[of] ?? Number.NaN))));
  const rows = lanes.map(({ generator, first, again }) => [
    generator.name,
    figure(median(first.map(({ cpuMs }) => cpuMs)) / 1_000),
    ratio(first, 'cpuMs'),
    figure(median(first.map(({ memoryMiB }) => memoryMiB))),
    ratio(first, 'memoryMiB'),
    ratio(again, 'cpuMs'),
    first.some(({ exitCode }) => exitCode !== 0) ? 'failed' : '',
  ]);
  const missing = arePeersThere ? '' : ` Others are missing: ${wherePeersAre}.`;
  return {
    title: spec.name,
    columns: ['CPU s', 'CPU ratio', 'memory MiB', 'memory ratio', 'unchanged, CPU ratio', ''],
    rows,
    note: `Medians of ${rounds} rounds; ratios to openapi-typescript's first run of the same round.${missing}`,
  };
}
