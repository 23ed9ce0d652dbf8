import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../generator/src/index.ts';
import { type Compiler, configure, errorsIn, runtime } from './compile.ts';
import { corpus } from './corpus.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-scalars-'));
  await configure(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(['Date', 'Temporal'] as const)(
  'every spec is generated with --dates %s --int64 bigint',
  async (dates) => {
    let converted = 0;
    for (const { name, file, root } of corpus) {
      const out = join(folder, dates, name.replace(/\W+/g, '-'));
      const scalars = { dates, int64: 'bigint' } as const;
      const { changes } = await generate({
        ...{ spec: file, out, root, runtime, importExtension: 'ts', lock: false, repositories: true },
        ...scalars,
      });
      if (changes.written.includes('codecs.ts')) converted++;
    }
    expect(converted).toBeGreaterThan(corpus.length / 3);
  },
);

test.each<Compiler>(['7', '5.9'])(
  'all of them compile in one program under TypeScript %s',
  async (compiler) => {
    expect(await errorsIn(folder, compiler)).toEqual([]);
  },
);
