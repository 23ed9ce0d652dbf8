/** The reference SDK in a bundle for where there is no Node: nothing of it may ask for one. */

import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { tool } from './install.ts';

const run = promisify(execFile);
const folder = join(inject('home'), 'projects/bundles');

test.each([
  ['a browser', []],
  ['a worker', ['--conditions=workerd,worker,browser']],
])('a bundle for %s has none of Node, and weighs less than 90 kB', async (where, options) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'main.ts'), main);
  const out = join(folder, 'out.js');
  const args = ['main.ts', '--bundle', '--minify', '--format=esm', '--platform=browser', `--outfile=${out}`];
  await run(tool('.bin/esbuild'), [...args, ...options], { cwd: folder });
  const text = await readFile(out, 'utf8');
  const gzipped = gzipSync(text).length;
  console.log(
    `for ${where}: ${(text.length / 1_000).toFixed(0)} kB, ${(gzipped / 1_000).toFixed(0)} kB gzipped`,
  );
  // `process.getBuiltinModule` asks whether there is a Node, and goes without.
  expect(text).not.toMatch(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["'`]node:/);
  expect(gzipped).toBeLessThan(90_000);
});

test('validation is in a bundle that imports it, and in no other', async () => {
  await mkdir(folder, { recursive: true });
  const off = await partsOf('off', main);
  const on = await partsOf('on', `${main}\nexport { validation } from 'breakwater';`);
  expect(off).toContain('runtime/reply.js');
  expect(off.filter((part) => part.includes('validation/'))).toEqual([]);
  expect(on).toContain('runtime/validation/validation.js');
});

/** The files of the package that esbuild left code of. */
async function partsOf(name: string, program: string): Promise<string[]> {
  await writeFile(join(folder, `${name}.ts`), program);
  const [out, metafile] = [join(folder, `${name}.js`), join(folder, `${name}.json`)];
  const args = [`${name}.ts`, '--bundle', '--minify', '--format=esm', '--platform=browser'];
  await run(tool('.bin/esbuild'), [...args, `--outfile=${out}`, `--metafile=${metafile}`], { cwd: folder });
  const { outputs }: Metafile = JSON.parse(await readFile(metafile, 'utf8'));
  const [{ inputs } = { inputs: {} }] = Object.values(outputs);
  const kept = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return kept.map(([path]) => path.replace(/.*breakwater\/dist\//, ''));
}

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

const main = `
import { createClient, getPortfolio } from 'breakwater/portfolio';
const api = createClient({ baseUrl: 'https://api.example.com' });
console.log(await getPortfolio(api, { portfolioId: 'p1' }));
`;
