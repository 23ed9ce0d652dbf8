import { afterEach, expect, test, vi } from 'vitest';
import { Principal } from '../../src/runtime/principal.ts';
import { Principals } from '../../src/runtime/principals.ts';
import { aClient } from '../support/client.ts';
import { getContact } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

const workedOut = vi.spyOn(Principal, 'of');

afterEach(() => {
  workedOut.mockClear();
});

test('concurrent cold callers work the principal out once', async () => {
  const principals = new Principals('common');

  const all = await Promise.all(Array.from({ length: 20 }, () => principals.of('alice')));

  expect(new Set(all).size).toBe(1);
  expect(workedOut).toHaveBeenCalledOnce();
});

test('a burst of first calls on a new client works its principal out once', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, {}));
  const api = aClient({ wire });

  await Promise.all(Array.from({ length: 20 }, (_, index) => getContact(api, { contactId: `c${index}` })));

  expect(workedOut).toHaveBeenCalledOnce();
});

test('a principal is there at once from the second time on', async () => {
  const principals = new Principals('common');
  const before = principals.peek('alice');

  const alice = await principals.of('alice');

  expect(before).toBeUndefined();
  expect(principals.peek('alice')).toBe(alice);
  expect(await principals.of('alice')).toBe(alice);
  expect(workedOut).toHaveBeenCalledOnce();
});

test('each credential has a principal of its own, even when they are worked out together', async () => {
  const principals = new Principals('common');
  const [alice, bob] = await Promise.all([principals.of('alice'), principals.of('bob')]);
  expect(alice.partition).not.toBe(bob.partition);
  expect(await alice.seal('key')).not.toBe(await bob.seal('key'));
});

test('a principal that could not be worked out is tried again', async () => {
  const principals = new Principals('common');
  workedOut.mockRejectedValueOnce(new Error('no entropy'));

  const [one, other] = await Promise.allSettled([principals.of('alice'), principals.of('alice')]);

  expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
  await expect(principals.of('alice')).resolves.toBeDefined();
});

test('thousands of users do not grow it without bound, and stay apart', async () => {
  const principals = new Principals('common');
  const first = await principals.of('user-0');
  for (let user = 1; user <= 1_000; user += 1) await principals.of(`user-${user}`);

  const again = await principals.of('user-0');

  expect(await again.seal('key')).toBe(await first.seal('key'));
  expect(principals.peek('user-1')).toBeUndefined();
});
