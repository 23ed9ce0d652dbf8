/** A project that says nothing of modules, which makes it CommonJS: set up, typed and run, or told what to change. */

import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { tool } from './install.ts';

const run = promisify(execFile);
const home = inject('home');
const bin = join(home, 'node_modules/.bin/breakwater');
const spec = resolve(import.meta.dirname, '../../spec/openapi.yaml');

async function aProject(name: string, module: string): Promise<string> {
  const folder = join(home, 'projects', name);
  await mkdir(join(folder, 'src'), { recursive: true });
  await copyFile(spec, join(folder, 'openapi.yaml'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, private: true }));
  await writeFile(join(folder, 'src/main.ts'), main);
  await configure(folder, module);
  return folder;
}

async function configure(folder: string, module: string): Promise<void> {
  const compilerOptions = {
    ...{ module, target: 'es2024', lib: ['es2024', 'esnext.disposable', 'dom'], types: [], strict: true },
    ...{ rootDir: 'src', outDir: 'out' },
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
}

const compile = (cwd: string) => run(process.execPath, [tool('typescript-5.9/bin/tsc')], { cwd });

test('is set up by init, whose config it reads, and its SDK is required and called', async () => {
  const folder = await aProject('set-up', 'nodenext');
  const { stdout } = await run(process.execPath, [bin, 'init', '--yes'], { cwd: folder });
  expect(stdout).toContain('breakwater.config.mts: written\n');
  expect(stdout).not.toContain('"type": "module"');
  expect((await run(process.execPath, [bin, 'generate'], { cwd: folder })).stdout).toContain(
    'nothing has changed',
  );
  await compile(folder);
  expect(await readFile(join(folder, 'out/main.js'), 'utf8')).toContain('require("./api/index.js")');
  for (const node of [tool('node-22/bin/node'), process.execPath])
    expect((await run(node, ['out/main.js'], { cwd: folder })).stdout).toBe('Growth fund\n');
});

test('on `module: node16` is told what TypeScript refuses, and compiles once that is changed', async () => {
  const folder = await aProject('node16-common', 'node16');
  const { stdout } = await run(process.execPath, [bin, 'init', '--yes'], { cwd: folder });
  expect(stdout).toContain(
    '  In a package without "type": "module", `module: node16` of tsconfig.json keeps TypeScript from importing ES modules: write nodenext; or write that into package.json.\n',
  );
  await expect(compile(folder)).rejects.toMatchObject({ stdout: expect.stringContaining('TS1479') });
  await configure(folder, 'nodenext');
  await compile(folder);
});

const main = `
import { createClient } from './api/index.js';

declare const console: { log(text: string): void };
async function main(): Promise<void> {
  const api = createClient({ transport: async () => Response.json({ id: 'p1', name: 'Growth fund' }) });
  const { name } = await api.portfolio.get({ portfolioId: 'p1' });
  console.log(name);
  await api.close();
}
void main();
`;
