/**
 * The quickest proof that what is written compiles; the long ones are in sdks.compile.ts.
 */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clashingSdk } from './clashes.ts';
import { errorsIn, inFolder } from './compile.ts';

test('names that clash with everything compile', { timeout: 60_000 }, async () => {
  await inFolder(async (folder) => {
    await clashingSdk(join(folder, 'sdk'));
    expect(await errorsIn(folder, '7')).toEqual([]);
  });
});
