import { describe, expect, test } from 'vitest';
import { dpop } from '../../docs/examples/dpop.ts';
import { hmac } from '../../docs/examples/hmac.ts';
import { sigV4 } from '../../docs/examples/sigv4.ts';
import { Fields } from '../../src/runtime/fields.ts';
import { apiKey, createClient, type Operation, oauth2 } from '../../src/runtime/index.ts';
import type { Method } from '../../src/runtime/operation.ts';
import { Outgoing } from '../../src/runtime/outgoing.ts';
import {
  aClient,
  credentials,
  isForToken,
  recordEvents,
  tokenEndpoint,
  tokenUrl,
} from '../support/client.ts';
import { createPortfolio, getContact, sdk } from '../support/sdk.ts';
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

test('a body is signed with what it is sent in, and a retry signs the same', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, auth: hmac({ keyId: 'k1', secret: 'shared-secret' }) });

  const pending = createPortfolio(api, { body: { name: 'Grüße' } });
  (await wire.arrival()).reply(503, null, { 'retry-after': '2' });
  await elapse(2_000);
  (await wire.arrival()).reply(201, {});
  await pending;

  for (const request of wire.requests) {
    const digest = await crypto.subtle.digest('SHA-256', await request.arrayBuffer());
    const said = `sha-256=:${Buffer.from(digest).toString('base64')}:`;
    expect(request.headers.get('content-digest')).toBe(said);
  }
  expect(new Set(wire.requests.map(({ headers }) => headers.get('x-signature'))).size).toBe(2);
});

describe('DPoP (RFC 9449)', () => {
  const binding = async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    return { keys, binding: dpop(keys) };
  };
  const decode = (part = ''): Record<string, unknown> =>
    JSON.parse(Buffer.from(part, 'base64url').toString());
  const proofIn = ({ headers }: Request) => headers.get('dpop') ?? '';
  const claimsIn = (request: Request) => decode(proofIn(request).split('.')[1]);
  const app = { tokenUrl, clientId: 'the-client', clientSecret: 'the-secret' };
  const aBoundToken = (value: string): Response =>
    aReply(200, { access_token: value, token_type: 'DPoP', expires_in: 3_600 });

  test('each request has a proof of its own, for itself and its token; so has the request for the token', async () => {
    const bound = await binding();
    const wire = fakeWire();
    wire.always((request) => (isForToken(request) ? aBoundToken('bound-token') : aReply(200, {})));
    const auth = oauth2.clientCredentials({ ...app, binding: bound.binding });
    const api = aClient({ wire, auth, cache: false });

    await getContact(api, c1);
    await getContact(api, c1);

    const iat = Date.UTC(2026, 0, 1) / 1_000;
    const ath = Buffer.from(await crypto.subtle.digest('SHA-256', encoder.encode('bound-token'))).toString(
      'base64url',
    );
    const read = {
      jti: expect.any(String),
      htm: 'GET',
      htu: 'https://api.example.com/v1/contacts/c1',
      iat,
      ath,
    };
    expect(wire.requests.map(claimsIn)).toEqual([
      { jti: expect.any(String), htm: 'POST', htu: tokenUrl, iat },
      read,
      read,
    ]);
    for (const request of wire.requests) {
      const [header, payload, signature = ''] = proofIn(request).split('.');
      expect(decode(header)).toEqual({
        typ: 'dpop+jwt',
        alg: 'ES256',
        jwk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
      });
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
      const data = encoder.encode(`${header}.${payload}`);
      const proof = Buffer.from(signature, 'base64url');
      expect(await crypto.subtle.verify(algorithm, bound.keys.publicKey, proof, data)).toBe(true);
    }
    expect(new Set(wire.requests.map(proofIn)).size).toBe(3);
    expect(wire.requests.slice(1).map(({ headers }) => headers.get('authorization'))).toEqual([
      'DPoP bound-token',
      'DPoP bound-token',
    ]);
  });

  test('a server that wants a nonce is answered with it at once, and from then on', async () => {
    const wire = fakeWire();
    let issued = 0;
    wire.always((request) => {
      const { nonce } = claimsIn(request);
      if (isForToken(request)) {
        if (nonce !== 'n-login') return aReply(400, { error: 'use_dpop_nonce' }, { 'dpop-nonce': 'n-login' });
        issued += 1;
        return aBoundToken(`t${issued}`);
      }
      const challenge = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n-api' };
      return nonce === 'n-api' ? aReply(200, {}) : aReply(401, { title: 'nonce' }, challenge);
    });
    const { binding: bound } = await binding();
    const api = aClient({ wire, auth: oauth2.clientCredentials({ ...app, binding: bound }), cache: false });
    const events = recordEvents(api);

    await getContact(api, c1);
    await getContact(api, c1);

    expect(wire.requests.map((request) => [isForToken(request), claimsIn(request)['nonce']])).toEqual([
      [true, undefined],
      [true, 'n-login'],
      [false, undefined],
      [false, 'n-api'],
      [false, 'n-api'],
    ]);
    expect(issued).toBe(1);
    expect(events.filter(({ type }) => type === 'circuit')).toEqual([]);
  });

  test('a nonce that comes with a success is what the next proof has', async () => {
    const wire = fakeWire();
    let count = 0;
    wire.always((request) => {
      if (isForToken(request)) return aBoundToken('bound-token');
      count += 1;
      return aReply(200, {}, { 'dpop-nonce': `n${count}` });
    });
    const { binding: bound } = await binding();
    const api = aClient({ wire, auth: oauth2.clientCredentials({ ...app, binding: bound }), cache: false });

    for (let call = 0; call < 3; call += 1) await getContact(api, c1);

    expect(wire.requests.slice(1).map((request) => claimsIn(request)['nonce'])).toEqual([
      undefined,
      'n1',
      'n2',
    ]);
  });

  test('a nonce and a newer token may both be needed, each once', async () => {
    const wire = fakeWire();
    let issued = 0;
    wire.always((request) => {
      if (isForToken(request)) {
        issued += 1;
        return aBoundToken(`t${issued}`);
      }
      const challenge = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n' };
      if (claimsIn(request)['nonce'] === undefined) return aReply(401, { title: 'nonce' }, challenge);
      return request.headers.get('authorization') === 'DPoP t2'
        ? aReply(200, {})
        : aReply(401, { title: 'old' });
    });
    const { binding: bound } = await binding();
    const api = aClient({ wire, auth: oauth2.clientCredentials({ ...app, binding: bound }), cache: false });

    expect(await getContact(api, c1).withResponse()).toMatchObject({ attempts: 3 });
    expect(issued).toBe(2);
  });

  test('a server that wants another nonce for ever is asked twice, not in a loop', async () => {
    const wire = fakeWire();
    let count = 0;
    wire.always((request) => {
      if (isForToken(request)) return aBoundToken('bound-token');
      count += 1;
      const challenge = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': `n${count}` };
      return aReply(401, { title: 'nonce' }, challenge);
    });
    const { binding: bound } = await binding();
    const api = aClient({ wire, auth: oauth2.clientCredentials({ ...app, binding: bound }), cache: false });

    await expect(getContact(api, c1)).rejects.toMatchObject({ status: 401, attempts: 2 });
  });

  test('a token that is not bound is refused where one was asked for that is', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, { access_token: 'loose', token_type: 'Bearer' }));
    const { binding: bound } = await binding();
    const api = aClient({ wire, auth: oauth2.clientCredentials({ ...app, binding: bound }) });

    await expect(getContact(api, c1)).rejects.toMatchObject({
      code: 'AUTH_FAILED',
      message: expect.stringContaining('not of type DPoP'),
    });
  });
});

