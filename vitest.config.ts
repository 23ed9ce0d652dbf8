import { defineConfig } from 'vitest/config';

/** `npm test`; the long suites are in test/suites.config.ts. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**', '**/node_modules/**'],
    typecheck: { enabled: false },
    // A test waits for events, never for time; on a busy machine they may take a while.
    testTimeout: 30_000,
  },
});
