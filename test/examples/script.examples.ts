/** The example that is a script: it reads every page, and ends by itself. */

import { expect, inject, test } from 'vitest';
import { startFaultyApi } from './api.ts';
import { ExampleProcess } from './example-process.ts';

test('it prints what it has read, through faults, and ends', async () => {
  await using api = await startFaultyApi(inject('prismUrl'));
  await using example = await ExampleProcess.start('script', 'start', { PORTFOLIO_API_URL: api.url });

  expect(await example.ended, example.output).toEqual({ code: 0, signal: null, isAnythingLeft: false });
  expect(example.output).toContain('Family Trust Balanced: 1284300.55 EUR\n');
});
