/**
 * `--ts-nocheck`, as compilers take it: nothing in the SDK is looked at, and everybody who calls it is.
 * `npm run test:compile`.
 */

import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generate } from '../../generator/src/index.ts';
import { type Compiler, errorsIn, inFolder, runtime } from './compile.ts';

const spec = fileURLToPath(new URL('../../spec/openapi.yaml', import.meta.url));
const caller = `import { createBareClient, getPortfolio } from './unchecked/index.ts';
const client = createBareClient();
export const argument = await getPortfolio(client, { portfolioId: 7 });
export const result: number = await getPortfolio(client, { portfolioId: '7' });
export const { currency } = await getPortfolio(client, { portfolioId: '7' });
export const { colour } = await getPortfolio(client, { portfolioId: '7' });
`;

test.each<Compiler>(['7', '5.9'])(
  'under TypeScript %s callers are checked, and the SDK is not',
  async (compiler) => {
    await inFolder(async (folder) => {
      for (const [name, tsNocheck] of Object.entries({ checked: false, unchecked: true })) {
        const out = join(folder, name);
        await generate({ spec, out, tsNocheck, runtime, importExtension: 'ts' });
        await appendFile(join(out, 'portfolio.ts'), 'export const wrong: string = 1;\n');
      }
      await writeFile(join(folder, 'caller.ts'), caller);

      const errors = await errorsIn(folder, compiler);

      expect(errors.map((line) => /^(.*?)\((\d+),.*(TS\d+)/.exec(line)?.slice(1).join(' ')).sort()).toEqual([
        'caller.ts 3 TS2322',
        'caller.ts 4 TS2322',
        'caller.ts 6 TS2339',
        expect.stringMatching(/^checked\/portfolio\.ts \d+ TS2322$/),
      ]);
    });
  },
);
