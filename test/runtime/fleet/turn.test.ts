import { expect, test } from 'vitest';
import type { RedisCommands } from '../../../src/runtime/fleet/commands.ts';
import { releaseScript, takeScript } from '../../../src/runtime/fleet/lease.ts';
import { turnOf } from '../../../src/runtime/fleet/turn.ts';

/** A Redis whose answers to scripts come when the test says so. */
function aSlowRedis() {
  const scripts: string[] = [];
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const never = (): never => {
    throw new Error('only scripts are run here');
  };
  const redis: RedisCommands = {
    get: never,
    mGet: never,
    set: never,
    publish: never,
    subscribe: never,
    unsubscribe: never,
    withTypeMapping: never,
    eval: (script) => {
      scripts.push(script);
      return promise;
    },
  };
  return { redis, scripts, answer: resolve };
}

test('a lease that Redis gives too late is given back, and not held for ever', async () => {
  const { redis, scripts, answer } = aSlowRedis();
  let late: Promise<unknown> | undefined;
  const turn = await turnOf({
    isOn: true,
    waitMs: 3_000,
    clock: { wall: () => 0, monotonic: () => 0 },
    random: () => 0.5,
    key: 'k:l',
    run: async (work) => {
      late = work(redis);
      return undefined;
    },
    fetch: async () => undefined,
    news: undefined,
    isHearing: () => false,
    wait: async () => {},
  });
  await turn.end('look');

  answer('mine');
  await late;

  expect(scripts).toEqual([takeScript, releaseScript]);
});
