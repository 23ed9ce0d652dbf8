import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from './markdown.ts';

const run = promisify(execFile);

test('the reference is what the docstrings say', async () => {
  const check = run(process.execPath, ['scripts/reference/main.ts', '--check'], { cwd: root });
  await expect(check).resolves.toMatchObject({ stderr: '' });
});
