/** One of a fleet asks, the others are told. */

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Client, type ClientOptions, createClient, type FleetOptions } from '../../src/runtime/index.ts';
import { connect, hasRedis, redisUrl } from '../support/redis.ts';
import { aPortfolio, getPortfolio, type Resource, sdk } from '../support/sdk.ts';
import { type Arrival, aReply, type FakeWire, fakeWire } from '../support/wire.ts';

const p1 = { portfolioId: 'p1' };

describe.skipIf(!(await hasRedis()))('instances that want the same at once', () => {
  let api = sdk;
  let wire: FakeWire = fakeWire();
  const clients: Client<Resource>[] = [];
  const time = { aheadMs: 0 };

  beforeEach(() => {
    api = { ...sdk, name: `test-${randomUUID()}` };
    wire = fakeWire();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    const raw = await connect();
    const keys = await raw.keys(`*${api.name}*`);
    if (keys.length > 0) await raw.del(keys);
    raw.destroy();
  });

  interface Given {
    readonly options?: ClientOptions<Resource>;
    readonly cache?: ClientOptions<Resource>['cache'] & object;
    readonly fleet?: FleetOptions<Resource>;
  }

  /** So many instances whose Redis is ready, and whose looks for what another one got are far apart. */
  async function aFleet(size: number, { options, cache, fleet }: Given = {}) {
    const seldom = { random: () => 1_000 };
    const clock = {
      wall: () => Date.now() + time.aheadMs,
      monotonic: () => performance.now() + time.aheadMs,
    };
    const fleetOptions = { leaseWaitMs: 60_000, ...fleet };
    const settled = {
      store: redisUrl,
      storeTimeoutMs: 5_000,
      ttlJitterRatio: 0,
      ...cache,
      fleet: fleetOptions,
    };
    const instances = Array.from({ length: size }, () => {
      const given = {
        transport: wire,
        clock,
        cache: settled,
        resilience: 'off' as const,
        ...seldom,
        ...options,
      };
      const client = createClient(api, given);
      clients.push(client);
      const read = async (portfolioId = 'p1') => {
        const { data, source } = await getPortfolio(client, { portfolioId }).withResponse();
        return `${data.name} ${source}`;
      };
      return { client, read };
    });
    wire.always(() => aReply(200, aPortfolio('warm')));
    for (const { read } of instances) await read('warm');
    wire.always(() => undefined);
    return instances;
  }

  // Redis takes its time, not a number of turns of the event loop.
  const patience = { timeout: 10_000, interval: 1 };
  const next = (): Promise<Arrival> => vi.waitFor(() => wire.next(), patience);
  const requested = (count: number): Promise<void> =>
    vi.waitFor(() => expect(wire.requests.length).toBeGreaterThanOrEqual(count), patience);

  test('ask once, and are told when there is something', async () => {
    const fleet = await aFleet(4);
    const reads = fleet.map(({ read }) => read());
    const arrival = await next();
    await areWaiting();
    arrival.reply(200, aPortfolio('p1', 'One'));

    expect((await Promise.all(reads)).sort()).toEqual([
      'One network',
      ...Array.from({ length: 3 }, () => 'One store'),
    ]);
  });

  test('ask once for what was there and is no longer fresh', async () => {
    const fleet = await aFleet(4);
    const [first] = fleet;
    const before = first?.read();
    (await next()).reply(200, aPortfolio('p1', 'One'), { etag: '"one"' });
    await before;
    time.aheadMs += 200_000;

    const asked = wire.requests.length;
    const reads = fleet.map(({ read }) => read());
    const arrival = await next();
    await areWaiting();
    arrival.reply(200, aPortfolio('p1', 'Two'));
    const answers = await Promise.all(reads);

    expect(answers.map((answer) => answer.split(' ')[0])).toEqual(['Two', 'Two', 'Two', 'Two']);
    expect(wire.requests.length - asked).toBe(1);
  });

  test.each([
    ['may not be kept', 200, { 'cache-control': 'no-store' }],
    ['says that the origin fails', 503, {}],
  ])('go together, and not one by one, once the first reply %s', async (_what, status, headers) => {
    const fleet = await aFleet(4, { cache: { mode: 'http' } });
    const asked = wire.requests.length;
    const reads = fleet.map(({ read }) => read().catch(String));
    const arrival = await next();
    await areWaiting();
    arrival.reply(status, aPortfolio('p1', 'One'), headers);

    await requested(asked + 4);
    for (let count = 0; count < 3; count += 1) (await next()).reply(status, aPortfolio('p1', 'One'), headers);
    await Promise.all(reads);

    // For a while nobody waits for anybody.
    const again = fleet.map(({ read }) => read().catch(String));
    await requested(asked + 8);
    for (let count = 0; count < 4; count += 1) (await next()).reply(status, aPortfolio('p1', 'One'), headers);
    await Promise.all(again);
    expect(wire.requests.length - asked).toBe(8);
  });

  test('take the turn of one whose caller has given up', async () => {
    const fleet = await aFleet(2);
    const [one, other] = fleet;
    if (!one || !other) throw new Error('two');
    const controller = new AbortController();
    const asked = wire.requests.length;
    const given = getPortfolio(one.client, p1, { signal: controller.signal }).catch(() => 'given up');
    await requested(asked + 1);
    const waiting = other.read();
    await areWaiting();

    controller.abort();
    expect(await given).toBe('given up');
    await requested(asked + 2);
    (await next()).reply(200, aPortfolio('p1', 'Two'));

    expect(await waiting).toBe('Two network');
  });

  test('ask once behind their callers’ backs, for all of them', async () => {
    const fleet = await aFleet(4, { cache: { staleWhileRevalidate: 600 } });
    const [first] = fleet;
    const before = first?.read();
    (await next()).reply(200, aPortfolio('p1', 'One'));
    await before;
    for (const { read } of fleet) await read();
    time.aheadMs += 200_000;

    const asked = wire.requests.length;
    const stale = await Promise.all(fleet.map(({ read }) => read()));
    const arrival = await next();
    await areWaiting();
    arrival.reply(200, aPortfolio('p1', 'Two'));
    await vi.waitFor(async () => {
      const answers = await Promise.all(fleet.map(({ read }) => read()));
      expect(answers.map((answer) => answer.split(' ')[0])).toEqual(['Two', 'Two', 'Two', 'Two']);
    }, patience);

    expect(stale.map((answer) => answer.split(' ')[0])).toEqual(['One', 'One', 'One', 'One']);
    expect(wire.requests.length - asked).toBe(1);
  });

  test('leave an origin alone that has just failed, where something kept may stand in', async () => {
    const [one] = await aFleet(1, { cache: { staleIfError: 3_000 } });
    const before = one?.read();
    (await next()).reply(200, aPortfolio('p1', 'One'));
    await before;
    time.aheadMs += 200_000;

    const asked = wire.requests.length;
    const rescued = one?.read();
    (await next()).reply(503);
    expect(await rescued).toMatch(/^One/);
    wire.always(() => aReply(503));
    expect(await one?.read()).toMatch(/^One/);

    expect(wire.requests.length - asked).toBe(1);
  });

  /** Until all but the one who asks have said that they wait. */
  async function areWaiting(): Promise<void> {
    const raw = await connect();
    await vi.waitFor(async () => {
      const [lease = ''] = await raw.keys(`*${api.name}*:l`);
      expect(await raw.get(lease)).toMatch(/\+$/);
    }, patience);
    raw.destroy();
  }
});
