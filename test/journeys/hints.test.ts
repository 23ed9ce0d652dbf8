/** What an origin says of when to come again: obeyed or given up, never earlier. */

import { expect, test } from 'vitest';
import { aClient } from '../support/client.ts';
import { aContact, getContact } from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const c1 = { contactId: 'c1' };

test.each<[string, Record<string, string>]>([
  ['the structured field', { ratelimit: '"default";r=0;t=4' }],
  ['the longest of its policies', { ratelimit: '"burst";r=0;t=1, "hour";r=0;t=4, "day";r=70;t=9000' }],
  ['the earlier drafts', { 'ratelimit-remaining': '0', 'ratelimit-reset': '4' }],
  ['X-RateLimit-Reset as a delay', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4' }],
  [
    'X-RateLimit-Reset as a moment',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.UTC(2026, 0, 1) / 1_000 + 4) },
  ],
])('quota fields of a 429 are waited for: %s', async (_field, headers) => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1);
  (await wire.arrival()).reply(429, null, headers);
  await elapse(3_999);
  expect(wire.requests).toHaveLength(1);
  await elapse(1);
  (await wire.arrival()).reply(200, aContact());

  await expect(pending).resolves.toEqual(aContact());
});

test('Retry-After wins over quota fields', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(429, { title: 'no' }, { 'retry-after': '60', ratelimit: '"default";r=0;t=2' }));
  const api = aClient({ wire });

  await expect(getContact(api, c1)).rejects.toMatchObject({ attempts: 1, retryAfterMs: 60_000 });
});

test('a quota that is renewed after the deadline is not waited for: the caller is told at once, and for how long', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(429, { title: 'no' }, { ratelimit: '"default";r=0;t=600' }));
  const api = aClient({ wire });

  await expect(getContact(api, c1)).rejects.toMatchObject({
    status: 429,
    attempts: 1,
    retryAfterMs: 600_000,
  });
});

test('a call that is told to wait, and another that is told to wait longer, both wait the longer', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const first = getContact(api, c1);
  const second = getContact(api, { contactId: 'c2' });
  (await wire.arrival()).reply(503, null, { 'retry-after': '2' });
  (await wire.arrival()).reply(503, null, { 'retry-after': '4' });
  await elapse(3_999);
  expect(wire.requests).toHaveLength(2);
  await elapse(1_000);
  (await wire.arrival()).reply(200, aContact());
  (await wire.arrival()).reply(200, aContact());

  await Promise.all([first, second]);
});

test.each<Record<string, string>>([
  { 'retry-after': 'soon' },
  { 'retry-after': '-5' },
  { ratelimit: '"default";r=0;t=-5' },
  { ratelimit: 'r=0' },
  { 'x-ratelimit-reset': '123456789012345678901234567890' },
])('what cannot be believed is not obeyed: %j', async (headers) => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1);
  (await wire.arrival()).reply(429, null, headers);
  await elapse(500);
  (await wire.arrival()).reply(200, aContact());

  await expect(pending).resolves.toEqual(aContact());
});

test.each<[string, Record<string, string>]>([
  ['Retry-After', { 'retry-after': '4' }],
  ['GitHub’s fields', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4' }],
])('a 403 that is a rate limit cools down and is tried again, as a 429 is: %s', async (_field, headers) => {
  const wire = fakeWire();
  const api = aClient({ wire });

  const pending = getContact(api, c1).withResponse();
  (await wire.arrival()).reply(403, { message: 'secondary rate limit' }, headers);
  await quiet();
  const held = getContact(api, { contactId: 'c2' });
  await elapse(3_999);
  expect(wire.requests).toHaveLength(1);
  await elapse(500);
  (await wire.arrival()).reply(200, aContact());
  (await wire.arrival()).reply(200, aContact());

  expect(await pending).toMatchObject({ attempts: 2 });
  await held;
});

test('any other 403 is a refusal: nothing is tried again, and nobody waits', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(403, { title: 'no' }, { 'x-ratelimit-remaining': '9' }));
  const api = aClient({ wire });

  await expect(getContact(api, c1)).rejects.toMatchObject({ status: 403, attempts: 1 });
  await expect(getContact(api, { contactId: 'c2' })).rejects.toMatchObject({ attempts: 1 });
});
