/** A page in Chromium, of a server whose origin a test can break. Nothing the browser complains of goes unseen. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { launchChromium } from '../../scripts/support/chromium.ts';
import { type Health, type HealthOptions, health } from '../../src/health/index.ts';
import {
  type Client,
  createClient,
  type Operation,
  oauth2,
  type Transport,
} from '../../src/runtime/index.ts';

let launched: Promise<Browser> | undefined;

/** One browser for the tests of a file. */
export function browser(): Promise<Browser> {
  launched ??= launchChromium();
  return launched;
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
  launched = undefined;
}

export const read: Operation = {
  id: 'getPortfolio',
  method: 'GET',
  path: '/portfolio/{id}',
  resource: 'portfolio',
  params: { id: 'path' },
  replies: { 200: 'application/json', 503: 'application/json' },
};

export interface Stage {
  readonly client: Client;
  readonly status: Health;
  readonly port: number;
  readonly url: string;
  readonly page: Page;
  /** What the browser has complained of: errors, refused resources, requests to elsewhere. */
  readonly complaints: string[];
  /** Whether the origin answers. */
  isBroken: boolean;
  call(times?: number): Promise<void>;
}

interface StageOptions extends HealthOptions {
  readonly name?: string;
  readonly mountedAt?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

export async function aStage({
  name = 'portfolio-api',
  mountedAt = '/admin/health',
  colorScheme = 'light',
  width = 1280,
  ...options
}: StageOptions = {}): Promise<Stage> {
  const transport: Transport = async ({ url }) => {
    if (url.endsWith('/token'))
      return Response.json({ access_token: 'the-token-itself', token_type: 'Bearer', expires_in: 600 });
    return stage.isBroken ? Response.json({ title: '<b>down</b>' }, { status: 503 }) : Response.json({});
  };
  const client = createClient(
    { name, baseUrl: 'https://api.example.com', resources: ['portfolio'], ttl: {} },
    {
      transport,
      auth: oauth2.clientCredentials({
        ...{ tokenUrl: 'https://api.example.com/token', clientId: 'me', clientSecret: 'the-secret-itself' },
      }),
      resilience: { retry: false, circuit: { minimumAttempts: 5, breakMs: 60_000 } },
    },
  );
  const status = health(client, { updateMs: 200, ...options });
  const server = await listening(status, 0);
  const { port } = server;
  const context = await (await browser()).newContext({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const complaints = complaintsOf(page, port);
  onTestFinished(async () => {
    await context.close();
    await stopped(server.server);
    status.close();
    await client.close();
  });
  const stage: Stage = {
    client,
    status,
    port,
    url: `http://127.0.0.1:${port}${mountedAt}/`,
    page,
    complaints,
    isBroken: false,
    call: async (times = 1) => {
      for (let count = 0; count < times; count += 1)
        await client
          .call(read, { id: count }, { cache: false })
          .result()
          .catch(() => {});
    },
  };
  stages.set(stage, server.server);
  return stage;
}

const stages = new WeakMap<Stage, Server>();

/** The server goes away, with every connection, and comes back at the same place. */
export async function restarted(stage: Stage, whileAway: () => Promise<void>): Promise<void> {
  const server = stages.get(stage);
  if (server) await stopped(server);
  await whileAway();
  const again = await listening(stage.status, stage.port);
  onTestFinished(() => stopped(again.server));
}

async function listening(status: Health, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer(status.node);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  return { server, port: address.port };
}

async function stopped(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function complaintsOf(page: Page, port: number): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== `127.0.0.1:${port}`)
      complaints.push(`asked ${url.host}`);
  });
  return complaints;
}

/** Until the page says so; a test's own time is the limit. */
export async function says(stage: Stage, selector: string, text: string | RegExp): Promise<void> {
  await stage.page.locator(selector).filter({ hasText: text }).first().waitFor({ timeout: 0 });
}

/** Opened, connected, and without a complaint. */
export async function opened(stage: Stage): Promise<void> {
  await stage.page.goto(stage.url);
  await says(stage, '#link', 'live');
  expect(stage.complaints).toEqual([]);
}
