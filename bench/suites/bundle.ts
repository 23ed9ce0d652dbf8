/**
 * One endpoint of GitHub in a bundle, minified by esbuild: what it weighs itself, and the runtime that all
 * endpoints share.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { metered } from '../generation/command.ts';
import { aProject, arePeersThere, breakwater, peers, wherePeersAre } from '../generation/generators.ts';
import { github, reference } from '../generation/specs.ts';
import type { Suite } from '../suite.ts';

export const bundle: Suite = {
  name: 'bundle',
  title: 'One endpoint in a bundle, esbuild, minified',
  async run(_, effort) {
    if (!arePeersThere) return { skipped: `there is no esbuild; ${wherePeersAre}` };
    const isQuick = effort.rounds < 10;
    const [spec, endpoint] = isQuick ? [reference, 'getPortfolio'] : [github, 'reposGet'];
    const folder = await mkdtemp(join(tmpdir(), 'breakwater-bench-'));
    try {
      await aProject(folder);
      await breakwater.prepare?.(spec.file, folder);
      await metered(breakwater.command(spec.file, folder), folder);
      const sized = async (name: string, text: string, ...without: string[]) => [
        name,
        ...(await sizes(folder, text, without)),
      ];
      const rows = [
        await sized('the endpoint itself', `export { ${endpoint} } from './sdk/index.js';`, 'breakwater'),
        await sized('the client without endpoints', `export { createBareClient } from './sdk/client.js';`),
        await sized('both', `export { createBareClient, ${endpoint} } from './sdk/index.js';`),
        await sized('the grouped face, every endpoint', `export { createClient } from './sdk/index.js';`),
      ];
      const note = `\`${endpoint}\` of ${spec.name}; everything that the runtime depends on is in, optional peers are not.`;
      return { sheets: [{ title: 'Bytes', columns: ['minified', 'gzip'], rows, note }] };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/**
 * Left out of the bundle, as esbuild would have it inside: without side effects. An `external` leaves a bare
 * `import "breakwater"` behind for every module of the SDK that is shaken off, which no real bundle has.
 */
function leftOut(names: readonly string[]): object {
  return {
    name: 'left-out',
    setup(build: { onResolve(options: object, callback: (found: { path: string }) => object): void }) {
      for (const name of names)
        build.onResolve({ filter: new RegExp(`^${name}$`) }, ({ path }) => {
          return { path, external: true, sideEffects: false };
        });
    },
  };
}

async function sizes(folder: string, contents: string, without: readonly string[]): Promise<string[]> {
  const esbuild: Esbuild = await import(join(peers, 'esbuild/lib/main.js'));
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    ...{ bundle: true, minify: true, format: 'esm', platform: 'node', write: false },
    // As the runtime imports it: what `#redis` stands for is found before the name of a package is looked at.
    external: ['#redis'],
    plugins: [leftOut(without)],
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return [bytes.length, gzipSync(bytes).length].map((size) => size.toLocaleString('en'));
}

/** As much of it as is used. */
interface Esbuild {
  build(options: object): Promise<{ readonly outputFiles: readonly { readonly contents: Uint8Array }[] }>;
}
