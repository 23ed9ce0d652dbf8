/** A fleet of real processes, each of which does what it is told: see fleet-process.ts. */

import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Order } from './fleet-process.ts';

const script = fileURLToPath(new URL('fleet-process.ts', import.meta.url));

interface Given {
  /** Longest that a command of the store may take. @default 5_000 */
  readonly timeoutMs?: number;
  /** Whether its tokens are a client's, or come with a refresh token that is spent once. @default 'client' */
  readonly grant?: 'client' | 'refresh';
}

export type Told = Readonly<Record<string, unknown>>;

/** An instance, once its Redis is ready for it. */
async function anInstance(redis: string, origin: string, { timeoutMs = 5_000, grant = 'client' }: Given) {
  const child: ChildProcess = fork(script, [redis, origin, String(timeoutMs), grant]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const told: Told[] = [];
  const news = new EventEmitter();
  child.on('message', (message: Told) => {
    told.push(message);
    news.emit('told');
  });
  /** The first message from now on, or since the instance began, with that in it. */
  async function until(key: string, value?: unknown, from = 0): Promise<Told> {
    for (;;) {
      const found = told
        .slice(from)
        .find((each) => key in each && (value === undefined || each[key] === value));
      if (found) return found;
      await once(news, 'told');
    }
  }
  const order = (given: Order): number => {
    child.send(given);
    return told.length;
  };
  const read = (id: string, callers = 1): Promise<Told> => {
    const from = order({ do: 'read', id, callers });
    return until('read', id, from);
  };
  await until('started');
  return { child, told, until, order, read };
}

/** So many, each with a connection that stands. */
export async function aFleet(size: number, redis: string, origin: string, given: Given = {}) {
  const fleet = await Promise.all(Array.from({ length: size }, () => anInstance(redis, origin, given)));
  await Promise.all(
    fleet.map(async (instance, index) => {
      await instance.read(`warm-${index}`);
      await instance.until('ready');
    }),
  );
  return fleet;
}
