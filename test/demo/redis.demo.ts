/** `npm start -- --redis`: the same acts on a cache that instances share, and one more. */

import { expect, test } from 'vitest';
import { checkRedis } from '../../scripts/demo/redis.ts';
import { runDemo } from './run-demo.ts';

const { REDIS_URL = 'redis://127.0.0.1:6379', REDIS_REQUIRED } = process.env;
/** A database of its own: writes of other tests to the same API would outdate what the demo has read. */
const url = new URL('/7', REDIS_URL).href;
const absence = await checkRedis(url).then(
  () => undefined,
  (error: Error) => error.message,
);
if (absence && !REDIS_REQUIRED) console.warn(`Skipped: ${absence} Set REDIS_URL to run the demo on Redis.`);

test.skipIf(absence && !REDIS_REQUIRED)(
  'on Redis, a second instance finds what the first has read',
  { timeout: 60_000 },
  async () => {
    const run = await runDemo('--redis', url);
    expect(run.error).toBe('');
    expect(run.exitCode).toBe(0);
    expect(run.out).toMatch(/portfolio\.get, elsewhere +Redis +0 /);
    expect(run.out).toMatch(/All \d+ claims hold/);
  },
);

test('a Redis that does not answer is one sentence, without the password', async () => {
  const run = await runDemo('--redis', 'redis://somebody:hunter2@127.0.0.1:1');
  expect(run).toEqual({
    exitCode: 1,
    out: '',
    error:
      'Redis at 127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1. Start one, or correct --redis.\n',
  });
});
