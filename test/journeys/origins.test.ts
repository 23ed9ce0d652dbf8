/** How it stands with an origin: what is left for retries, and how long it wants to be left alone. */

import { expect, test } from 'vitest';
import { aClient } from '../support/client.ts';
import { getContact } from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const origin = 'https://api.example.com';

test('a retry takes from the budget of its origin', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, retry: { budgetRatio: 0, maxAttempts: 2 } });
  const call = getContact(api, { contactId: 'c1' });
  (await wire.arrival()).reply(503, { title: 'later' });
  await elapse(1_000);
  (await wire.arrival()).reply(200, { id: 'c1', name: 'Ada' });
  expect(api.origins()).toEqual({ [origin]: { budgetLeft: 0.9, coolDownMs: 0, inFlight: 1 } });
  await call;
  expect(api.origins()[origin]?.inFlight).toBe(0);
});

test('an origin that asks to be left alone is, for as long as it said', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(429, { title: 'no' }, { 'retry-after': '30' }));
  const api = aClient({ wire, retry: false });
  await getContact(api, { contactId: 'c1' }).result();
  expect(api.origins()[origin]?.coolDownMs).toBe(30_000);
  await elapse(30_000);
  expect(api.origins()[origin]?.coolDownMs).toBe(0);
});
