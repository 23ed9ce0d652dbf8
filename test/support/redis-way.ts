/** A way to a Redis that is not as it should be: what a proxy, a name of many addresses or a bad network makes of it. */

import type { AddressInfo } from 'node:net';
import { connect as connectTo, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands before a Redis. It may hold its answers back, and lead those who come later to another one. */
export async function aWayTo(url: string) {
  const way = { isSlow: false, url };
  const held: (() => void)[] = [];
  const server = createServer((caller) => {
    const { hostname, port } = new URL(way.url);
    const redis = connectTo(Number(port), hostname);
    caller.pipe(redis);
    redis.on('data', (chunk) => {
      if (way.isSlow) held.push(() => caller.write(chunk));
      else caller.write(chunk);
    });
    const end = () => {
      caller.destroy();
      redis.destroy();
    };
    for (const socket of [caller, redis]) socket.on('close', end).on('error', end);
    onTestFinished(end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `redis://127.0.0.1:${own}`,
    /** From now on; who is connected stays where they are. */
    leadTo: (other: string) => {
      way.url = other;
    },
    slowDown: () => {
      way.isSlow = true;
    },
    /** What was held arrives now: late, and in order. */
    recover: () => {
      way.isSlow = false;
      for (const deliver of held.splice(0)) deliver();
    },
  };
}
