/** Rates that are kept, and origins that ask to be left alone. */

import { describe, expect, test, vi } from 'vitest';
import { type BreakwaterEvent, bearer } from '../../src/runtime/index.ts';
import { aClient, recordEvents } from '../support/client.ts';
import { aContact, getContact, listPortfolios, publicPing } from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const origin = 'https://api.example.com';
const contact = (index: number) => ({ contactId: `c${index}` });

/** As many calls as that, each for something else; what they come to, without rejections. */
function reads(api: ReturnType<typeof aClient>, count: number, options = {}): Promise<unknown>[] {
  return Array.from({ length: count }, (_, index) =>
    getContact(api, contact(index), options).catch((reason: unknown) => reason),
  );
}

const limitsIn = (events: readonly BreakwaterEvent[]) =>
  events.flatMap((event) => (event.type === 'limit' ? [[event.limit, event.action]] : []));

describe('a rate limit', () => {
  test('spaces requests, in the order in which they came', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aContact()));
    const api = aClient({ wire, rateLimit: { requests: 2, periodMs: 1_000, burst: 1 } });

    const pending = reads(api, 3);
    await wire.requested(1);
    await elapse(499);
    expect(wire.requests).toHaveLength(1);
    await elapse(1);
    expect(wire.requests).toHaveLength(2);
    await elapse(500);
    await Promise.all(pending);

    expect(wire.requests.map(({ url }) => url.at(-1))).toEqual(['0', '1', '2']);
  });

  test('refuses at once what would have to wait too long', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aContact()));
    const api = aClient({ wire, rateLimit: { requests: 1, periodMs: 60_000 } });
    const events = recordEvents(api);

    const [, refused] = reads(api, 2);

    expect(await refused).toMatchObject({
      code: 'LIMITED',
      limit: 'rate-limit',
      retryAfterMs: 60_000,
      message:
        'getContact was not sent: the rate for https://api.example.com is used up; try again in 60.0 s.',
    });
    expect(limitsIn(events)).toEqual([['rate-limit', 'refused']]);
  });

  test('counts retries too', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(503, { title: 'later' }));
    const api = aClient({ wire, rateLimit: { requests: 2, periodMs: 60_000, maxWaitMs: 0 } });

    const [pending] = reads(api, 1);
    await wire.requested(1);
    await elapse(5_000);

    expect(await pending).toMatchObject({ code: 'LIMITED', attempts: 2 });
  });

  test('gives back the place of a request that the circuit refused: it never left', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(500));
    const api = aClient({
      wire,
      retry: false,
      circuit: { minimumAttempts: 1, breakJitterRatio: 0 },
      rateLimit: { requests: 2, periodMs: 60_000, maxWaitMs: 0 },
    });
    await Promise.all(reads(api, 1));

    for (let count = 0; count < 5; count += 1) {
      expect(await reads(api, 1)[0]).toMatchObject({ code: 'CIRCUIT_OPEN' });
    }
    wire.always(() => aReply(200, aContact()));
    await elapse(5_000);

    expect(await reads(api, 1)[0]).toEqual(aContact());
  });

  test('gives back the place of a caller that gave up', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aContact()));
    const api = aClient({ wire, rateLimit: { requests: 1, periodMs: 1_000 } });
    const controller = new AbortController();

    await Promise.all(reads(api, 1));
    const waiting = getContact(api, contact(7), { signal: controller.signal }).catch(
      (reason: unknown) => reason,
    );
    await quiet();
    controller.abort('enough');
    expect(await waiting).toBe('enough');
    await elapse(1_000);

    expect(await reads(api, 1)[0]).toEqual(aContact());
  });
});

describe('work in the background', () => {
  test('takes no place in the rate from a user who comes later', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aContact()));
    const api = aClient({ wire, rateLimit: { requests: 1, periodMs: 500 } });

    const first = reads(api, 1);
    await wire.requested(1);
    const background = getContact(api, contact(7), { priority: 'background' });
    await quiet();
    const user = getContact(api, contact(8));
    await elapse(500);
    expect(wire.requests.map(({ url }) => url.at(-1))).toEqual(['0', '8']);
    await elapse(500);
    await Promise.all([...first, background, user]);

    expect(wire.requests.map(({ url }) => url.at(-1))).toEqual(['0', '8', '7']);
  });

  test('is refused when users leave it no place for too long, and leaves none taken', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aContact()));
    const api = aClient({ wire, rateLimit: { requests: 1, periodMs: 600 } });

    const users = reads(api, 2);
    await wire.requested(1);
    await quiet();
    const background = getContact(api, contact(7), { priority: 'background' }).catch(
      (reason: unknown) => reason,
    );
    expect(await background).toMatchObject({ code: 'LIMITED', limit: 'rate-limit' });
    await elapse(600);
    await Promise.all(users);
  });

  test('comes back after users, once an origin no longer asks to be left alone', async () => {
    const wire = fakeWire();
    const api = aClient({ wire, retry: false });
    const first = reads(api, 1);
    (await wire.arrival()).reply(429, { title: 'slow down' }, { 'retry-after': '2' });
    await Promise.all(first);

    const background = getContact(api, contact(7), { priority: 'background' });
    const user = getContact(api, contact(8));
    await elapse(2_100);
    (await wire.arrival()).reply(200, aContact());
    await user;
    expect(wire.requests.at(-1)?.url.at(-1)).toBe('8');
    await elapse(200);
    (await wire.arrival()).reply(200, aContact());

    await background;
    expect(wire.requests.at(-1)?.url.at(-1)).toBe('7');
  });
});

