/** `npm start`, from outside: what a newcomer sees, and what the shell gets back. */

import { expect, test } from 'vitest';
import { runDemo, structureOf } from './run-demo.ts';

test('the demo shows what it claims, counts it, and ends with exit code 0', { timeout: 60_000 }, async () => {
  const run = await runDemo();
  expect(run.error).toBe('');
  expect(run.exitCode).toBe(0);
  await expect(structureOf(run)).toMatchFileSnapshot('tour.txt');
});
