import { expect, test, vi } from 'vitest';
import { aClient } from '../../support/client.ts';
import { FakeRedis } from '../../support/fake-redis.ts';
import { aPortfolio, getPortfolio, renamePortfolio } from '../../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../../support/time.ts';
import { aReply, fakeWire } from '../../support/wire.ts';

useFakeTime();

const p1 = { portfolioId: 'p1' };

/** So many instances on one Redis, whose origin's answers tell how many writes it has taken. */
function aFleet(size: number) {
  const redis = new FakeRedis();
  const wire = fakeWire();
  let version = 0;
  wire.always(({ method }) => {
    if (method !== 'GET') version += 1;
    return aReply(200, aPortfolio('p1', String(version)));
  });
  const logger = { info: () => {}, warn: () => {} };
  const instances = Array.from({ length: size }, () => {
    const client = aClient({ wire, logger, cache: { store: redis.adapter(), ttl: { portfolio: 10_000 } } });
    const connection = redis.connections.at(-1);
    if (!connection) throw new Error('an adapter has a connection');
    return {
      client,
      connection,
      read: async (portfolioId = 'p1') => {
        const { data, source } = await getPortfolio(client, { portfolioId }).withResponse();
        return `${data.name} ${source}`;
      },
      write: () => renamePortfolio(client, { ...p1, body: { name: 'x' } }),
    };
  });
  /** The next read waits for the test; those after it do not. */
  const holdOne = (): void => {
    let isHeld = false;
    wire.always(({ method }) => {
      if (method !== 'GET') version += 1;
      else if (!isHeld) {
        isHeld = true;
        return undefined;
      }
      return aReply(200, aPortfolio('p1', String(version)));
    });
  };
  return { redis, instances, wire, holdOne };
}

/** The work's value, with everything arriving at once meanwhile, on all connections but those. */
async function settled<Value>(
  redis: FakeRedis,
  work: Promise<Value>,
  except: readonly unknown[] = [],
): Promise<Value> {
  let isDone = false;
  const end = (): void => {
    isDone = true;
  };
  work.then(end, end);
  await arrive(redis, except);
  while (!isDone) {
    await vi.advanceTimersByTimeAsync(1);
    await arrive(redis, except);
  }
  return work;
}

async function arrive(redis: FakeRedis, except: readonly unknown[] = []): Promise<void> {
  await quiet(4);
  const step = () =>
    redis.connections.filter((each) => !except.includes(each)).flatMap((each) => each.steps())[0];
  for (let next = step(); next; next = step()) {
    next();
    await quiet(4);
  }
}

test('an invalidation that arrived though it seemed lost does not revive, when it is sent again, what was outdated since', async () => {
  const { redis, instances } = aFleet(2);
  const [one, other] = instances;
  if (!one || !other) throw new Error('two');
  await settled(redis, one.read());

  // Redis has executed it, and its answer is lost.
  const writing = one.write();
  await quiet();
  for (const step of one.connection.steps()) step();
  one.connection.sever();
  await settled(redis, writing, [one.connection]);
  expect(one.client.cache.stats().unconfirmed).toBeGreaterThan(0);
  // Meanwhile the other keeps what it reads, and outdates it again.
  expect(await settled(redis, other.read(), [one.connection])).toBe('1 network');
  await settled(redis, other.write(), [one.connection]);

  // What was sent is sent again.
  one.connection.mend();
  for (let second = 0; second < 10; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    await arrive(redis);
  }
  expect(one.client.cache.stats().unconfirmed).toBe(0);

  expect(await settled(redis, other.read())).toBe('2 network');
});

test('a Redis that accepts the connection and says nothing is waited for as long as for a command, once', async () => {
  const adapter = { ...new FakeRedis().adapter(), getClient: () => new Promise(() => {}) };
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const client = aClient({ wire, cache: { store: adapter } });

  const first = getPortfolio(client, p1);
  await elapse(49);
  expect(wire.requests).toHaveLength(0);
  await elapse(2);
  await first;
  expect(wire.requests).toHaveLength(1);

  await getPortfolio(client, { portfolioId: 'p2' });
  expect(wire.requests).toHaveLength(2);
});

