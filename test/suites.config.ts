import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const minutes = 60_000;

/** What takes too long for `npm test`: a suite for each ending of a file, run by `npm run test:<suite>`. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      suite('auth', 1 * minutes),
      suite('fleet', 1 * minutes),
      suite('compile', 3 * minutes),
      suite('demo', 3 * minutes),
      suite('browser', 2 * minutes),
      suite('corpus', 5 * minutes),
      suite('contract', 5 * minutes),
      suite('examples', 2 * minutes, 'test/examples/setup.ts'),
      suite('packages', 2 * minutes, 'test/packages/setup.ts'),
    ],
  },
});

/** @param setup What is done once, before its first file. */
function suite(name: string, testTimeout: number, ...globalSetup: readonly string[]) {
  const include = [`test/**/*.${name}.ts`];
  const exclude = ['**/node_modules/**'];
  return {
    test: { name, include, exclude, testTimeout, hookTimeout: testTimeout, globalSetup: [...globalSetup] },
  };
}
