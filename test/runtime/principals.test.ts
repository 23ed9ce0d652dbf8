import { expect, test } from 'vitest';
import type { Address, Principal } from '../../src/runtime/principal.ts';
import { Principals } from '../../src/runtime/principals.ts';

const addressOf = (principal: Principal, key: string): Address =>
  principal.address(principal.partition + key);

test('a credential has one principal, from the first time on', () => {
  const principals = new Principals('common');
  expect(principals.of('alice')).toBe(principals.of('alice'));
});

test('each credential has a principal of its own, in memory and outside', () => {
  const principals = new Principals('common');
  const [alice, bob] = [principals.of('alice'), principals.of('bob')];
  expect(alice.partition).not.toBe(bob.partition);
  expect(addressOf(alice, 'key').digest).not.toBe(addressOf(bob, 'key').digest);
});

test('outside, a credential is the same for all clients that have everything in common, and for no other', () => {
  const digest = (common: string) => addressOf(new Principals(common).of('alice'), 'key').digest;
  expect(digest('common')).toBe(digest('common'));
  expect(digest('common')).not.toBe(digest('other'));
});

test('an address is worked out once, and thousands of them do not grow it without bound', () => {
  const alice = new Principals('common').of('alice');
  const first = addressOf(alice, 'key-0');
  expect(addressOf(alice, 'key-0')).toBe(first);

  for (let key = 1; key <= 10_000; key += 1) addressOf(alice, `key-${key}`);

  expect(addressOf(alice, 'key-0')).not.toBe(first);
  expect(addressOf(alice, 'key-0')).toEqual(first);
});

test('many users who read much share the room that there is', () => {
  const principals = new Principals('common');
  const alice = principals.of('alice');
  const first = addressOf(alice, 'key-0');

  for (let user = 0; user < 20; user += 1)
    for (let key = 0; key < 500; key += 1) addressOf(principals.of(`user-${user}`), `key-${key}`);

  expect(addressOf(alice, 'key-0')).not.toBe(first);
  expect(addressOf(alice, 'key-0')).toEqual(first);
});

test('thousands of users do not grow it without bound, and stay apart', () => {
  const principals = new Principals('common');
  const first = principals.of('user-0');
  for (let user = 1; user <= 1_000; user += 1) principals.of(`user-${user}`);

  const again = principals.of('user-0');

  expect(again).not.toBe(first);
  expect(again.partition).not.toBe(first.partition);
  expect(addressOf(again, 'key').digest).toBe(addressOf(first, 'key').digest);
});
