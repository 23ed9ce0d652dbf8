import { expect, test, vi } from 'vitest';
import { AuthError, apiKey, bearer, ResponseError } from '../../src/runtime/index.ts';
import {
  aClient,
  aTokenReply,
  credentials,
  isForToken,
  recordEvents,
  tokenEndpoint,
} from '../support/client.ts';
import {
  aContact,
  aPortfolio,
  createPortfolio,
  getContact,
  getPortfolio,
  publicPing,
} from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const bearerOf = (request: Request): string | null => request.headers.get('authorization');
const apiRequests = (requests: readonly Request[]): Request[] => requests.filter((each) => !isForToken(each));

test('fifty callers who need a token cause one token request, and all succeed', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always((request) => endpoint.answer(request) ?? aReply(200, aContact()));
  const api = aClient({ wire, auth: credentials });

  const all = Array.from({ length: 50 }, (_, index) => getContact(api, { contactId: `c${index}` }));

  expect(await Promise.all(all)).toHaveLength(50);
  expect(endpoint.issued).toBe(1);
  expect(new Set(apiRequests(wire.requests).map(bearerOf))).toEqual(new Set(['Bearer token-1']));
});

test('a 401 renews the token once for everyone, and replays each call once', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  let refused = 'none';
  wire.always((request) => {
    const isRefused = bearerOf(request) === refused;
    return (
      endpoint.answer(request) ?? aReply(isRefused ? 401 : 200, isRefused ? { title: 'expired' } : aContact())
    );
  });
  const api = aClient({ wire, auth: credentials });
  await getContact(api, { contactId: 'c0' });

  refused = 'Bearer token-1';
  const all = Array.from({ length: 20 }, (_, index) => getContact(api, { contactId: `c${index}` }));

  expect(await Promise.all(all)).toHaveLength(20);
  expect(endpoint.issued).toBe(2);
  expect(apiRequests(wire.requests)).toHaveLength(1 + 40);
});

test('a write that was refused for its token is replayed with its body', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always(endpoint.answer);
  const api = aClient({ wire, auth: credentials });

  const pending = createPortfolio(api, { body: { name: 'Growth' } });
  (await wire.arrival()).reply(401, { title: 'expired' });
  const replay = await wire.arrival();
  const sent = await replay.request.json();
  replay.reply(201, aPortfolio());

  expect(sent).toEqual({ name: 'Growth' });
  expect(bearerOf(replay.request)).toBe('Bearer token-2');
  await expect(pending).resolves.toEqual(aPortfolio());
});

test('a second 401 surfaces instead of going round', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always((request) => endpoint.answer(request) ?? aReply(401, { title: 'no' }));
  const api = aClient({ wire, auth: credentials });

  const error = await getContact(api, { contactId: 'c1' }).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ status: 401, attempts: 2, body: { title: 'no' } });
  expect(endpoint.issued).toBe(2);
});

test('a call that was replayed, and is then retried, is not replayed again', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always(endpoint.answer);
  const api = aClient({ wire, auth: credentials, cache: false });

  const pending = getContact(api, { contactId: 'c1' }).catch((reason: unknown) => reason);
  (await wire.arrival()).reply(401);
  (await wire.arrival()).reply(503);
  await elapse(100);
  (await wire.arrival()).reply(401);

  expect(await pending).toMatchObject({ status: 401, attempts: 3 });
  expect(endpoint.issued).toBe(2);
});

test('a token endpoint that issues the refused token again is not asked a third time', async () => {
  const wire = fakeWire();
  wire.always((request) => (isForToken(request) ? aTokenReply('same') : aReply(401, { title: 'no' })));
  const api = aClient({ wire, auth: credentials });

  await expect(getContact(api, { contactId: 'c1' })).rejects.toMatchObject({ status: 401 });

  expect(wire.requests.filter(isForToken)).toHaveLength(2);
  expect(apiRequests(wire.requests)).toHaveLength(1);
});

test('a token endpoint that refuses gives AuthError to all who wait, after one request', async () => {
  const wire = fakeWire();
  wire.always((request) => (isForToken(request) ? aReply(401, { error: 'invalid_client' }) : undefined));
  const api = aClient({ wire, auth: credentials });

  const all = Array.from({ length: 10 }, (_, index) => getContact(api, { contactId: `c${index}` }));
  const endings = await Promise.allSettled(all);

  for (const ending of endings) {
    expect(ending).toMatchObject({
      status: 'rejected',
      reason: { code: 'AUTH_FAILED', operation: 'getContact', oauthError: 'invalid_client' },
    });
  }
  expect(wire.requests).toHaveLength(1);
});

