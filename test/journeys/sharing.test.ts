import { expect, test, vi } from 'vitest';
import { aClient, aWarmClient } from '../support/client.ts';
import { aContact, aPortfolio, getContact, getPortfolio } from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { fakeWire } from '../support/wire.ts';

useFakeTime();

test('identical reads at the same time share one request', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const all = Array.from({ length: 30 }, () => getContact(api, { contactId: 'c1' }).withResponse());
  (await wire.arrival()).reply(200, aContact());
  const answers = await Promise.all(all);

  expect(wire.requests).toHaveLength(2);
  expect(answers.map(({ source }) => source)).toEqual(['network', ...Array(29).fill('flight')]);
});

test('reads of different things do not wait for each other', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const first = getContact(api, { contactId: 'c1' });
  const second = getContact(api, { contactId: 'c2' });
  (await wire.arrival()).hang();
  (await wire.arrival()).reply(200, aContact('c2'));

  await expect(second).resolves.toEqual(aContact('c2'));
  void first.catch(() => {});
});

test('a failure reaches all who share the flight, after one request', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const all = Array.from({ length: 5 }, () => getContact(api, { contactId: 'c1' }));
  const endings = Promise.allSettled(all);
  (await wire.arrival()).reply(404, { title: 'gone' });

  for (const ending of await endings)
    expect(ending).toMatchObject({ status: 'rejected', reason: { status: 404 } });
  expect(wire.requests).toHaveLength(2);
});

test('a caller that aborts leaves the others on board, even if it came first', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const controller = new AbortController();

  const leader = getContact(api, { contactId: 'c1' }, { signal: controller.signal });
  const follower = getContact(api, { contactId: 'c1' });
  const arrival = await wire.arrival();
  controller.abort(new Error('enough'));

  await expect(leader).rejects.toThrow('enough');
  arrival.reply(200, aContact());
  await expect(follower).resolves.toEqual(aContact());
});

test('a caller that aborts gets its own reason, untouched', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const reason = { because: 'the user left' };
  const controller = new AbortController();

  const pending = getContact(api, { contactId: 'c1' }, { signal: controller.signal });
  await wire.arrival();
  controller.abort(reason);

  expect(await pending.catch((thrown: unknown) => thrown)).toBe(reason);
});

test('the request is cancelled when the last caller has left', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const controllers = [new AbortController(), new AbortController()];

  const all = controllers.map(({ signal }) => getContact(api, { contactId: 'c1' }, { signal }));
  const endings = Promise.allSettled(all);
  const { request } = await wire.arrival();
  controllers[0]?.abort();
  await quiet();
  const wasAborted = request.signal.aborted;
  controllers[1]?.abort();
  await endings;
  await quiet();

  expect([wasAborted, request.signal.aborted]).toEqual([false, true]);
});

test('who comes after the last has left gets a flight of their own', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const controller = new AbortController();
  const left = getContact(api, { contactId: 'c1' }, { signal: controller.signal }).catch(() => 'left');
  await wire.arrival();
  controller.abort();

  const next = getContact(api, { contactId: 'c1' });
  (await wire.arrival()).reply(200, aContact());

  expect(await left).toBe('left');
  await expect(next).resolves.toEqual(aContact());
});

test('a caller whose signal was aborted before sends nothing', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  await expect(
    getContact(api, { contactId: 'c1' }, { signal: AbortSignal.abort(new Error('before')) }),
  ).rejects.toThrow('before');

  expect(wire.requests).toHaveLength(1);
});

test('a caller with less time than the others leaves alone', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const patient = getContact(api, { contactId: 'c1' });
  const hasty = getContact(api, { contactId: 'c1' }, { timeoutMs: 50 }).catch((reason: unknown) => reason);
  const arrival = await wire.arrival();
  await elapse(50);

  expect(await hasty).toMatchObject({ code: 'TIMEOUT', limit: 'total', operation: 'getContact' });
  arrival.reply(200, aContact());
  await expect(patient).resolves.toEqual(aContact());
});

test('a caller that came first with little time does not shorten the flight of those who join', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const hasty = getContact(api, { contactId: 'c1' }, { timeoutMs: 50 }).catch((reason: unknown) => reason);
  const arrival = await wire.arrival();
  const patient = getContact(api, { contactId: 'c1' });
  await elapse(5_000);

  expect(await hasty).toMatchObject({ code: 'TIMEOUT' });
  arrival.reply(200, aContact());
  await expect(patient).resolves.toEqual(aContact());
});

test('each caller may change what it got without harm to the others or to the cache', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const both = Promise.all([
    getPortfolio(api, { portfolioId: 'p1' }),
    getPortfolio(api, { portfolioId: 'p1' }),
  ]);
  (await wire.arrival()).reply(200, { ...aPortfolio(), tags: ['a'] });
  const [first, second] = await both;
  first.tags?.push('mine');
  const third = await getPortfolio(api, { portfolioId: 'p1' });
  third.tags?.push('also mine');

  expect(second.tags).toEqual(['a']);
  expect((await getPortfolio(api, { portfolioId: 'p1' })).tags).toEqual(['a']);
});

test('each caller gets a response of its own to read', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });

  const both = Promise.all([
    getContact(api, { contactId: 'c1' }).withResponse(),
    getContact(api, { contactId: 'c1' }).withResponse(),
  ]);
  (await wire.arrival()).reply(200, aContact());
  const [first, second] = await both;

  expect(await first.response.json()).toEqual(aContact());
  expect(await second.response.json()).toEqual(aContact());
});

test('a caller leaves no listener on its signal', async () => {
  const wire = fakeWire();
  const api = await aWarmClient({ wire });
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');

  const pending = getContact(api, { contactId: 'c1' }, { signal });
  (await wire.arrival()).reply(200, aContact());
  await pending;

  expect(added.mock.calls.length).toBeGreaterThan(0);
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
    added.mock.calls.map(([, listener]) => listener),
  );
});

test('however often one call is looked at, there is one request', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const call = getContact(api, { contactId: 'c1' });
  (await wire.arrival()).reply(200, aContact());

  expect([await call, (await call.withResponse()).data, await call.result()]).toEqual([
    aContact(),
    aContact(),
    expect.objectContaining({ ok: true, status: 200, data: aContact() }),
  ]);
  expect(wire.requests).toHaveLength(1);
});
