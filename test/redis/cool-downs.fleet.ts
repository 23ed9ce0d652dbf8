/** What one instance is told by an API that has had enough, the others of its fleet heed. */

import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  bearer,
  type ClientOptions,
  createClient,
  type FleetOptions,
  LimitError,
} from '../../src/runtime/index.ts';
import { recordEvents } from '../support/client.ts';
import { anOwnRedis } from '../support/redis.ts';
import { aPortfolio, getPortfolio, type Resource, sdk } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

async function aFleet() {
  const redis = await anOwnRedis();
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  const name = `test-${randomUUID()}`;
  return async (options: ClientOptions<Resource> = {}, fleet: FleetOptions<Resource> = {}) => {
    const wire = fakeWire();
    const client = createClient(
      { ...sdk, name },
      {
        transport: wire,
        cache: { store: redis.url, storeTimeoutMs: 5_000, fleet },
        auth: bearer('of-the-fleet'),
        logger: { info: () => {}, warn: () => {} },
        ...options,
      },
    );
    onTestFinished(() => client.close());
    const events = recordEvents(client);
    const ending = (portfolioId: string) =>
      getPortfolio(client, { portfolioId }).then(
        ({ id }) => id,
        (error: unknown) => (error instanceof LimitError ? 'left alone' : String(error)),
      );
    // Whoever has used the store hears of the others from then on.
    wire.always(() => aReply(200, aPortfolio('warm')));
    await ending('warm');
    await vi.waitFor(() =>
      expect(events).toContainEqual({ type: 'store', action: 'open', outcome: 'ready' }),
    );
    return { wire, ending };
  };
}

test('a 429 that one instance got keeps all of them from asking, for as long as it said', async () => {
  const anInstance = await aFleet();
  const [one, other] = [await anInstance(), await anInstance()];
  one.wire.always(() => aReply(429, { title: 'enough' }, { 'retry-after': '300' }));
  other.wire.always(() => aReply(200, aPortfolio('asked')));

  await one.ending('a');
  await vi.waitFor(async () => expect(await other.ending(randomUUID())).toBe('left alone'), {
    timeout: 10_000,
  });

  const asked = other.wire.requests.length;
  expect(await other.ending('b')).toBe('left alone');
  expect(other.wire.requests).toHaveLength(asked);
});

test('who asks with another credential is not concerned, nor is who shares no cool-downs', async () => {
  const anInstance = await aFleet();
  const one = await anInstance();
  const concerned = await anInstance();
  const stranger = await anInstance({ auth: bearer('of-another') });
  const apart = await anInstance({}, { coolDowns: false });
  for (const { wire } of [concerned, stranger, apart]) wire.always(() => aReply(200, aPortfolio('asked')));
  one.wire.always(() => aReply(429, { title: 'enough' }, { 'retry-after': '300' }));

  await one.ending('a');
  await vi.waitFor(async () => expect(await concerned.ending(randomUUID())).toBe('left alone'), {
    timeout: 10_000,
  });

  expect([await stranger.ending('b'), await apart.ending('b')]).toEqual(['asked', 'asked']);
});