test('after a failed renewal nobody asks again until its cool-down is over, and then somebody does', async () => {
  const wire = fakeWire();
  wire.always((request) =>
    isForToken(request) ? aReply(400, { error: 'invalid_scope' }) : aReply(200, aContact()),
  );
  const api = aClient({ wire, auth: credentials });
  await expect(getContact(api, { contactId: 'c1' })).rejects.toBeInstanceOf(AuthError);
  await expect(getContact(api, { contactId: 'c1' })).rejects.toMatchObject({
    oauthError: 'invalid_scope',
    retryAfterMs: 1_000,
  });
  expect(wire.requests).toHaveLength(1);

  await elapse(1_000);
  wire.always((request) => (isForToken(request) ? aTokenReply('late') : aReply(200, aContact())));

  await expect(getContact(api, { contactId: 'c1' })).resolves.toEqual(aContact());
});

test('a token endpoint that cannot be reached is asked three times, then it is an AuthError that says why', async () => {
  const wire = fakeWire();
  wire.always((request) => (isForToken(request) ? networkError('ECONNREFUSED') : undefined));
  const api = aClient({ wire, auth: credentials });

  const pending = getContact(api, { contactId: 'c1' }).catch((reason: unknown) => reason);
  await wire.requested(1);
  await elapse(10_000);

  expect(await pending).toMatchObject({ code: 'AUTH_FAILED', operation: 'getContact', attempts: 0 });
  expect(await pending).toHaveProperty('message', expect.stringContaining('ECONNREFUSED'));
  expect(wire.requests).toHaveLength(3);
});

test('the token endpoint failing says nothing about the circuit of the API', async () => {
  const wire = fakeWire();
  wire.always((request) => (isForToken(request) ? aReply(400, { error: 'invalid_client' }) : undefined));
  const api = aClient({ wire, auth: credentials, circuit: { minimumAttempts: 1 } });
  const events = recordEvents(api);

  for (let count = 0; count < 10; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});

  expect(events.filter(({ type }) => type === 'circuit')).toEqual([]);
  expect(events.filter(({ type }) => type === 'attempt')).toEqual([]);
});

test('a token is renewed in the background before it expires, while the old one serves', async () => {
  const wire = fakeWire();
  wire.always((request) => (isForToken(request) ? aTokenReply('old', 3_600) : aReply(200, aContact())));
  const api = aClient({ wire, auth: credentials });
  await getContact(api, { contactId: 'c1' });

  await vi.advanceTimersByTimeAsync(3_301_000);
  wire.always((request) => (isForToken(request) ? undefined : aReply(200, aContact())));
  await getContact(api, { contactId: 'c2' });
  const renewal = await wire.arrival();
  await getContact(api, { contactId: 'c3' });
  renewal.reply(200, { access_token: 'new', token_type: 'Bearer', expires_in: 3_600 });
  await elapse(0);
  await getContact(api, { contactId: 'c4' });

  expect(apiRequests(wire.requests).map(bearerOf)).toEqual([
    'Bearer old',
    'Bearer old',
    'Bearer old',
    'Bearer new',
  ]);
  expect(wire.requests.filter(isForToken)).toHaveLength(2);
});

test('a background renewal that fails harms nobody', async () => {
  const wire = fakeWire();
  wire.always((request) => (isForToken(request) ? aTokenReply('old', 3_600) : aReply(200, aContact())));
  const api = aClient({ wire, auth: credentials });
  await getContact(api, { contactId: 'c1' });
  await vi.advanceTimersByTimeAsync(3_301_000);

  wire.always((request) => aReply(isForToken(request) ? 400 : 200, aContact()));

  await expect(getContact(api, { contactId: 'c2' })).resolves.toEqual(aContact());
  await elapse(0);
  await expect(getContact(api, { contactId: 'c3' })).resolves.toEqual(aContact());
});

test('only a token that has really expired makes callers wait', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint(60);
  wire.always((request) => endpoint.answer(request) ?? aReply(200, aContact()));
  const api = aClient({ wire, auth: credentials });
  await getContact(api, { contactId: 'c1' });

  await vi.advanceTimersByTimeAsync(60_000);
  await getContact(api, { contactId: 'c2' });

  expect(apiRequests(wire.requests).map(bearerOf)).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test('an operation without security carries no credential and needs no token', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, { pong: true }));
  const api = aClient({ wire, auth: credentials });

  await publicPing(api);

  expect(wire.requests.map(bearerOf)).toEqual([null]);
});

test('each retry is signed anew, with the token of that moment', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint(60);
  wire.always(endpoint.answer);
  const api = aClient({ wire, auth: credentials, timeout: { totalMs: 300_000 } });

  const pending = getPortfolio(api, { portfolioId: 'p1' });
  (await wire.arrival()).reply(503, { title: 'later' }, { 'retry-after': '61' });
  await elapse(61_000);
  const second = await wire.arrival();
  second.reply(200, aPortfolio());
  await pending;

  expect(bearerOf(second.request)).toBe('Bearer token-2');
});

