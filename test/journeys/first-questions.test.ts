/**
 * What people who know resilience4j, Polly, the AWS SDKs or google-auth-library try first, through the whole onion.
 * What they know to be treacherous and has a name is in traps.test.ts.
 */

import { describe, expect, test, vi } from 'vitest';
import { oauth2 } from '../../src/runtime/index.ts';
import {
  aClient,
  credentials,
  isForToken,
  recordEvents,
  tokenEndpoint,
  tokenUrl,
} from '../support/client.ts';
import { aContact, createPortfolio, getContact, upload } from '../support/sdk.ts';
import { elapse, elapseUntil, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const origin = 'https://api.example.com';
const c1 = { contactId: 'c1' };
const caught = (reason: unknown) => reason;
const bearerOf = ({ headers }: Request) => headers.get('authorization');

describe('of a token engine', () => {
  test.each<[string, unknown, number | undefined]>([
    ['a number', 3_600, 3_600],
    ['a number as text', '3600', 3_600],
    ['missing', undefined, undefined],
    ['null', null, undefined],
    ['no number', 'an hour', undefined],
    ['empty text', '', undefined],
    ['true', true, undefined],
    ['negative', -1, 0],
    ['nothing at all', 0, 0],
  ])('`expires_in` is %s', async (_what, expiresIn, seconds) => {
    const wire = fakeWire();
    wire.always((request) =>
      isForToken(request) ? aReply(200, { access_token: 'a-token', expires_in: expiresIn }) : aReply(200, {}),
    );
    const api = aClient({ wire, auth: credentials, cache: false });
    const events = recordEvents(api);

    await getContact(api, c1);

    expect(events.flatMap((event) => (event.type === 'token' ? [event.expiresInSeconds] : []))).toEqual([
      seconds,
    ]);
  });

  test.each<[string, () => Response]>([
    ['a page instead of a token', () => aReply(200, '<html>Log in</html>', { 'content-type': 'text/html' })],
    ['JSON that is no object', () => aReply(200, [])],
    ['nothing', () => aReply(200)],
  ])('the endpoint answers with %s: asked once, told plainly, cooled down', async (_what, answer) => {
    const wire = fakeWire();
    wire.always((request) => (isForToken(request) ? answer() : aReply(200, {})));
    const api = aClient({ wire, auth: credentials });

    await expect(getContact(api, c1)).rejects.toMatchObject({ code: 'AUTH_FAILED', attempts: 0 });
    await expect(getContact(api, c1)).rejects.toMatchObject({ retryAfterMs: expect.any(Number) });
    expect(wire.requests).toHaveLength(1);
  });

  test('two calls are refused, one with the old token and one with the new: each causes one renewal at most', async () => {
    const wire = fakeWire();
    const endpoint = tokenEndpoint();
    wire.always(endpoint.answer);
    const api = aClient({ wire, auth: credentials, cache: false });

    const old = getContact(api, c1);
    const first = await wire.arrival();
    const other = getContact(api, { contactId: 'c2' });
    (await wire.arrival()).reply(401);
    const second = await wire.arrival();
    expect(bearerOf(second.request)).toBe('Bearer token-2');
    // The first is refused only now: what it was sent with has been replaced since.
    first.reply(401);
    const third = await wire.arrival();
    expect(bearerOf(third.request)).toBe('Bearer token-2');
    second.reply(200, aContact());
    third.reply(200, aContact());
    await Promise.all([old, other]);

    expect(endpoint.issued).toBe(2);
  });

  test('a refresh token that is not issued anew is used again', async () => {
    const wire = fakeWire();
    const forms: Promise<string>[] = [];
    wire.always((request) => {
      if (!isForToken(request)) return aReply(200, {});
      forms.push(request.clone().text());
      return aReply(200, { access_token: `a${forms.length}`, expires_in: 60 });
    });
    const auth = oauth2.refreshToken({ tokenUrl, clientId: 'the-client', refreshToken: 'the-one-and-only' });
    const api = aClient({ wire, auth, cache: false });

    for (let hour = 0; hour < 3; hour += 1) {
      await getContact(api, c1);
      await elapse(3_600_000);
    }

    const spent = (await Promise.all(forms)).map((form) => new URLSearchParams(form).get('refresh_token'));
    expect(spent).toEqual(['the-one-and-only', 'the-one-and-only', 'the-one-and-only']);
  });

  test('a refresh token that has ended falls back to the grant, where there is one', async () => {
    const wire = fakeWire();
    const grants: Promise<string | null>[] = [];
    wire.always((request) => {
      if (!isForToken(request)) return aReply(200, {});
      const grant = request
        .clone()
        .text()
        .then((form) => new URLSearchParams(form).get('grant_type'));
      grants.push(grant);
      const isRefused = grants.length === 2;
      return isRefused
        ? aReply(400, { error: 'invalid_grant' })
        : aReply(200, {
            access_token: `a${grants.length}`,
            refresh_token: 'the-refresh-token',
            expires_in: 60,
          });
    });
    const auth = oauth2.password({ tokenUrl, clientId: 'the-client', username: 'ada', password: 'lovelace' });
    const api = aClient({ wire, auth, cache: false });

    await getContact(api, c1);
    await elapse(60_000);
    await getContact(api, c1);

    expect(await Promise.all(grants)).toEqual(['password', 'refresh_token', 'password']);
  });

  test('a machine that slept comes back with a token that is over, and the 401 renews it', async () => {
    const wire = fakeWire();
    const endpoint = tokenEndpoint();
    let isAwakeAgain = false;
    wire.always((request) => {
      const isOver = isAwakeAgain && bearerOf(request) === 'Bearer token-1';
      return endpoint.answer(request) ?? (isOver ? aReply(401) : aReply(200, aContact()));
    });
    // The monotonic clock of Linux does not count the sleep; the wall clock does.
    const clock = { wall: () => Date.now() + (isAwakeAgain ? 8 * 3_600_000 : 0), monotonic: () => 1 };
    const api = aClient({ wire, auth: credentials, clock, cache: false });
    await getContact(api, c1);

    isAwakeAgain = true;

    await expect(getContact(api, c1)).resolves.toEqual(aContact());
    expect(endpoint.issued).toBe(2);
  });

  test('a stream that was refused its token is not sent again, and the next call has a newer one', async () => {
    const wire = fakeWire();
    const endpoint = tokenEndpoint();
    wire.always(
      (request) =>
        endpoint.answer(request) ?? (bearerOf(request) === 'Bearer token-1' ? aReply(401) : aReply(200, {})),
    );
    const api = aClient({ wire, auth: credentials, cache: false });
    const send = () => upload(api, { documentId: 'd1', body: new Blob(['x']).stream() }).withResponse();

    await expect(send()).rejects.toMatchObject({ status: 401, attempts: 1 });
    await quiet();

    expect(await send()).toMatchObject({ attempts: 1 });
    expect(endpoint.issued).toBe(2);
  });

  test('streams that are refused whatever they are sent with do not have the issuer asked for each of them', async () => {
    const wire = fakeWire();
    const endpoint = tokenEndpoint();
    wire.always((request) => endpoint.answer(request) ?? aReply(401));
    const api = aClient({ wire, auth: credentials, cache: false });

    for (let count = 0; count < 20; count += 1) {
      await upload(api, { documentId: 'd1', body: new Blob(['x']).stream() }).catch(caught);
      await quiet();
    }

    expect(endpoint.issued).toBe(2);
  });

  test('everybody who waited for a token has left: nobody’s rejection is unhandled, and the token serves the next', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const wire = fakeWire();
    const api = aClient({ wire, auth: credentials, cache: false });
    const controller = new AbortController();
    const { signal } = controller;

    const crowd = Array.from({ length: 50 }, (_, index) =>
      getContact(api, { contactId: `c${index}` }, { signal }).catch(caught),
    );
    const asked = await wire.arrival();
    controller.abort('enough');
    await Promise.all(crowd);
    asked.reply(200, { access_token: 'a-late-token', expires_in: 3_600 });
    await quiet();
    const next = getContact(api, c1);
    const arrival = await wire.arrival();
    arrival.reply(200, aContact());
    await next;
    process.off('unhandledRejection', unhandled);

    expect(bearerOf(arrival.request)).toBe('Bearer a-late-token');
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('of retries', () => {
  test.each<[string, string]>([
    ['a date in the past', 'Wed, 31 Dec 2025 23:59:00 GMT'],
    ['nothing', '0'],
    ['a negative number', '-5'],
    ['a fraction', '1.5'],
    ['garbage', 'in a while'],
    ['a number no clock has', '99999999999999999999999'],
    ['a date that is none', 'Wed, 99 Feb 2026 99:99:99 GMT'],
  ])('`Retry-After` is %s: the backoff alone is waited for', async (_what, value) => {
    const wire = fakeWire();
    const api = aClient({ wire });

    const pending = getContact(api, c1).withResponse();
    (await wire.arrival()).reply(503, null, { 'retry-after': value });
    await elapse(49);
    expect(wire.requests).toHaveLength(1);
    await elapse(1);
    (await wire.arrival()).reply(200, aContact());

    expect(await pending).toMatchObject({ attempts: 2 });
  });

  test('a signal that was aborted before is not even asked for: no token, no budget, no request', async () => {
    const wire = fakeWire();
    const api = aClient({ wire, auth: credentials });
    const signal = AbortSignal.abort('too late');

    const read = getContact(api, c1, { signal }).catch(caught);
    const write = createPortfolio(api, { body: { name: 'x' } }, { signal }).catch(caught);

    expect([await read, await write]).toEqual(['too late', 'too late']);
    await quiet();
    expect(wire.requests).toHaveLength(0);
  });

  test('an answer that is no failure is never tried again, whatever it says of the future', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aContact(), { 'retry-after': '60' }));
    const api = aClient({ wire, cache: false });

    await getContact(api, c1);
    await getContact(api, c1);

    expect(wire.requests).toHaveLength(2);
  });
});

describe('of a circuit', () => {
  test('a hedge that the half-open circuit refuses leaves the trial alone, and the trial decides', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(500));
    const circuit = { minimumAttempts: 2, halfOpenPermits: 1, breakJitterRatio: 0 };
    const api = aClient({ wire, circuit, retry: false, cache: false, hedging: { maxDelayMs: 100 } });
    for (let count = 0; count < 2; count += 1) await getContact(api, c1).catch(caught);
    wire.always(() => undefined);
    await elapse(5_000);

    const trial = getContact(api, c1);
    const arrival = await wire.arrival();
    await elapse(100);
    expect(wire.requests).toHaveLength(3);
    arrival.reply(200, aContact());

    await expect(trial).resolves.toEqual(aContact());
    expect(api.circuits.states()[origin]).toMatchObject({ status: 'closed' });
  });

  test('what it refuses takes no budget and no room, and tells when to come again', async () => {
    const wire = fakeWire();
    wire.always(() => networkError('ECONNREFUSED'));
    const api = aClient({ wire, bulkhead: { maxConcurrent: 2, maxQueued: 0 }, cache: false });
    for (let count = 0; count < 2; count += 1) await elapseUntil(getContact(api, c1).catch(caught), 1_000);
    const before = wire.requests.length;

    const crowd = Array.from({ length: 50 }, () => getContact(api, c1).catch(caught));
    for (const refusal of await Promise.all(crowd)) {
      expect(refusal).toMatchObject({ code: 'CIRCUIT_OPEN', retryAfterMs: expect.any(Number) });
    }

    expect(wire.requests).toHaveLength(before);
    expect(api.bulkheads()[origin]).toMatchObject({ inside: 0, queued: 0 });
  });
});
