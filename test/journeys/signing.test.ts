import { expect, test } from 'vitest';
import { dpop } from '../../docs/examples/dpop.ts';
import { hmac } from '../../docs/examples/hmac.ts';
import { apiKey, createClient, type Operation } from '../../src/runtime/index.ts';
import { aClient, credentials, isForToken, tokenEndpoint } from '../support/client.ts';
import { getContact, sdk } from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const encoder = new TextEncoder();
const c1 = { contactId: 'c1' };

test('a signature of one’s own is made anew for each attempt', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, auth: hmac({ keyId: 'k1', secret: 'shared-secret' }) });

  const pending = getContact(api, c1);
  (await wire.arrival()).reply(503, null, { 'retry-after': '2' });
  await elapse(2_000);
  (await wire.arrival()).reply(200, {});
  await pending;

  const dates = wire.requests.map(({ headers }) => headers.get('x-date'));
  expect(dates).toEqual(['Thu, 01 Jan 2026 00:00:00 GMT', 'Thu, 01 Jan 2026 00:00:02 GMT']);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode('shared-secret'), algorithm, false, [
    'verify',
  ]);
  for (const { headers } of wire.requests) {
    const [, base64 = ''] = headers.get('x-signature')?.split(':') ?? [];
    const message = encoder.encode(['GET', '/v1/contacts/c1', headers.get('x-date')].join('\n'));
    const signature = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    expect(await crypto.subtle.verify('HMAC', key, signature, message)).toBe(true);
  }
});

test('DPoP: each request has a proof of its own, for itself and its token (RFC 9449 §4.3)', async () => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const wire = fakeWire();
  wire.always(() => aReply(200, {}));
  const api = aClient({ wire, auth: dpop({ token: async () => 'bound-token', keys }), cache: false });

  await getContact(api, c1);
  await getContact(api, c1);

  const proofs = wire.requests.map(({ headers }) => headers.get('dpop') ?? '');
  const decode = (part = ''): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(decode(proofs[0]?.split('.')[0])).toMatchObject({
    typ: 'dpop+jwt',
    alg: 'ES256',
    jwk: { kty: 'EC', crv: 'P-256' },
  });
  expect(decode(proofs[0]?.split('.')[0])).not.toHaveProperty('jwk.d');
  expect(decode(proofs[0]?.split('.')[1])).toMatchObject({
    htm: 'GET',
    htu: 'https://api.example.com/v1/contacts/c1',
    iat: Date.UTC(2026, 0, 1) / 1_000,
    ath: Buffer.from(await crypto.subtle.digest('SHA-256', encoder.encode('bound-token'))).toString(
      'base64url',
    ),
  });
  for (const proof of proofs) {
    const [header, payload, signature = ''] = proof.split('.');
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const data = encoder.encode(`${header}.${payload}`);
    expect(
      await crypto.subtle.verify(algorithm, keys.publicKey, Buffer.from(signature, 'base64url'), data),
    ).toBe(true);
  }
  expect(new Set(proofs).size).toBe(2);
  expect(wire.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
    'DPoP bound-token',
    'DPoP bound-token',
  ]);
});

test('of two credentials that are sent together, a 401 renews the one that can be, and both are sent again', async () => {
  const securitySchemes = {
    oauth: { type: 'oauth2', flows: {} },
    tenant: { type: 'apiKey', in: 'header', name: 'X-Tenant' },
  } as const;
  const operation: Operation = {
    id: 'getBoth',
    method: 'GET',
    path: '/both',
    resource: 'contacts',
    replies: { 200: 'application/json' },
    security: [{ oauth: [], tenant: [] }],
  };
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always((request) => {
    const isOld = request.headers.get('authorization') === 'Bearer token-1';
    return endpoint.answer(request) ?? aReply(isOld ? 401 : 200, {});
  });
  await using api = createClient<(typeof sdk)['resources'][number], Record<string, unknown>>(
    { ...sdk, securitySchemes },
    { transport: wire, auth: { oauth: credentials, tenant: apiKey('the-tenant') } },
  );

  await api.call(operation, {});

  expect(
    wire.requests
      .filter((each) => !isForToken(each))
      .map(({ headers }) => [headers.get('authorization'), headers.get('x-tenant')]),
  ).toEqual([
    ['Bearer token-1', 'the-tenant'],
    ['Bearer token-2', 'the-tenant'],
  ]);
});

test('closing a client ends what it asks a token endpoint', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, auth: credentials });
  const pending = getContact(api, c1).catch((error: unknown) => error);
  const { request } = await wire.arrival();

  await api.close();

  expect(request.signal.aborted).toBe(true);
  expect(await pending).toMatchObject({ code: 'CLIENT_CLOSED' });
});
