import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { health } from '../../src/health/index.ts';
import { announce, longestAbsenceMs } from '../../src/runtime/fleet/roster.ts';
import { createClient } from '../../src/runtime/index.ts';
import '../support/leaks.ts';
import { connect, hasRedis, redisUrl } from '../support/redis.ts';
import { sdk } from '../support/sdk.ts';

const said = (id: string) => ({ id, name: `web-${id}`, runningMs: 5, note: null });

describe.skipIf(!(await hasRedis()))('a roster in Redis', () => {
  const name = `test-${randomUUID()}`;
  const key = `breakwater:${name}:i`;

  async function aConnection() {
    const redis = await connect();
    onTestFinished(() => redis.destroy());
    return redis;
  }

  afterEach(async () => {
    const redis = await connect();
    const keys = await redis.keys(`*${name}*`);
    if (keys.length > 0) await redis.del(keys);
    redis.destroy();
  });

  test('has whoever said so lately, and ends by itself when nobody does', async () => {
    const redis = await aConnection();
    await announce(redis, key, said('1'));
    const there = await announce(redis, key, said('2'));
    expect(there.map(({ id, ageMs }) => [id, ageMs < 5_000]).sort()).toEqual([
      ['1', true],
      ['2', true],
    ]);
    expect(await redis.pTTL(key)).toBeGreaterThan(longestAbsenceMs - 5_000);
  });

  test('loses who has said nothing for too long', async () => {
    const redis = await aConnection();
    const [seconds] = await redis.time().then((time) => [Math.floor(Number(time) / 1_000)]);
    await redis.hSet(
      key,
      'old',
      `${(seconds ?? 0) * 1_000 - longestAbsenceMs - 2_000} ${JSON.stringify(said('old'))}`,
    );
    expect((await announce(redis, key, said('1'))).map(({ id }) => id)).toEqual(['1']);
    expect(await redis.hKeys(key)).toEqual(['1']);
  });

  test('is not believed: what is no line of ours, or is too long, is left out', async () => {
    const redis = await aConnection();
    const now = Date.now();
    await redis.hSet(key, {
      text: `${now} hello`,
      long: `${now} ${JSON.stringify({ ...said('x'), name: 'x'.repeat(10_000) })}`,
      shape: `${now} ${JSON.stringify({ ...said('x'), runningMs: 'long' })}`,
      none: 'no time',
    });
    expect((await announce(redis, key, said('1'))).map(({ id }) => id)).toEqual(['1']);
  });

  test('fills the page of every instance that shares the store', async () => {
    const pages = ['web-1', 'web-2'].map((instance) => {
      const client = createClient({ ...sdk, name }, { cache: { store: redisUrl, storeTimeoutMs: 5_000 } });
      const status = health(client, { instance });
      onTestFinished(async () => {
        status.close();
        await client.close();
      });
      return { client, status };
    });
    // Whoever came last has heard of both: a word of its own says so without a wait for the next beat.
    await Promise.all(pages.map(({ client }) => client.announce(said('later'))));
    const there = await pages[0]?.client.announce(said('later'));
    expect(there?.map((each) => each.name).sort()).toEqual(['web-1', 'web-2', 'web-later']);
    await expect
      .poll(() => pages[1]?.status.snapshot().instances?.map(({ id, isThis }) => [id, isThis]), {
        timeout: 15_000,
      })
      .toEqual(
        expect.arrayContaining([
          ['web-1', false],
          ['web-2', true],
        ]),
      );
  });
});
