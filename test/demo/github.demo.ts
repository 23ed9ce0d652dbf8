/** A description of real size: GitHub's, 13 MB, 1,223 operations. Prism alone takes 8 s to read it. */

import { expect, test } from 'vitest';
import { runDemo } from './run-demo.ts';

const spec = 'node_modules/@octokit/openapi/generated/api.github.com.json';

test('GitHub’s API is generated, served, and answers through the runtime', { timeout: 180_000 }, async () => {
  const run = await runDemo('--spec', spec);
  expect(run).toMatchObject({ exitCode: 0, error: '' });
  expect(run.out).toContain('1,223 operations generated');
  expect(run.out).toContain('✔ 12 called, 12 answered');
});
