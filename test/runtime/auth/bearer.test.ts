import { expect, test, vi } from 'vitest';
import { AuthError, bearer } from '../../../src/runtime/index.ts';
import { aClient } from '../../support/client.ts';
import { getContact } from '../../support/sdk.ts';
import { elapse, useFakeTime } from '../../support/time.ts';
import { aReply, fakeWire } from '../../support/wire.ts';

useFakeTime();

const c1 = { contactId: 'c1' };

test('a callback is asked at each call, and its token is sent', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, {}));
  const ask = vi.fn(async () => `token-${ask.mock.calls.length}`);
  const api = aClient({ wire, auth: bearer(ask) });

  await getContact(api, c1);
  await getContact(api, c1);

  expect(wire.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
    'Bearer token-1',
    'Bearer token-2',
  ]);
});

test('a retry sends the token that the call began with: its answer is kept under it', async () => {
  const wire = fakeWire();
  const ask = vi.fn(() => `token-${ask.mock.calls.length}`);
  const api = aClient({ wire, auth: bearer(ask) });

  const pending = getContact(api, c1);
  (await wire.arrival()).reply(503);
  await elapse(100);
  const second = await wire.arrival();
  second.reply(200, {});
  await pending;

  expect(second.request.headers.get('authorization')).toBe('Bearer token-1');
});

test.each([
  [
    'throws',
    () => Promise.reject(new Error('vault is sealed')),
    'getContact could not be signed: The bearer callback failed, so there is nothing to send.',
  ],
  [
    'has none',
    () => '',
    'getContact could not be signed: The bearer callback returned nothing that can be sent.',
  ],
])('a callback that %s makes an AuthError, and nothing is sent', async (_case, callback, message) => {
  const wire = fakeWire();
  const error = await getContact(aClient({ wire, auth: bearer(callback) }), c1).catch(
    (reason: unknown) => reason,
  );

  expect(error).toBeInstanceOf(AuthError);
  expect(error).toMatchObject({ message, attempts: 0 });
  expect(wire.requests).toEqual([]);
});

test('the cause of a callback that failed is kept', async () => {
  const cause = new Error('vault is sealed');
  const api = aClient({ wire: fakeWire(), auth: bearer(() => Promise.reject(cause)) });
  await expect(getContact(api, c1)).rejects.toHaveProperty('cause', cause);
});

test('a 401 is final: nobody here can renew such a token', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(401, { title: 'no' }));
  await expect(getContact(aClient({ wire, auth: bearer('t') }), c1)).rejects.toMatchObject({
    status: 401,
    attempts: 1,
  });
});
