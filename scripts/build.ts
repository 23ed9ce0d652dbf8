/** Compiles both packages into their `dist`, from nothing, so that no file of an earlier build is packed. */

import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

for (const folder of [root, join(root, 'generator')]) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  const project = join(folder, 'tsconfig.build.json');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  for (const file of globSync('dist/**/*.d.ts', { cwd: folder })) importAsBuilt(join(folder, file));
  for (const file of globSync('dist/**/*.js', { cwd: folder })) leaveUnmapped(join(folder, file));
}

/** The compiler rewrites `./x.ts` to `./x.js` in code but leaves it in declarations, where there is no `x.ts`. */
function importAsBuilt(file: string): void {
  const text = readFileSync(file, 'utf8');
  const built = text.replaceAll(/(from |import\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/g, '$1$2$3.js$2');
  if (built !== text) writeFileSync(file, built);
}

/** A module of types alone compiles to nothing, and a map of nothing holds the whole of its source. */
function leaveUnmapped(file: string): void {
  const text = readFileSync(file, 'utf8');
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').trim();
  if (code !== 'export {};') return;
  writeFileSync(file, text.replace(/\/\/# sourceMappingURL=.*\n?/, ''));
  rmSync(`${file}.map`);
}