test('a version that Redis has lost, and another instance replaced, does not keep instances from sharing for ever', async () => {
  const { redis, instances } = aFleet(2);
  const [one, other] = instances;
  if (!one || !other) throw new Error('two');
  await settled(redis, one.read());

  redis.evict((key) => key.includes(':t:'));
  expect(await settled(redis, other.read())).toBe('0 network');
  await settled(redis, other.read('p2'));

  expect(await settled(redis, one.read('p2'))).toBe('0 store');
  await settled(redis, one.read('p3'));
  expect(await settled(redis, other.read('p3'))).toBe('0 store');
});

test('after an outage of the store, what it has is not served before others could tell it what they have outdated', async () => {
  const { redis, instances } = aFleet(2);
  const [one, other] = instances;
  if (!one || !other) throw new Error('two');
  for (const { read } of instances) await settled(redis, read());

  // It freezes; both notice, and one of them writes.
  const frozen = [...redis.connections];
  await settled(redis, one.write(), frozen);
  await settled(redis, other.read('p2'), frozen);
  for (let second = 0; second < 20; second += 1) await vi.advanceTimersByTimeAsync(1_000);

  // It goes on, and the other one is the first to notice.
  const slow = [one.connection];
  while (other.client.cache.stats().storeState !== 'used') {
    await vi.advanceTimersByTimeAsync(100);
    await arrive(redis, slow);
  }
  expect(await settled(redis, other.read(), slow)).toBe('1 network');

  // The one that wrote does so soon.
  for (let tenth = 0; tenth < 15; tenth += 1) {
    await vi.advanceTimersByTimeAsync(100);
    await arrive(redis);
  }
  expect(one.client.cache.stats().unconfirmed).toBe(0);
});

test('a Redis that has become a replica is not believed to tell of others’ writes, until it is a master again', async () => {
  const { redis, instances } = aFleet(1);
  const [one] = instances;
  if (!one) throw new Error('one');
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      await arrive(redis);
    }
  };
  await settled(redis, one.read());
  await pass(2);
  await settled(redis, one.read('p2'));
  await pass(8);
  const before = await settled(redis, one.read('p2'));

  redis.isReplica = true;
  await pass(8);
  const meanwhile = await settled(redis, one.read('p2'));
  redis.isReplica = false;
  await pass(2);
  await settled(redis, one.read('p3'));
  await pass(8);

  expect([before, meanwhile, await settled(redis, one.read('p3'))]).toEqual([
    '0 memory',
    '0 store',
    '0 memory',
  ]);
});

test('who reads after another instance was heard to have written does not join a read that began before', async () => {
  const { redis, instances, wire, holdOne } = aFleet(2);
  const [one, other] = instances;
  if (!one || !other) throw new Error('two');
  for (const { read } of instances) await settled(redis, read('p2'));
  holdOne();
  const before = other.read();
  await arrive(redis);
  const early = await wire.arrival();
  await settled(redis, one.write());
  await arrive(redis);

  const after = other.read();
  await arrive(redis);
  early.reply(200, aPortfolio('p1', '0'));

  expect([await settled(redis, before), await settled(redis, after)]).toEqual(['0 network', '1 network']);
});

test('an invalidation that was kept, but not told, is told again', async () => {
  const { redis, instances } = aFleet(2);
  const [one, other] = instances;
  if (!one || !other) throw new Error('two');
  for (const { read } of instances) await settled(redis, read('p2'));
  await vi.advanceTimersByTimeAsync(1);
  await settled(redis, other.read());
  const told: string[] = [];
  other.client.on((event) => event.type === 'invalidation' && told.push(event.cause));

  // Everything arrives but the last that is said: the message.
  const writing = one.write();
  const publish = vi.spyOn(redis, 'publish').mockImplementationOnce(() => {
    throw new Error('ERR lost');
  });
  await settled(redis, writing);
  expect(publish).toHaveBeenCalledOnce();
  for (let second = 0; second < 4; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    await arrive(redis);
  }

  expect(told).toContain('fleet');
  expect(await settled(redis, other.read())).toBe('1 network');
});
