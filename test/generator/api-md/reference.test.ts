import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorsIn, inFolder } from '../compile.ts';
import { blocksOf, moduleOf } from './calls.ts';

const generated = new URL('../../../src/generated/', import.meta.url).pathname;

test("every call in the reference SDK's api.md compiles as it stands", async () => {
  const page = await readFile(join(generated, 'api.md'), 'utf8');
  expect(blocksOf(page)).toHaveLength(32);
  await inFolder(async (folder) => {
    await writeFile(
      join(folder, 'calls.ts'),
      moduleOf(page).replaceAll("'./index.ts'", `'${generated}index.ts'`),
    );
    expect(await errorsIn(folder, '7')).toEqual([]);
  });
});
