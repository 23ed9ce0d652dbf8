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
    ],
  },
});

function suite(name: string, testTimeout: number) {
  const include = [`test/**/*.${name}.ts`];
  return { test: { name, include, exclude: ['**/node_modules/**'], testTimeout, hookTimeout: testTimeout } };
}
