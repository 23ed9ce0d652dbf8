import { expect, test } from 'vitest';
import { type ClientCredentialsOptions, oauth2 } from '../../../src/runtime/index.ts';
import { aClient, isForToken, tokenUrl } from '../../support/client.ts';
import { getContact } from '../../support/sdk.ts';
import { elapse, useFakeTime } from '../../support/time.ts';
import { aReply, type FakeWire, fakeWire } from '../../support/wire.ts';

useFakeTime();

const options: ClientCredentialsOptions = { tokenUrl, clientId: 'the-client', clientSecret: 'the-secret' };

function call(wire: FakeWire, given: Partial<ClientCredentialsOptions> = {}) {
  return getContact(aClient({ wire, auth: oauth2.clientCredentials({ ...options, ...given }) }), {
    contactId: 'c1',
  });
}

/** The token request, and the form it carries. */
async function tokenRequest(given: Partial<ClientCredentialsOptions> = {}) {
  const wire = fakeWire();
  const pending = call(wire, given);
  const arrival = await wire.arrival();
  const form = new URLSearchParams(await arrival.request.text());
  wire.always(() => aReply(200, {}));
  arrival.reply(200, { access_token: 'token', token_type: 'bearer' });
  await pending;
  return { request: arrival.request, form: Object.fromEntries(form) };
}

/** What the call fails with when the token endpoint answers so. */
async function failure(status: number, body: object | string): Promise<unknown> {
  const wire = fakeWire();
  wire.always(() => aReply(status, body));
  return call(wire).catch((reason: unknown) => reason);
}

test('a token is asked for as RFC 6749 §4.4.2 says', async () => {
  const { request, form } = await tokenRequest({ scopes: ['a:read', 'b:write'] });

  expect([request.method, request.url]).toEqual(['POST', tokenUrl]);
  expect(request.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
  expect(request.headers.get('authorization')).toBe(`Basic ${btoa('the-client:the-secret')}`);
  expect(form).toEqual({ grant_type: 'client_credentials', scope: 'a:read b:write' });
});

test('client id and secret are form-encoded before they are joined: RFC 6749 §2.3.1', async () => {
  const { request } = await tokenRequest({ clientId: 'id:with colon', clientSecret: 'pä+ss' });

  expect(atob(request.headers.get('authorization')?.slice('Basic '.length) ?? '')).toBe(
    'id%3Awith+colon:p%C3%A4%2Bss',
  );
});

test('the secret may go into the body, and then nowhere else', async () => {
  const { request, form } = await tokenRequest({ secretIn: 'body' });

  expect(request.headers.has('authorization')).toBe(false);
  expect(form).toEqual({
    grant_type: 'client_credentials',
    client_id: 'the-client',
    client_secret: 'the-secret',
  });
});

test('whatever else the endpoint wants is sent along', async () => {
  const { form } = await tokenRequest({ extra: { audience: 'https://api.example.com' } });
  expect(form).toMatchObject({ audience: 'https://api.example.com' });
});

test.each(['Bearer', 'bearer', 'BEARER', undefined])('a token of type %s is used', async (type) => {
  const wire = fakeWire();
  wire.always((request) =>
    isForToken(request) ? aReply(200, { access_token: 't', token_type: type }) : aReply(200, {}),
  );
  await call(wire);
  expect(wire.requests.at(-1)?.headers.get('authorization')).toBe('Bearer t');
});

test('a token of another type is not', async () => {
  expect(await failure(200, { access_token: 't', token_type: 'DPoP' })).toMatchObject({
    code: 'AUTH_FAILED',
  });
});

test.each([{}, { access_token: '' }, { access_token: 5 }, []])('%j is no token', async (body) => {
  expect(await failure(200, body)).toMatchObject({
    code: 'AUTH_FAILED',
    message:
      'getContact could not be signed: The token endpoint answered without an `access_token` that a header can carry. Check `tokenUrl`.',
  });
});

test.each([
  ['3600', 3_600],
  [3_600, 3_600],
])('a lifetime of %j seconds is understood', async (expiresIn, seconds) => {
  const wire = fakeWire();
  wire.always((request) =>
    isForToken(request) ? aReply(200, { access_token: 't', expires_in: expiresIn }) : aReply(200, {}),
  );
  const api = aClient({ wire, auth: oauth2.clientCredentials(options) });
  await getContact(api, { contactId: 'c1' });

  await elapse(seconds * 1_000);
  await getContact(api, { contactId: 'c1' });

  expect(wire.requests.filter(isForToken)).toHaveLength(2);
});

test('the error code of the endpoint is told, its description is not', async () => {
  const error = await failure(400, { error: 'invalid_scope', error_description: 'scope "x" of the-secret' });
  expect(error).toMatchObject({ oauthError: 'invalid_scope', operation: 'getContact' });
  expect(String(error)).not.toContain('the-secret');
});

test('an error code outside its alphabet is not repeated', async () => {
  expect(await failure(400, { error: 'the-secret\nforged log line' })).toMatchObject({
    oauthError: undefined,
    message: expect.not.stringContaining('forged'),
  });
});

test.each([500, 503, 429])('a token endpoint that answers %i is asked again', async (status) => {
  const wire = fakeWire();
  const pending = call(wire);
  (await wire.arrival()).reply(status);
  await elapse(2_000);
  (await wire.arrival()).reply(200, { access_token: 't' });
  (await wire.arrival()).reply(200, {});
  await expect(pending).resolves.toEqual({});
});

test.each([400, 401, 403])('a token endpoint that answers %i is not asked again', async (status) => {
  const wire = fakeWire();
  wire.always(() => aReply(status, {}));
  await expect(call(wire)).rejects.toMatchObject({ code: 'AUTH_FAILED' });
  expect(wire.requests).toHaveLength(1);
});

test('a token endpoint that does not answer is given up after its own time', async () => {
  const wire = fakeWire();
  const pending = call(wire, { timeoutMs: 1_000 }).catch((reason: unknown) => reason);
  await wire.arrival();
  await elapse(1_000);
  // The time is for the request and its repetitions; only the call's own deadline is longer.
  await elapse(10_000);
  expect(await pending).toMatchObject({ code: 'AUTH_FAILED' });
});
