/**
 * What the health page costs the browser: scripting per update, with 50 origins and 500 resources all of which
 * change every time. Measured by the page's own marks, from the arrival of the update to the last write.
 */

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { chromiumPath, launchChromium } from '../../scripts/support/chromium.ts';
import { health } from '../../src/health/index.ts';
import { type Client, createClient, type Operation } from '../../src/runtime/index.ts';
import type { Suite } from '../suite.ts';

const origins = 50;
const resourcesOfEach = 10;
const updateMs = 500;

export const page: Suite = {
  name: 'page',
  title: 'The health page, scripting per update, Chromium',
  async run(_, effort) {
    if (!existsSync(chromiumPath)) return { skipped: `there is no ${chromiumPath}` };
    const updates = effort.rounds < 10 ? 3 : 60;
    const clients = Array.from({ length: origins }, (_, index) => aClient(index));
    const status = health(clients, { updateMs, actions: true });
    const server = createServer(status.node).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await using browser = await launchChromium();
    const ending = new AbortController();
    const calls = keepCalling(clients, ending.signal);
    try {
      const durations = await measured(await browser.newPage(), addressOf(server), updates);
      durations.sort((one, other) => one - other);
      const at = (share: number): string =>
        `${(durations[Math.floor((durations.length - 1) * share)] ?? 0).toFixed(1)} ms`;
      const rows = [[`${origins} origins, ${origins * resourcesOfEach} resources`, at(0.5), at(0.95), at(1)]];
      const note = `${durations.length} updates, every row new in each; parsing included, layout and painting not. A frame is 16 ms.`;
      return { sheets: [{ title: 'Scripting', columns: ['median', 'p95', 'longest'], rows, note }] };
    } finally {
      ending.abort();
      await calls;
      status.close();
      server.close();
      server.closeAllConnections();
      await Promise.all(clients.map((client) => client.close()));
    }
  },
};

/** Of the updates once the page is drawn: the first two make its elements and warm it up. */
async function measured(page: Page, url: string, updates: number): Promise<number[]> {
  await page.addInitScript(() => {
    const seen: number[] = [];
    Reflect.set(globalThis, 'updates', seen);
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'update') seen.push(duration);
    }).observe({ entryTypes: ['measure'] });
  });
  await page.goto(url);
  const rows = origins * resourcesOfEach;
  await page.waitForFunction(
    (count) => document.querySelectorAll('#resource-table tbody').length === count,
    rows,
  );
  const before = await page.evaluate(() => Reflect.get(globalThis, 'updates').length);
  const wanted = before + updates + 2;
  await page.waitForFunction((count) => Reflect.get(globalThis, 'updates').length >= count, wanted, {
    timeout: 0,
  });
  const all: number[] = await page.evaluate(() => Reflect.get(globalThis, 'updates'));
  return all.slice(before + 2, wanted);
}

function aClient(index: number): Client {
  const resources = Array.from({ length: resourcesOfEach }, (_, each) => `resource-${index}-${each}`);
  return createClient(
    { name: `api-${index}`, baseUrl: `https://api-${index}.example.com`, resources, ttl: {} },
    { transport: async () => Response.json({}), cache: false },
  );
}

/** Every resource once between two updates, so that every row has news. */
async function keepCalling(clients: readonly Client[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const calls = clients.flatMap((client, index) =>
      Array.from({ length: resourcesOfEach }, (_, each) =>
        client.call(read(`resource-${index}-${each}`), {}),
      ),
    );
    await Promise.all(calls);
    await sleep(updateMs / 2);
  }
}

const operations = new Map<string, Operation>();

function read(resource: string): Operation {
  const known = operations.get(resource);
  if (known) return known;
  const replies = { 200: 'application/json' };
  const made: Operation = { id: `get-${resource}`, method: 'GET', path: `/${resource}`, resource, replies };
  operations.set(resource, made);
  return made;
}

function addressOf(server: ReturnType<typeof createServer>): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  return `http://127.0.0.1:${address.port}/`;
}
