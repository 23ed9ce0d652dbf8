/**
 * What a program that calls 200 endpoints of GitHub's SDK costs its compiler, counted in type instantiations:
 * a number that is the same on every machine. Types that are worked out instead of written show here first.
 */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consumers, endpointsOf } from '../../bench/generation/consumer.ts';
import { generate } from '../../generator/src/index.ts';

const run = promisify(execFile);
const github = at('node_modules/@octokit/openapi/generated/api.github.com.json');
const compiler = at('generator/node_modules/typescript/bin/tsc');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-cost-'));
  await declarationsOfTheRuntime(join(folder, 'node_modules/breakwater'));
  await generate({ spec: github, out: join(folder, 'sdk'), importExtension: 'js' });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(['createBareClient', 'createClient'])(
  '200 endpoints cost at most 2,000 instantiations, by %s',
  async (create) => {
    const text = consumers['Breakwater']?.(await endpointsOf(github, 200), join(folder, 'sdk')) ?? '';
    await writeFile(join(folder, 'consumer.ts'), text.replaceAll('createBareClient', create));

    const { stdout } = await run(process.execPath, [compiler, '-p', '.', '--extendedDiagnostics'], {
      cwd: folder,
    });

    expect(text.match(/await /g)).toHaveLength(200);
    expect(Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1])).toBeLessThanOrEqual(2_000);
  },
);

/** As in the published package: its users' compilers read declarations, not sources. */
async function declarationsOfTheRuntime(target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const exports = { types: './runtime/index.d.ts' };
  await writeFile(join(target, 'package.json'), JSON.stringify({ type: 'module', exports }));
  const out = ['--emitDeclarationOnly', '--outDir', target];
  await run(process.execPath, [compiler, '-p', at('tsconfig.build.json'), ...out]);
  await symlink(at('node_modules'), join(target, 'node_modules'));
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
  const config = JSON.stringify({ compilerOptions, files: ['consumer.ts'] });
  await writeFile(join(folder, 'tsconfig.json'), config);
}

function at(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
