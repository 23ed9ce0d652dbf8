/** A Redis that answers, and later than calls may wait for it. */

import { expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../../src/runtime/index.ts';
import { recordEvents } from '../support/client.ts';
import { anOwnRedis } from '../support/redis.ts';
import { aWayTo } from '../support/redis-way.ts';
import { aPortfolio, getPortfolio, sdk } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

test('a slow Redis is waited for once, and its late answers are nobody’s', async () => {
  const redis = await anOwnRedis();
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  const way = await aWayTo(redis.url);
  const wire = fakeWire();
  wire.always((request) => aReply(200, aPortfolio(new URL(request.url).pathname.split('/').pop())));
  const logger = { info: () => {}, warn: () => {} };
  const client = createClient(sdk, { transport: wire, cache: { store: way.url }, logger });
  onTestFinished(() => client.close());
  const events = recordEvents(client);
  const outcomes = () => events.flatMap((event) => (event.type === 'store' ? [event.outcome] : []));
  const read = async (portfolioId: string) => {
    const { data, source } = await getPortfolio(client, { portfolioId }).withResponse();
    return `${data.id} ${source}`;
  };
  await read('before');
  await vi.waitFor(() => expect(outcomes()).toContain('ready'));
  const already = outcomes().length;

  way.slowDown();
  const first = await read('a');
  const atOnce = await Promise.all(['b', 'c', 'd'].map(read));

  expect([first, ...atOnce]).toEqual(['a network', 'b network', 'c network', 'd network']);
  // Waited for by one call, and by none after it.
  const [waited, ...others] = outcomes().slice(already);
  expect([waited, new Set(others)]).toEqual(['timeout', new Set(['skipped'])]);

  way.recover();
  await vi.waitFor(
    async () => {
      const id = `after-${wire.requests.length}`;
      await read(id);
      expect(outcomes().at(-1)).not.toBe('skipped');
    },
    { timeout: 20_000, interval: 100 },
  );
  expect(await read('a')).toBe('a memory');
});
