import { expect, test } from 'vitest';
import { sealedWith } from '../../../src/runtime/fleet/sealed.ts';

const { encrypt, decrypt } = sealedWith('a secret of the whole fleet');

test('who knows the secret reads what was written', async () => {
  expect(await decrypt(await encrypt('a token: é🔑'))).toBe('a token: é🔑');
});

test('the same text is never written twice in the same way', async () => {
  expect(await encrypt('token')).not.toBe(await encrypt('token'));
});

test('who knows another secret reads nothing', async () => {
  expect(await sealedWith('another secret of a fleet').decrypt(await encrypt('token'))).toBeUndefined();
});

test.each(['', 'garbage', '.', 'AAAA.AAAA', '%.%'])('%j is nothing', async (sealed) => {
  expect(await decrypt(sealed)).toBeUndefined();
});
