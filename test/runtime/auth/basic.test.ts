import { expect, test } from 'vitest';
import { basicHeader } from '../../../src/runtime/auth/basic.ts';
import { basic } from '../../../src/runtime/index.ts';
import { aClient } from '../../support/client.ts';
import { getContact } from '../../support/sdk.ts';
import { aReply, fakeWire } from '../../support/wire.ts';

test.each([
  // RFC 7617 §2 and §2.1.
  ['Aladdin', 'open sesame', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
  ['test', '123£', 'Basic dGVzdDoxMjPCow=='],
  ['ü', '🔑', `Basic ${Buffer.from('ü:🔑').toString('base64')}`],
  ['user', 'with:colon', `Basic ${Buffer.from('user:with:colon').toString('base64')}`],
])('%s and %s are written in UTF-8', (user, password, header) => {
  expect(basicHeader(user, password)).toBe(header);
});

test('every request carries it', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, {}));

  await getContact(aClient({ wire, auth: basic('Aladdin', 'open sesame') }), { contactId: 'c1' });

  expect(wire.requests[0]?.headers.get('authorization')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
});
