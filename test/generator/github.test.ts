import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generate } from '../../generator/src/index.ts';
import { type Compiler, errorsIn, inFolder, runtime } from './compile.ts';

const spec = fileURLToPath(
  new URL('../../node_modules/@octokit/openapi/generated/api.github.com.json', import.meta.url),
);

test.each<Compiler>(['7', '5.9'])(
  "the whole of GitHub's API compiles under TypeScript %s",
  { timeout: 120_000 },
  async (compiler) => {
    await inFolder(async (folder) => {
      const report = await generate({ spec, out: join(folder, 'github'), runtime, importExtension: 'ts' });
      expect(report.operations).toBeGreaterThan(1_200);
      expect(await errorsIn(folder, compiler)).toEqual([]);
    });
  },
);
