/** What is used of `http-cache-tests`, which has no types. Not before it is installed. */

import type { CacheFetch } from './caching-fetch.ts';

export interface CacheTest {
  readonly id: string;
  readonly kind?: 'required' | 'optimal' | 'check';
}

export interface CacheTestSet {
  readonly tests: readonly CacheTest[];
}

/** True, or what kind of failure it was and what was expected. */
export type Results = Readonly<Record<string, true | readonly [kind: string, message: string]>>;

export interface Suite {
  readonly tests: readonly CacheTestSet[];
  runTests(
    tests: readonly CacheTestSet[],
    fetch: CacheFetch,
    isBrowser: boolean,
    baseUrl: string,
  ): Promise<void>;
  getResults(): Results;
  determineTestResult(
    tests: readonly CacheTestSet[],
    id: string,
    results: Results,
  ): readonly [icon: string, colour: string, symbol: string];
}

export async function suite(): Promise<Suite> {
  const [{ default: tests }, { runTests, getResults }, { determineTestResult }] = await Promise.all(
    ['tests/index.mjs', 'client/runner.mjs', 'lib/display.mjs'].map(
      (path) => import(`http-cache-tests/${path}`),
    ),
  );
  return { tests, runTests, getResults, determineTestResult };
}
