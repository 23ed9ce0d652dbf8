/** `npm start -- --serve`: the demo's client under traffic that goes on, and the page that shows how it is. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { health } from '../../src/health/index.ts';
import { createMetrics } from '../../src/metrics/index.ts';
import { startPrism } from '../support/prism.ts';
import { startGateway } from './gateway.ts';
import { checkRedis } from './redis.ts';
import { regenerate, spec } from './regenerate.ts';
import { duration, fact, paint } from './table.ts';
import { traffic, usualPace } from './traffic.ts';

export interface ServeOptions {
  readonly redis: string | undefined;
  /** Where the page is; 0 for any that is free. */
  readonly port: number;
  readonly print: (line: string) => void;
}

/** The port is taken, or may not be. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** @throws {PortError} @throws {RedisError} */
export async function serve({ redis, port, print }: ServeOptions): Promise<never> {
  if (redis !== undefined) await checkRedis(redis);
  print(`\n  ${paint('bold', 'Breakwater: traffic that goes on, and how it is')}\n`);
  await regenerate();
  const prismMs = performance.now();
  await using prism = await startPrism(spec);
  print(fact('Prism', `answers for the API, ready after ${duration(performance.now() - prismMs)}`));
  await using gateway = await startGateway(prism.url);
  print(fact('Gateway', `has fifteen bad seconds in every minute, at ${gateway.url}`));

  // Only now: what is imported is what has just been generated.
  const { createClient, oauth2 } = await import('../../src/generated/index.ts');
  await using api = createClient({
    baseUrl: gateway.url,
    auth: oauth2.clientCredentials({
      tokenUrl: gateway.tokenUrl,
      clientId: `demo-${randomUUID()}`,
      clientSecret: 'not-much-of-a-secret',
    }),
    cache: { defaultTtl: 10, ttl: { portfolio: 10 }, ...(redis !== undefined && { store: redis }) },
    resilience: { bulkhead: { maxConcurrent: 50 } },
  });
  const metrics = createMetrics();
  metrics.watch(api);
  using status = health(api, { actions: true, instance: `demo ${process.pid}`, metrics: metrics.handle });
  const url = await listen(status.node, port);
  print(fact('Page', `${paint('cyan', url)}   ${paint('dim', 'Ctrl-C ends it')}`));
  print(fact('Metrics', `${url}metrics\n`));
  await traffic(api, gateway, usualPace, new AbortController().signal);
  throw new Error('the traffic ended by itself');
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'EADDRINUSE') return 'something listens there already';
  if (code === 'EACCES') return 'it takes privileges';
  return error instanceof Error ? error.message : String(error);
}

async function listen(node: Parameters<typeof createServer>[1], port: number): Promise<string> {
  const server = createServer(node ?? (() => {}));
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new PortError(`Port ${port} cannot be used: ${whyNot(error)}. Choose another with --port.`);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  return `http://127.0.0.1:${address.port}/`;
}
