/** Retries, hedges and replays draw on one budget per origin. */

import { expect, test } from 'vitest';
import { Observers } from '../../src/runtime/events.ts';
import { systemClock } from '../../src/runtime/ports.ts';
import { Budgets } from '../../src/runtime/resilience/budgets.ts';
import { aClient, aTokenReply, credentials, isForToken } from '../support/client.ts';
import { aContact, getContact } from '../support/sdk.ts';
import { elapse, elapseUntil, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const floor = 10;
const calls = (api: ReturnType<typeof aClient>, count: number) =>
  Array.from({ length: count }, (_, index) =>
    getContact(api, { contactId: `c${index}` }).catch((reason: unknown) => reason),
  );

test('a storm of failures costs the origin a fifth more, and the floor, not three times as much', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({ wire, circuit: false });

  await elapseUntil(Promise.all(calls(api, 100)), 1_000);

  expect(wire.requests).toHaveLength(100 + 20 + floor);
});

test('what replays have taken is not there for retries', async () => {
  const wire = fakeWire();
  let token = 0;
  let isRevoked = true;
  wire.always((request) => {
    if (isForToken(request)) {
      token += 1;
      return aTokenReply(`t${token}`);
    }
    if (isRevoked && request.headers.get('authorization') === 'Bearer t1')
      return aReply(401, { title: 'no' });
    return isRevoked ? aReply(200, aContact()) : aReply(503, { title: 'later' });
  });
  const api = aClient({ wire, auth: credentials, circuit: false, cache: false, retry: { budgetRatio: 0 } });
  await elapseUntil(Promise.all(calls(api, floor)), 100);
  isRevoked = false;
  const before = wire.requests.length;

  await elapseUntil(Promise.all(calls(api, 5)), 1_000);

  expect(wire.requests.length - before).toBe(5);
});

test('a token that is revoked under many calls is replayed for all of them, budget or no budget', async () => {
  const wire = fakeWire();
  let token = 0;
  wire.always((request) => {
    if (isForToken(request)) {
      token += 1;
      return aTokenReply(`t${token}`);
    }
    return request.headers.get('authorization') === 'Bearer t1'
      ? aReply(401, { title: 'no' })
      : aReply(200, aContact());
  });
  const api = aClient({ wire, auth: credentials, cache: false, retry: { budgetRatio: 0 } });

  const answers = await Promise.all(calls(api, 50));

  expect(answers).toEqual(Array.from({ length: 50 }, () => aContact()));
});

test('401 loops end: an origin that refuses every token costs no more than the budget on top', async () => {
  const wire = fakeWire();
  let token = 0;
  wire.always((request) => {
    if (!isForToken(request)) return aReply(401, { title: 'no' });
    token += 1;
    return aTokenReply(`t${token}`);
  });
  const api = aClient({ wire, auth: credentials, cache: false, retry: { budgetRatio: 0 } });

  for (let count = 0; count < 40; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});

  const sent = wire.requests.filter((request) => !isForToken(request)).length;
  expect(sent).toBeLessThanOrEqual(40 + floor + 1);
  expect(token).toBeLessThanOrEqual(floor + 2);
});

test('a quota as the AWS SDKs have it: a long row of failures exhausts it, a success pays back', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({ wire, circuit: false, cache: false, retry: { quota: { capacity: 20 } } });

  await elapseUntil(Promise.all(calls(api, 10)), 1_000);
  expect(wire.requests).toHaveLength(10 + 4);
  wire.always(() => aReply(200, aContact()));
  await Promise.all(calls(api, 5));
  wire.always(() => aReply(503, { title: 'later' }));
  const before = wire.requests.length;
  await elapseUntil(Promise.all(calls(api, 10)), 1_000);

  expect(wire.requests.length - before).toBe(10 + 1);
});

test('each origin has a budget of its own', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const options = { wire, circuit: false, retry: { budgetRatio: 0, maxAttempts: 2 } } as const;
  const here = aClient(options);
  const there = aClient({ ...options, baseUrl: 'https://other.example.com' });

  await elapseUntil(Promise.all(calls(here, 20)), 1_000);
  const before = wire.requests.length;
  await elapse(0);
  await elapseUntil(Promise.all(calls(there, 1)), 1_000);

  expect(wire.requests.length - before).toBe(2);
});

test('what is left of each budget may be asked', () => {
  const budgets = new Budgets({ kind: 'share', ratio: 0.2 }, systemClock, new Observers());
  const call = { origin: 'https://api.example.com', operation: { id: 'get' }, extraCost: undefined };
  expect(budgets.remaining()).toEqual({});

  for (let count = 0; count < 5; count += 1) budgets.tryExtra(call, false);

  expect(budgets.remaining()).toEqual({ 'https://api.example.com': 0.5 });
});
