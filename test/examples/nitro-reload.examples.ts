/**
 * Nitro's development server under somebody who saves a file again and again. Each time Nitro begins anew in another
 * thread; nothing of the one before may be left: no timer, no connection, no second client.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { freePort } from '../../generator/src/contract/mock/free-port.ts';
import { startFaultyApi } from './api.ts';
import { ExampleProcess } from './example-process.ts';
import { copyOf, examplesFolder } from './home.ts';

const reloads = 8;
const soon = { timeout: 10_000 };
const password = 'correct-horse';

/** Beside the example's own routes: what there is in the thread that answers. */
const inventory = `import { threadId } from 'node:worker_threads';

export default defineEventHandler(() => ({ generation: 0, threadId, resources: process.getActiveResourcesInfo() }));
`;

interface Inventory {
  readonly generation: number;
  readonly threadId: number;
  readonly resources: readonly string[];
}

test('a reload leaves no timer, no connection and no second client', async () => {
  const name = await copyOf('nitro', 'reload');
  await using api = await startFaultyApi(inject('prismUrl'));
  const file = join(examplesFolder, name, 'server/routes/inventory.get.ts');
  await writeFile(file, inventory);
  const port = await freePort();
  const environment = { NITRO_PORTFOLIO_BASE_URL: api.url, NITRO_HEALTH_PASSWORD: password };
  await using example = await ExampleProcess.start(name, 'dev', environment, '--port', String(port));
  const url = `http://127.0.0.1:${port}`;
  const authorization = `Basic ${btoa(`ops:${password}`)}`;

  /** As its users leave it: it has called the API, and a health page is open. */
  const used = async (generation: number) => {
    const isNew = async (response: Response) => {
      const isAnswer = response.headers.get('content-type')?.includes('json') && response.ok;
      return isAnswer === true && (await response.json()).generation === generation;
    };
    await example.until(`${url}/inventory`, isNew);
    expect((await fetch(`${url}/portfolios/pf_${generation}`)).status).toBe(200);
    const events = await fetch(`${url}/admin/health/events`, { headers: { authorization } });
    expect(events.status).toBe(200);
    const { threadId, resources }: Inventory = await (await fetch(`${url}/inventory`)).json();
    // The thread before may still be going.
    await expect.poll(() => api.connections(), soon).toBe(1);
    const process = {
      timers: resources.filter((resource) => resource === 'Timeout').length,
      resources: [...resources].sort().join(' '),
    };
    return { events, threadId, process };
  };

  const first = await used(0);
  const threads = () => countOf(example.pid, 'Threads');
  const before = await threads();
  const seen = [first];
  for (let generation = 1; generation <= reloads; generation += 1) {
    await writeFile(file, inventory.replace('generation: 0', `generation: ${generation}`));
    seen.push(await used(generation));
  }
  // Every reload was one, and the client of each thread is its own.
  expect(new Set(seen.map(({ threadId }) => threadId)).size).toBe(reloads + 1);
  expect(example.output.match(/client started/g)).toHaveLength(reloads + 1);
  // The last has what the first had, whatever there was in between.
  expect(seen.at(-1)?.process).toEqual(first.process);
  await expect.poll(threads, soon).toBe(before);

  expect(await example.terminate(), example.output).toEqual({
    ...{ code: 0, signal: null, isAnythingLeft: false },
  });
  await expect.poll(() => api.connections(), soon).toBe(0);
});

/** A count of the kernel's: `Threads`. */
async function countOf(pid: number, what: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${what}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
}
