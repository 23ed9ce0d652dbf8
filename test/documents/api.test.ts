import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from './markdown.ts';

const run = promisify(execFile);

test('the listing of the public API is what the sources export', { timeout: 60_000 }, async () => {
  const check = run(process.execPath, ['scripts/api/main.ts', '--check'], { cwd: root });
  await expect(check).resolves.toMatchObject({ stderr: '' });
});
