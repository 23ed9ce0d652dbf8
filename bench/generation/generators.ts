/**
 * Generators, as their users start them: each from a spec to files, with its own defaults.
 */

import { existsSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const peers = join(root, 'bench/peers/generators/node_modules');

export const arePeersThere = existsSync(peers);
export const wherePeersAre = 'run `npm ci --prefix bench/peers/generators` to have the peers';

/** TypeScript by version, as `node …args`. */
export const compilers = {
  '5.9': join(root, 'generator/node_modules/typescript/bin/tsc'),
  '7': join(root, 'node_modules/typescript/bin/tsc'),
};

export interface Generator {
  readonly name: string;
  /** Arguments to Node that make files of `spec` in `<folder>/sdk`. */
  command(spec: string, folder: string): readonly string[];
  /** What must lie in the folder before. */
  prepare?(spec: string, folder: string): Promise<void>;
}

/** As published: the command with what was built, on whichever sources are here. */
export const breakwater: Generator = {
  name: 'Breakwater',
  prepare: async (_, folder) => {
    const tool = join(folder, 'breakwater');
    if (existsSync(tool)) return;
    await cp(join(root, 'generator/bin'), join(tool, 'bin'), { recursive: true });
    await symlink(join(root, 'generator/dist'), join(tool, 'dist'));
  },
  command: (spec) => ['breakwater/bin/breakwater.js', 'generate', spec, '--out', 'sdk'],
};

/** Types alone: what every other generator does besides. */
export const openapiTypescript: Generator = {
  name: 'openapi-typescript',
  command: (spec) => [
    join(root, 'generator/node_modules/openapi-typescript/bin/cli.js'),
    ...[spec, '--output', 'sdk/types.ts'],
  ],
};

export const heyApi: Generator = {
  name: 'hey-api',
  command: (spec) => [
    join(peers, '@hey-api/openapi-ts/bin/run.js'),
    ...['--input', spec, '--output', 'sdk', '--client', '@hey-api/client-fetch'],
  ],
};

export const orval: Generator = {
  name: 'orval',
  prepare: (spec, folder) => {
    const config = {
      sdk: { input: { target: spec }, output: { target: './sdk/sdk.ts', client: 'fetch', mode: 'single' } },
    };
    return writeFile(join(folder, 'orval.config.mjs'), `export default ${JSON.stringify(config)};\n`);
  },
  command: () => [join(peers, 'orval/dist/bin/orval.mjs'), '--config', 'orval.config.mjs'],
};

/** A folder of ES modules in which `breakwater` and the peers can be imported. */
export async function aProject(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  await mkdir(modules, { recursive: true });
  await symlink(root, join(modules, 'breakwater'));
  if (arePeersThere) await symlink(join(peers, 'openapi-fetch'), join(modules, 'openapi-fetch'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
}