test('a call that waits for its token stops when its caller does', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, auth: credentials });
  const controller = new AbortController();

  const pending = createPortfolio(api, { body: { name: 'x' } }, { signal: controller.signal });
  (await wire.arrival()).hang();
  controller.abort(new Error('enough'));

  await expect(pending).rejects.toThrow('enough');
});

test('waiting for a token is part of the time that a call has', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, auth: credentials });

  const pending = createPortfolio(api, { body: { name: 'x' } }, { timeoutMs: 1_000 }).catch(
    (reason: unknown) => reason,
  );
  (await wire.arrival()).hang();
  await elapse(1_000);

  expect(await pending).toMatchObject({ code: 'TIMEOUT', limit: 'total' });
});

test('waiting for a newer token after a 401 is part of the time that a call has', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, auth: credentials });

  const pending = createPortfolio(api, { body: { name: 'x' } }, { timeoutMs: 1_000 }).catch(
    (reason: unknown) => reason,
  );
  (await wire.arrival()).reply(200, { access_token: 'old', token_type: 'Bearer' });
  (await wire.arrival()).reply(401, { title: 'expired' });
  (await wire.arrival()).hang();
  await elapse(1_000);

  expect(await pending).toMatchObject({ code: 'TIMEOUT', limit: 'total' });
});

test('a token that has expired when it comes serves those who waited, once, and the next call asks anew', async () => {
  const wire = fakeWire();
  wire.always((request) => (isForToken(request) ? undefined : aReply(200, aContact())));
  const api = aClient({ wire, auth: credentials });

  const all = Array.from({ length: 10 }, (_, index) => getContact(api, { contactId: `c${index}` }));
  const asked = await wire.arrival();
  await quiet();
  asked.reply(200, { access_token: 'brief', expires_in: 0 });
  await Promise.all(all);
  const before = wire.requests.filter(isForToken).length;
  const later = getContact(api, { contactId: 'later' });
  (await wire.arrival()).reply(200, { access_token: 'next', expires_in: 0 });
  await later;

  expect([before, wire.requests.filter(isForToken).length]).toEqual([1, 2]);
  expect(new Set(apiRequests(wire.requests).slice(0, 10).map(bearerOf))).toEqual(new Set(['Bearer brief']));
  expect(apiRequests(wire.requests).slice(10).map(bearerOf)).toEqual(['Bearer next']);
});

test.each([
  ['a bearer token', bearer('of-the-client')],
  ['an API key', apiKey('of-the-client')],
  ['an OAuth 2.0 token', credentials],
])('a call that brings its own Authorization is sent with that, and without %s', async (_what, auth) => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = aClient({ wire, auth });

  await getContact(api, { contactId: 'c1' }, { headers: { Authorization: 'Bearer mine' } });

  expect(wire.requests).toHaveLength(1);
  expect(wire.requests.map(bearerOf)).toEqual(['Bearer mine']);
  expect(wire.requests[0]?.headers.has('x-api-key')).toBe(false);
});

test('a call that brings its own Authorization asks nobody for another', async () => {
  const ask = vi.fn(async () => 'of-the-client');
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = aClient({ wire, auth: bearer(ask) });

  await getContact(api, { contactId: 'c1' }, { headers: { Authorization: 'Bearer mine' } });

  expect(ask).not.toHaveBeenCalled();
});

test('a refused Authorization of the caller’s own is final: nothing is renewed, nothing is replayed', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(401, { title: 'no' }));
  const api = aClient({ wire, auth: credentials });

  const headers = { authorization: 'Bearer mine' };
  const error = await getContact(api, { contactId: 'c1' }, { headers }).catch((reason: unknown) => reason);

  expect(error).toMatchObject({ status: 401, attempts: 1 });
  expect(wire.requests.map(bearerOf)).toEqual(['Bearer mine']);
});

test('a retry of a call with its own Authorization carries it again', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, auth: credentials });

  const pending = getContact(api, { contactId: 'c1' }, { headers: { authorization: 'Bearer mine' } });
  (await wire.arrival()).reply(503);
  await elapse(100);
  (await wire.arrival()).reply(200, aContact());
  await pending;

  expect(wire.requests.map(bearerOf)).toEqual(['Bearer mine', 'Bearer mine']);
});

test('the state of a token can be asked for by the name of its scheme, and a newer one got by hand', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always((request) => endpoint.answer(request) ?? aReply(200, {}));
  const api = aClient({ wire, auth: credentials, cache: false });
  expect(api.signing.states()).toEqual({ oauth2: { status: 'none' } });
  await getContact(api, { contactId: 'c1' });
  expect(api.signing.states()).toEqual({ oauth2: { status: 'held', expiresInMs: 3_595_000 } });

  await api.signing.refresh('oauth2');

  expect(endpoint.issued).toBe(2);
  await expect(api.signing.refresh('other')).rejects.toThrow(
    'There is no token for "other" to be got. There are: `oauth2`.',
  );
  await expect(aClient({ wire }).signing.refresh('oauth2')).rejects.toThrow('nothing is signed');
});
