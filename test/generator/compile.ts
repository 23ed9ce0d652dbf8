/**
 * The compiler on an SDK in a folder of its own, against the runtime's sources, as strict as it gets.
 */

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Module specifier of the runtime's sources. */
export const runtime = join(root, 'src/runtime/index.ts');

const compilers = {
  '7': join(root, 'node_modules/typescript/bin/tsc'),
  '5.9': join(root, 'generator/node_modules/typescript/bin/tsc'),
};

export type Compiler = keyof typeof compilers;

const compilerOptions = {
  target: 'ES2024',
  lib: ['ES2024', 'ESNext.Disposable', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  types: ['node'],
  typeRoots: [join(root, 'node_modules/@types')],
  module: 'NodeNext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  skipLibCheck: false,
  noEmit: true,
};

/** Runs `body` in a temporary folder of ES modules. */
export async function inFolder<Result>(body: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-compile-'));
  try {
    await configure(folder);
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Other {
  /** Of modules that are to be found elsewhere than in `node_modules`. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Makes it a project of ES modules, as strict as it gets.
 *
 * @param others options of the compiler that differ
 */
export async function configure(
  folder: string,
  others: Partial<typeof compilerOptions> & Other = {},
): Promise<void> {
  const config = { compilerOptions: { ...compilerOptions, ...others }, include: ['.'] };
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
}

/** What the compiler says of the folder's own files, a line each; the runtime has tests of its own. */
export function errorsIn(folder: string, compiler: Compiler): Promise<string[]> {
  return new Promise((resolve) => {
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [compilers[compiler], '-p', '.'], options, (_, output) => {
      const isOurs = (line: string) =>
        /error TS/.test(line) && !/^(\.\.\/|\/).*(src\/runtime|node_modules)/.test(line);
      resolve(output.split('\n').filter(isOurs));
    });
  });
}
