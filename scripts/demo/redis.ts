/** Whether a Redis answers. A client would go on without it, and the demo would show nothing. */

import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@keyv/redis';
import type { Client } from '../../src/runtime/index.ts';

/** A sentence for the person who has to start something. */
export class RedisError extends Error {
  override readonly name = 'RedisError';
}

const connectTimeoutMs = 2_000;

/** @throws {RedisError} It does not answer, or refuses the credentials. */
export async function checkRedis(url: string): Promise<void> {
  // Host and port only: a URL may hold a password.
  const place = URL.parse(url)?.host || 'that URL';
  const client = createClient({
    url,
    socket: { connectTimeout: connectTimeoutMs, reconnectStrategy: false },
  });
  // Without a listener an error would end the process before it could be told.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw new RedisError(
      `Redis at ${place} does not answer: ${reasonOf(error)}. Start one, or correct --redis.`,
    );
  } finally {
    if (client.isOpen) client.destroy();
  }
}

const warmUpAttempts = 60;
const warmUpPauseMs = 500;

/**
 * Waits until a client's own connection to Redis carries commands. It is made by the first of them,
 * and on a busy machine that takes longer than the 200 ms a command is given before calls go on
 * without the store: right for an application, but the wrong thing to show here.
 *
 * @throws {RedisError} It never did.
 */
export async function warmUp<Resource extends string>(
  client: Pick<Client<Resource>, 'cache' | 'on'>,
  resource: Resource,
): Promise<void> {
  let failures = 0;
  const leave = client.on((event) => {
    if (event.type === 'store') failures += 1;
  });
  try {
    for (let attempt = 1; attempt <= warmUpAttempts; attempt += 1) {
      failures = 0;
      await client.cache.invalidate(resource);
      if (failures === 0) return;
      await sleep(warmUpPauseMs);
    }
  } finally {
    leave();
  }
  throw new RedisError('Redis answers, but too slowly to be used as a cache.');
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