describe('an origin that asks to be left alone', () => {
  test('is left alone by other calls, for as long as it said', async () => {
    const wire = fakeWire();
    const api = aClient({ wire, retry: false });
    const events = recordEvents(api);

    const first = reads(api, 1);
    (await wire.arrival()).reply(429, { title: 'slow down' }, { 'retry-after': '4' });
    await Promise.all(first);
    const held = getContact(api, contact(1));
    await elapse(4_000);
    expect(wire.requests).toHaveLength(1);
    await elapse(200); // A twentieth of the wait, at random, so that not all come at once.
    (await wire.arrival()).reply(200, aContact());

    await expect(held).resolves.toEqual(aContact());
    expect(limitsIn(events)).toEqual([
      ['cool-down', 'began'],
      ['cool-down', 'held'],
    ]);
  });

  test('sees those who were held come back one after the other, not all at once', async () => {
    const wire = fakeWire();
    let drawn = 0;
    const random = () => {
      drawn += 0.25;
      return drawn % 1;
    };
    const api = aClient({ wire, retry: false, random });
    const first = reads(api, 1);
    (await wire.arrival()).reply(429, { title: 'slow down' }, { 'retry-after': '4' });
    await Promise.all(first);

    const held = [1, 2, 3].map((index) => getContact(api, contact(index)));
    const came: number[] = [];
    for (let step = 0; step < 5; step += 1) {
      await elapse(step === 0 ? 4_000 : 100);
      came.push(wire.requests.length - 1);
    }

    expect(came).toEqual([0, 1, 2, 3, 3]);
    wire.always(() => aReply(200, aContact()));
    for (const _ of held) wire.next().reply(200, aContact());
    await Promise.all(held);
  });

  test('for longer than may be waited refuses at once, and says for how long', async () => {
    const wire = fakeWire();
    const api = aClient({ wire, retry: false });

    const first = reads(api, 1);
    (await wire.arrival()).reply(429, { title: 'slow down' }, { 'retry-after': '60' });
    await Promise.all(first);
    await elapse(1_000);

    await expect(getContact(api, contact(1))).rejects.toMatchObject({
      code: 'LIMITED',
      limit: 'cool-down',
      attempts: 0,
      retryAfterMs: 59_000,
      message:
        'getContact was not sent: https://api.example.com asked to be left alone; try again in 59.0 s.',
    });
    expect(wire.requests).toHaveLength(1);
  });

  test('by a 429 means the credential it came to, by a 503 everybody', async () => {
    const wire = fakeWire();
    let user = 'ada';
    const api = aClient({ wire, retry: false, circuit: false, auth: bearer(async () => user) });
    const answerWith = async (status: number): Promise<void> => {
      const pending = getContact(api, contact(1)).catch(() => {});
      (await wire.arrival()).reply(status, { title: 'no' }, { 'retry-after': '600' });
      await pending;
    };

    await answerWith(429);
    await expect(getContact(api, contact(2))).rejects.toMatchObject({ code: 'LIMITED' });
    user = 'bob';
    await answerWith(503);
    user = 'cleo';
    await expect(getContact(api, contact(2))).rejects.toMatchObject({ code: 'LIMITED' });
  });

  test('by an exhausted policy means the operations under it, before they are refused', async () => {
    const wire = fakeWire();
    wire.always(({ url }) =>
      aReply(200, [], url.includes('portfolio') ? { ratelimit: '"search";r=0;t=60' } : {}),
    );
    const api = aClient({ wire, cache: false });
    await listPortfolios(api);

    await expect(listPortfolios(api)).rejects.toMatchObject({ code: 'LIMITED', retryAfterMs: 60_000 });
    await expect(getContact(api, contact(1))).resolves.toEqual([]);
  });

  test('is asked again after an hour, however long it said', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(503, { title: 'later' }, { 'retry-after': String(30 * 24 * 3_600) }));
    const api = aClient({ wire, circuit: false });
    await Promise.all(reads(api, 1));

    await elapse(3_600_000);
    wire.always(() => aReply(200, aContact()));

    await expect(getContact(api, contact(1))).resolves.toEqual(aContact());
  });

  test('is asked all the same where cool-downs are off', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(429, { title: 'slow down' }, { 'retry-after': '60' }));
    const api = aClient({ wire, coolDown: false });

    await Promise.all(reads(api, 2));

    expect(wire.requests).toHaveLength(2);
  });
});

test('what a limit refuses does not count against the circuit, and is never retried', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = aClient({
    wire,
    circuit: { minimumAttempts: 1 },
    rateLimit: { requests: 1, periodMs: 60_000 },
  });

  await Promise.all(reads(api, 50));

  expect(api.circuits.states()[origin]).toMatchObject({ status: 'closed' });
  expect(wire.requests).toHaveLength(1);
});

test('a hit in the cache needs no room, no place and no permission', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, [], { 'retry-after': '0' }));
  const api = aClient({
    wire,
    bulkhead: { maxConcurrent: 1, maxQueued: 0 },
    rateLimit: { requests: 1, periodMs: 60_000 },
  });
  await listPortfolios(api);

  wire.always(() => undefined);
  const other = publicPing(api).catch(() => {});
  expect(await listPortfolios(api).withResponse()).toMatchObject({ source: 'memory' });
  await other;
});

test('with every limit on, a call that is over leaves no timer', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = aClient({
    wire,
    cache: false,
    bulkhead: { adaptive: true },
    rateLimit: { requests: 9 },
    hedging: {},
  });

  await Promise.all(reads(api, 5));

  expect(vi.getTimerCount()).toBe(0);
});
