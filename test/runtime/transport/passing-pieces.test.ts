import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../support/pieces-process.ts', import.meta.url));

/** As large as that of a program which has loaded its modules; by itself V8 would decide. */
const young = ['--min-semi-space-size=8', '--max-semi-space-size=8'];

test.each(['received', 'sent'])(
  'of a large file that is %s there is never much in memory',
  async (direction) => {
    const { stdout } = await run(process.execPath, [...young, script, direction, '4096']);
    // V8 by itself takes back what passed once there are 64 MiB of it, and later where it is busy.
    expect(Number(stdout)).toBeLessThan(48 * 2 ** 20);
  },
);
