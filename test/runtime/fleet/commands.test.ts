import { createCluster, createSentinel, createClient as createSingle } from '@keyv/redis';
import { expect, test } from 'vitest';
import { isSingle, redisIn } from '../../../src/runtime/fleet/commands.ts';

const url = 'redis://127.0.0.1:1';

test.each([
  ['a single Redis', () => createSingle({ url }), true],
  // Its pings are answered by any node: they do not tell whether the one that it listens to would speak.
  ['a cluster', () => createCluster({ rootNodes: [{ url }] }), false],
  [
    'a sentinel',
    () => createSentinel({ name: 'mymaster', sentinelRootNodes: [{ host: '127.0.0.1', port: 1 }] }),
    false,
  ],
])('of the client of %s it is known whether a ping tells that it hears', (_kind, make, isOne) => {
  const redis = redisIn({ client: make() });
  expect(redis && isSingle(redis)).toBe(isOne);
});
