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
const caller = `import { createBareClient, getPortfolio } from './sdk/index.ts';
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
      await writeFile(join(folder, 'caller.ts'), caller);
      const found = async (tsNocheck: boolean) => {
        const out = join(folder, 'sdk');
        await generate({ spec, out, tsNocheck, runtime, importExtension: 'ts' });
        await appendFile(join(out, 'portfolio.ts'), 'const wrong: string = 1;\n');
        const errors = await errorsIn(folder, compiler);
        return errors.map((line) => /^(.*?)\((\d+),.*(TS\d+)/.exec(line)?.slice(1).join(' ')).sort();
      };
      const ofTheCaller = ['caller.ts 3 TS2322', 'caller.ts 4 TS2322', 'caller.ts 6 TS2339'];

      expect(await found(true)).toEqual(ofTheCaller);
      expect(await found(false)).toEqual([
        ...ofTheCaller,
        expect.stringMatching(/^sdk\/portfolio.ts .* TS2322$/),
        expect.stringMatching(/^sdk\/portfolio.ts .* TS6133$/),
      ]);
    });
  },
);
