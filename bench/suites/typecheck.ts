/**
 * What a compiler does for a program that calls 200 endpoints of GitHub: type instantiations and check time
 * under TypeScript 5.9, the whole run under 7.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metered } from '../generation/command.ts';
import { consumers, endpointsOf } from '../generation/consumer.ts';
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

/** By the name of their consumer. */
const contenders: Readonly<Record<string, Generator>> = {
  Breakwater: breakwater,
  ...(arePeersThere ? { 'openapi-fetch': openapiTypescript, 'hey-api': heyApi, orval } : {}),
};

export const typecheck: Suite = {
  name: 'typecheck',
  title: 'A program that calls 200 endpoints, type-checked',
  async run(_, effort) {
    const isQuick = effort.rounds < 10;
    const spec = isQuick ? reference : github;
    const rounds = isQuick ? 1 : 3;
    const endpoints = await endpointsOf(spec.file, 200);
    const rows: string[][] = [];
    for (const [name, generator] of Object.entries(contenders)) {
      const folder = await mkdtemp(join(tmpdir(), 'breakwater-bench-'));
      try {
        await aProject(folder);
        await generator.prepare?.(spec.file, folder);
        await metered(generator.command(spec.file, folder), folder);
        const text = consumers[name]?.(endpoints, join(folder, 'sdk')) ?? '';
        await writeFile(join(folder, 'consumer.ts'), text);
        await writeFile(
          join(folder, 'tsconfig.json'),
          JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
        );
        rows.push([name, ...(await checked(folder, rounds))]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    const missing = arePeersThere ? '' : ` Others are missing: ${wherePeersAre}.`;
    const note = `${endpoints.length} endpoints of ${spec.name}, all files of the SDK included; medians of ${rounds} rounds.${missing}`;
    const columns = ['instantiations', 'check s, 5.9', 'CPU s, 5.9', 'wall s, 7', 'errors'];
    return { sheets: [{ title: `TypeScript 5.9 and 7`, columns, rows, note }] };
  },
};

async function checked(folder: string, rounds: number): Promise<string[]> {
  const [checks, cpu, walls]: [number[], number[], number[]] = [[], [], []];
  let [instantiations, errors] = ['', 0];
  for (let round = 0; round < rounds; round++) {
    const old = await metered([compilers['5.9'], '-p', '.', '--extendedDiagnostics'], folder);
    instantiations = /Instantiations:\s+(\d+)/.exec(old.output)?.[1] ?? '';
    errors = [...old.output.matchAll(/error TS/g)].length;
    checks.push(Number(/Check time:\s+([\d.]+)s/.exec(old.output)?.[1]));
    cpu.push(old.cpuMs / 1_000);
    walls.push((await metered([compilers['7'], '-p', '.'], folder)).wallMs / 1_000);
  }
  return [
    Number(instantiations).toLocaleString('en'),
    figure(median(checks)),
    figure(median(cpu)),
    figure(median(walls)),
    String(errors),
  ];
}
