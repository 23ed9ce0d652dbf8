/** A generated SDK and the published types, under each compiler and resolution that they are for. */

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, inject, test } from 'vitest';
import { tool } from './install.ts';

const run = promisify(execFile);
const home = inject('home');
const spec = resolve(import.meta.dirname, '../../spec/openapi.yaml');

const compilers = ['5.9', '6', '7'];

interface Kind {
  readonly kind: string;
  readonly folder: string;
  readonly type: 'module' | 'commonjs';
  readonly module: string;
  readonly resolution: string;
  /** @default all of them */
  readonly compilers?: readonly string[];
}

const kinds: readonly Kind[] = [
  { kind: 'ESM, nodenext', folder: 'nodenext', type: 'module', module: 'nodenext', resolution: 'nodenext' },
  { kind: 'ESM, bundler', folder: 'bundler', type: 'module', module: 'esnext', resolution: 'bundler' },
  {
    kind: 'CommonJS, nodenext',
    folder: 'common',
    type: 'commonjs',
    module: 'nodenext',
    resolution: 'nodenext',
  },
  { kind: 'ESM, node16', folder: 'node16', type: 'module', module: 'node16', resolution: 'node16' },
  // As `tsc --init` wrote it for years; TypeScript 6 has given it up.
  {
    ...{ kind: 'CommonJS, node10', folder: 'node10', type: 'commonjs', module: 'commonjs' },
    ...{ resolution: 'node10', compilers: ['5.9'] },
  },
];

/** What a project may have of the platform's types; the other tests have all. */
const libraries = [
  { library: 'a browser', options: { lib: ['es2022', 'dom'], types: [] } },
  { library: 'a worker', options: { lib: ['es2023', 'webworker'], types: [] } },
  { library: 'Node alone', options: { lib: ['es2022'], types: ['node'] } },
] as const;

/** All that a compiler can be asked to be strict about, the declarations of packages included. */
const strictest = {
  ...{ target: 'es2022', skipLibCheck: false, strict: true, exactOptionalPropertyTypes: true },
  ...{ noUncheckedIndexedAccess: true, noPropertyAccessFromIndexSignature: true, noImplicitOverride: true },
  ...{ noImplicitReturns: true, noUnusedLocals: true, noUnusedParameters: true },
  ...{ verbatimModuleSyntax: true, isolatedModules: true, erasableSyntaxOnly: true, noEmit: true },
};

beforeAll(async () => {
  for (const { folder, type, module, resolution } of kinds) {
    const project = join(home, 'projects', folder);
    await mkdir(join(project, 'src'), { recursive: true });
    await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type }));
    const compilerOptions = {
      ...{ module, moduleResolution: resolution, target: 'es2024', strict: true, skipLibCheck: false },
      ...{ lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'], types: [] },
      ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, rootDir: 'src', outDir: 'out' },
    };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
    const bin = join(home, 'node_modules/.bin/breakwater');
    await run(process.execPath, [bin, 'generate', spec, '--out', 'src/api'], { cwd: project });
    const extension = resolution === 'bundler' ? '' : '.js';
    await writeFile(join(project, 'src/main.ts'), consumer(`./api/index${extension}`));
    if (mayRequire(module)) await writeFile(join(project, 'src/common.cts'), common);
  }
});

const runs = kinds.flatMap((kind) =>
  (kind.compilers ?? compilers).map((compiler) => ({ ...kind, compiler })),
);

test.each(runs)('TypeScript $compiler, $kind', async ({ folder, compiler, type, module }) => {
  const project = join(home, 'projects', folder);
  const tsc = tool(`typescript-${compiler}/bin/tsc`);
  await run(process.execPath, [tsc, '-p', '.'], { cwd: project }).catch(show);
  if (folder === 'bundler') return;
  for (const node of [tool('node-22/bin/node'), process.execPath]) {
    const { stdout } = await run(node, ['out/main.js'], { cwd: project });
    expect(stdout, type).toBe('Growth fund\n');
    if (mayRequire(module))
      expect((await run(node, ['out/common.cjs'], { cwd: project })).stdout).toBe('function\n');
  }
});

test.each(libraries.flatMap((each) => compilers.map((compiler) => ({ ...each, compiler }))))(
  'TypeScript $compiler with the types of $library, as strict as it gets',
  async ({ library, options, compiler }) => {
    const project = join(home, 'projects/nodenext');
    const file = `tsconfig.${library.replace(' ', '-')}.${compiler}.json`;
    const compilerOptions = {
      ...strictest,
      ...options,
      typeRoots: [resolve(import.meta.dirname, '../../node_modules/@types')],
    };
    await writeFile(
      join(project, file),
      JSON.stringify({ extends: './tsconfig.json', compilerOptions, include: ['src/**/*.ts'] }),
    );
    await run(process.execPath, [tool(`typescript-${compiler}/bin/tsc`), '-p', file], {
      cwd: project,
    }).catch(show);
  },
);
/** Whether TypeScript lets CommonJS require an ES module, as Node does. */
function mayRequire(module: string): boolean {
  return module === 'nodenext' || module === 'commonjs';
}

function consumer(api: string): string {
  return `
import { createClient, getPortfolio } from '${api}';
import { ResponseError, type Transport } from 'breakwater';
import { health } from 'breakwater/health';
import { fakeClock } from 'breakwater/testing';

declare const console: { log(text: string): void };
const transport: Transport = async () => Response.json({ id: 'p1', name: 'Growth fund' });
async function main(): Promise<void> {
  const api = createClient({ transport });
  const { name }: { name: string } = await getPortfolio(api, { portfolioId: 'p1' });
  console.log(name);
  await api.close();
}
void main();
export const used = [ResponseError, health, fakeClock];
`;
}

const common = `
import breakwater = require('breakwater');
declare const console: { log(text: string): void };
console.log(typeof breakwater.createClient);
`;

/** The compiler writes its complaints to standard output, which `execFile` keeps out of the message. */
function show(error: Error & { stdout?: string }): never {
  throw new Error(`${error.message}\n${error.stdout ?? ''}`);
}
