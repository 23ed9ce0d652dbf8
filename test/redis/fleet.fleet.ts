import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aFleet, type Told } from '../support/fleet.ts';
import { anOwnRedis, type OwnRedis } from '../support/redis.ts';

async function aRedis(): Promise<OwnRedis> {
  const redis = await anOwnRedis();
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  return redis;
}

/** An origin with a token endpoint. It counts what it is asked for, and may hold its answers back. */
async function anOrigin() {
  const counts = { tokens: 0, reads: new Map<string, number>() };
  const names = new Map<string, string>();
  const held: (() => void)[] = [];
  let isHolding = false;
  const asked = new EventEmitter();
  const send = (response: ServerResponse, body: object): void => {
    const answer = (): void => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    };
    if (isHolding) held.push(answer);
    else answer();
  };
  const server = createServer((request, response) => {
    const { method, url = '' } = request;
    const [, place, id = ''] = url.split('/');
    request.resume();
    if (place === 'token') {
      counts.tokens += 1;
      return send(response, {
        access_token: `token-${counts.tokens}`,
        token_type: 'Bearer',
        expires_in: 3_600,
      });
    }
    if (method === 'POST') names.set(id, 'New');
    else counts.reads.set(id, (counts.reads.get(id) ?? 0) + 1);
    send(response, { id, name: names.get(id) ?? 'Old' });
    asked.emit('asked');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts,
    hold: () => {
      isHolding = true;
    },
    release: () => {
      isHolding = false;
      for (const answer of held.splice(0)) answer();
    },
  };
}

test('four processes with fifty callers each ask the origin once for a cold key, with one token for all', async () => {
  const [redis, origin] = await Promise.all([aRedis(), anOrigin()]);
  const fleet = await aFleet(4, redis.url, origin.url);
  origin.hold();

  const reads = fleet.map(({ read }) => read('cold', 50));
  await Promise.all(fleet.map(({ until }) => until('asked', 'cold')));
  origin.release();
  const answers = await Promise.all(reads);

  expect(answers.map(({ failed, names }) => ({ failed, names }))).toEqual(
    Array.from({ length: 4 }, () => ({ failed: 0, names: ['Old'] })),
  );
  expect(origin.counts.reads.get('cold')).toBe(1);
  expect(origin.counts.tokens).toBe(1);
});

test('where the process that asks is killed, the others ask once between them', async () => {
  const [redis, origin] = await Promise.all([aRedis(), anOrigin()]);
  const [victim, ...others] = await aFleet(4, redis.url, origin.url);
  origin.hold();
  victim?.order({ do: 'read', id: 'cold', callers: 50 });
  await vi.waitFor(() => expect(origin.counts.reads.get('cold')).toBe(1));

  const reads = others.map(({ read }) => read('cold', 50));
  await Promise.all(others.map(({ until }) => until('asked', 'cold')));
  victim?.child.kill('SIGKILL');
  await vi.waitFor(() => expect(origin.counts.reads.get('cold')).toBe(2), { timeout: 10_000 });
  origin.release();
  const answers = await Promise.all(reads);

  expect(answers.map(({ failed, names }) => ({ failed, names }))).toEqual(
    Array.from({ length: 3 }, () => ({ failed: 0, names: ['Old'] })),
  );
  expect(origin.counts.reads.get('cold')).toBe(2);
});

test('a write of one process is seen by the others, whose memory had the old', async () => {
  const [redis, origin] = await Promise.all([aRedis(), anOrigin()]);
  const [writer, ...readers] = await aFleet(3, redis.url, origin.url);
  for (const { read } of readers) await read('p1');
  const before = await Promise.all(readers.map(({ read }) => read('p1')));

  const from = writer?.order({ do: 'rename', id: 'p1' });
  await writer?.until('renamed', 'p1', from);
  await Promise.all(readers.map(({ until }) => until('event', 'invalidation')));
  const after = await Promise.all(readers.map(({ read }) => read('p1')));

  expect(before.map(({ sources, names }) => [sources, names])).toEqual([
    [['memory'], ['Old']],
    [['memory'], ['Old']],
  ]);
  expect(after.map(({ names }) => names)).toEqual([['New'], ['New']]);
});

test('with a Redis that freezes while they are at it, no call of a fleet fails', async () => {
  const [redis, origin] = await Promise.all([aRedis(), anOrigin()]);
  const fleet = await aFleet(3, redis.url, origin.url, { timeoutMs: 50 });
  redis.freeze();

  const rounds = ['one', 'two', 'three', 'four'];
  const answers: Told[] = [];
  const timeouts = () => fleet.map(({ told }) => told.filter(({ outcome }) => outcome === 'timeout').length);
  const waits: number[][] = [];
  for (const id of rounds) {
    answers.push(...(await Promise.all(fleet.map(({ read }) => read(id, 20)))));
    waits.push(timeouts());
  }
  redis.thaw();

  expect(answers.map(({ failed }) => failed)).toEqual(Array.from({ length: 12 }, () => 0));
  // One command of each was waited for, and none after that.
  expect(waits).toEqual(rounds.map(() => [1, 1, 1]));
});

test('a client that is made and closed again and again leaves no timer and no socket', async () => {
  const [redis, origin] = await Promise.all([aRedis(), anOrigin()]);
  const [instance] = await aFleet(1, redis.url, origin.url);
  instance?.order({ do: 'reopen', times: 10 });

  const { before, after } = (await instance?.until('reopened')) ?? {};

  expect(after).toEqual(before);
});
