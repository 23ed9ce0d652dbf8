/**
 * What the health page costs the browser: scripting per update, with 50 origins and 500 resources all of which
 * change every time. Measured by the page's own marks, from the arrival of the update to the last write; and as the
 * time that the page's thread had the processor meanwhile, of which the browser's own trace tells: what else runs on
 * the machine is in the first, and not in the second.
 */

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
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
      const { elapsed, busy } = await measured(browser, addressOf(server), updates);
      const rows = [
        ['from its arrival to the last write', ...quantiles(elapsed)],
        ['the thread at work', ...quantiles(busy)],
      ];
      const note = `${origins} origins, ${origins * resourcesOfEach} resources; ${elapsed.length} updates, every row new in each; parsing included, layout and painting not. A frame is 16 ms.`;
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

function quantiles(durations: readonly number[]): string[] {
  const sorted = durations.toSorted((one, other) => one - other);
  return [0.5, 0.95, 1].map(
    (share) => `${(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)} ms`,
  );
}

/** Of the updates once the page is drawn: the first two make its elements and warm it up. Milliseconds. */
async function measured(browser: Browser, url: string, updates: number) {
  const page = await browser.newPage();
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
  const seen = (): Promise<number[]> => page.evaluate(() => Reflect.get(globalThis, 'updates'));
  const until = (wanted: number) =>
    page.waitForFunction((count) => Reflect.get(globalThis, 'updates').length >= count, wanted, {
      timeout: 0,
    });
  await until((await seen()).length + 2);
  const before = (await seen()).length;
  await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] });
  await until(before + updates);
  const trace = JSON.parse(String(await browser.stopTracing()));
  return { elapsed: (await seen()).slice(before, before + updates), busy: busyIn(trace.traceEvents) };
}

/** As much of an event of Chromium's trace as is read. Microseconds; `tdur` is time of the thread. */
interface TraceEvent {
  readonly name: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

/** Time of the thread in each function that the browser has called and that has marked an update. */
function busyIn(events: readonly TraceEvent[]): number[] {
  const marks = events.filter(({ name }) => name === 'update');
  return events
    .filter(({ name }) => name === 'FunctionCall')
    .filter(({ tid, ts, dur = 0 }) =>
      marks.some((mark) => mark.tid === tid && ts <= mark.ts && mark.ts <= ts + dur),
    )
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1_000]));
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
