/** A real Redis for tests: the one that is there, and servers of their own that tests may stop. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@keyv/redis';

export const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** A plain client, to look at what is in there. */
export async function connect(url = redisUrl) {
  const client = createClient({ url, socket: { connectTimeout: 1_000, reconnectStrategy: false } });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/**
 * Whether there is a Redis to test against. Without one, tests are skipped aloud; with
 * `REDIS_REQUIRED=1` they fail instead.
 */
export async function hasRedis(): Promise<boolean> {
  try {
    (await connect()).destroy();
    return true;
  } catch (cause) {
    if (process.env['REDIS_REQUIRED'] === '1')
      throw new Error(`REDIS_REQUIRED=1, but none answers at ${redisUrl}`, { cause });
    console.warn(
      `No Redis answers at ${redisUrl}: the tests that need one are SKIPPED. Set REDIS_URL, or start one.`,
    );
    return false;
  }
}

export interface OwnRedis extends AsyncDisposable {
  readonly url: string;
  /** It accepts connections and never answers: what a swapping or stuck server looks like. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
}

/** A server of the test's own on a free port; `undefined` where `redis-server` is not installed. */
export async function anOwnRedis(port?: number): Promise<OwnRedis | undefined> {
  const own = port ?? (await freePort());
  // One that becomes a replica writes what it gets into a file, where it stands.
  const directory = await mkdtemp(join(tmpdir(), 'breakwater-redis-'));
  const options = ['--port', String(own), '--save', '', '--appendonly', 'no', '--dir', directory];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const isInstalled = await Promise.race([
    once(child, 'spawn').then(() => true),
    once(child, 'error').then(() => false),
  ]);
  if (!isInstalled) {
    await rm(directory, { recursive: true });
    return undefined;
  }
  const ended = once(child, 'exit');
  await readiness(child.stdout);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  return {
    url: `redis://127.0.0.1:${own}`,
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

async function readiness(output: AsyncIterable<Buffer>): Promise<void> {
  let text = '';
  for await (const chunk of output) {
    text += String(chunk);
    if (text.includes('Ready to accept connections')) return;
  }
  throw new Error(`redis-server ended before it was ready: ${text}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
