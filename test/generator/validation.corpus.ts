import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaLibraries } from '../../generator/src/emit/validation/library.ts';
import { generate } from '../../generator/src/index.ts';
import { configure, errorsIn, runtime } from './compile.ts';
import { corpus } from './corpus.ts';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-schemas-'));
  await configure(folder);
  await symlink(modules, join(folder, 'node_modules'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(schemaLibraries)(
  'schemas of every spec for %s compile, and are the same again',
  async (schemas) => {
    for (const { name, file, root } of corpus) {
      const out = join(folder, `${name.replace(/\W+/g, '-')}-${schemas}`);
      const options = {
        spec: file,
        out,
        root,
        runtime,
        importExtension: 'ts',
        schemas,
        lock: false,
      } as const;
      await generate(options);
      const { changes } = await generate({ ...options, check: true });
      expect([name, ...changes.written, ...changes.removed]).toEqual([name]);
    }
    expect(await errorsIn(folder, '7')).toEqual([]);
  },
);