describe('AWS Signature Version 4: the published test suite', () => {
  const date = { wall: () => Date.UTC(2015, 7, 30, 12, 36), monotonic: () => 0 };
  const keys = () => ({
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  });
  const suite = { service: 'service', region: 'us-east-1', keys };

  test.each<[string, Method, string, [string, string][], string]>([
    [
      'get-vanilla',
      'GET',
      '',
      [],
      'host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    ],
    [
      'get-vanilla-query-order-key-case',
      'GET',
      '?Param2=value2&Param1=value1',
      [],
      'host;x-amz-date, Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'post-vanilla',
      'POST',
      '',
      [],
      'host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    ],
    [
      'post-x-www-form-urlencoded',
      'POST',
      '',
      [['content-type', 'application/x-www-form-urlencoded']],
      'content-type;host;x-amz-date, Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('%s', async (_name, method, query, headers, signature) => {
    const signer = sigV4(suite).open({
      transport: fakeWire(),
      clock: date,
      random: () => 0,
      observers: { emit: () => {} },
      baseUrl: 'https://example.amazonaws.com',
      name: 'aws',
      scheme: undefined,
    });
    const body = headers.length > 0 ? { content: 'Param1=value1', isReplayable: true } : undefined;
    const prepared = { url: `https://example.amazonaws.com/${query}`, headers: new Fields(headers), body };

    const signed = await signer.sign(new Outgoing(method, prepared), '');

    expect(signed.headers.get('authorization')).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${signature}`,
    );
  });

  test('a retry is signed anew, and a session token is signed too', async () => {
    const wire = fakeWire();
    const session = () => ({ ...keys(), sessionToken: 'the-session-token' });
    const api = aClient({ wire, auth: sigV4({ ...suite, keys: session }) });

    const pending = getContact(api, c1);
    (await wire.arrival()).reply(503, null, { 'retry-after': '2' });
    await elapse(2_000);
    (await wire.arrival()).reply(200, {});
    await pending;

    const sent = wire.requests.map(({ headers }) => headers.get('authorization') ?? '');
    expect(sent[0]).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token');
    expect(sent[0]).not.toBe(sent[1]);
  });
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
