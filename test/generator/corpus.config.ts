import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Long suites over real specs: `vitest run --config test/generator/corpus.config.ts`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/generator/**/*.corpus.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
