/** The suite for one kind of cache, as a process; it tells its parent what became of each test. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../generator/src/contract/mock/free-port.ts';
import { cachingFetch } from './caching-fetch.ts';
import type { Kind, Outcome } from './outcome.ts';
import { suite } from './packages.ts';

const kind: Kind = process.argv[2] === 'shared' ? 'shared' : 'private';
const folder = mkdtempSync(join(tmpdir(), 'breakwater-cache-'));
const port = String(await freePort());
const baseUrl = `http://127.0.0.1:${port}`;
const server = fork(createRequire(import.meta.url).resolve('http-cache-tests/server/server.mjs'), {
  env: {
    ...process.env,
    npm_config_protocol: 'http',
    npm_config_port: port,
    npm_config_pidfile: join(folder, 'pid'),
  },
  execArgv: ['--import', new URL('../../scripts/support/exit-with-parent.ts', import.meta.url).href],
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
while (!(await answers())) await sleep(50);

const { determineTestResult, getResults, runTests, tests } = await suite();
// A browser's cache is a private one; tests that only shared ones can pass are left out for it.
await runTests(tests, cachingFetch(baseUrl, kind), kind === 'private', baseUrl);
const results = getResults();
const outcomes = tests.flatMap((set) =>
  set.tests.flatMap(({ id, kind: demand = 'required' }): Outcome[] => {
    const result = results[id];
    // What is neither required nor optimal is only asked about.
    if (result === undefined || demand === 'check') return [];
    const isPassed = determineTestResult(tests, id, results)[2] === '✅';
    const reason = result === true ? 'a test that it depends on does not pass' : result[1];
    return [{ id, demand, verdict: isPassed ? 'passed' : 'failed', reason }];
  }),
);
process.send?.(outcomes);
server.kill();
await once(server, 'close');
rmSync(folder, { recursive: true });
process.disconnect?.();

async function answers(): Promise<boolean> {
  if (server.exitCode !== null) throw new Error(`the server ended with exit code ${server.exitCode}`);
  try {
    await fetch(`${baseUrl}/state/none`);
    return true;
  } catch {
    return false;
  }
}
