import { expect, test, vi } from 'vitest';
import { Observers } from '../../src/runtime/events.ts';
import type { BreakwaterEvent } from '../../src/runtime/index.ts';
import { aClient, credentials, recordEvents, tokenEndpoint } from '../support/client.ts';
import { aContact, aPortfolio, getContact, getPortfolio } from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const origin = 'https://api.example.com';
const anEvent: BreakwaterEvent = { type: 'invalidation', resource: 'portfolio', cause: 'manual' };

test('a listener that throws is reported once, and harms neither calls nor other listeners', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const api = aClient({
    wire,
    onEvent: () => {
      throw new Error('listener broke');
    },
  });
  const events = recordEvents(api);

  await getContact(api, { contactId: 'c1' });
  await getContact(api, { contactId: 'c1' });

  expect(warn).toHaveBeenCalledOnce();
  expect(warn.mock.calls[0]?.[0]).toBe(
    'breakwater: an event listener threw; calls go on, this is reported once.',
  );
  expect(events).toHaveLength(4);
  warn.mockRestore();
});

test('each listener that throws is reported', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const observers = new Observers();
  for (const name of ['one', 'two']) {
    observers.add(() => {
      throw new Error(name);
    });
  }

  observers.emit(anEvent);
  observers.emit(anEvent);

  expect(warn).toHaveBeenCalledTimes(2);
  warn.mockRestore();
});

test('nobody listens until somebody does', () => {
  const observers = new Observers();
  expect(observers.attached).toBe(false);
  const remove = observers.add(() => {});
  expect(observers.attached).toBe(true);
  remove();
  expect(observers.attached).toBe(false);
});

test('a call tells of each attempt, each retry and its end, with durations', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });
  const events = recordEvents(api);

  const pending = getPortfolio(api, { portfolioId: 'p1' });
  const first = await wire.arrival();
  await elapse(20);
  first.fail(networkError('ECONNRESET'));
  await elapse(50);
  const second = await wire.arrival();
  await elapse(30);
  second.reply(200, aPortfolio());
  await pending;

  expect(events).toEqual([
    { type: 'attempt', operation: 'getPortfolio', origin, attempt: 1, failure: 'ECONNRESET', durationMs: 20 },
    { type: 'retry', operation: 'getPortfolio', origin, attempt: 1, reason: 'ECONNRESET', delayMs: 50 },
    { type: 'attempt', operation: 'getPortfolio', origin, attempt: 2, status: 200, durationMs: 30 },
    {
      type: 'call',
      operation: 'getPortfolio',
      resource: 'portfolio',
      outcome: 'ok',
      status: 200,
      source: 'network',
      cache: 'miss',
      cacheStatus: 'breakwater; fwd=uri-miss; ttl=180; stored',
      attempts: 2,
      durationMs: 100,
    },
  ]);
});

test('a call that fails tells the code of its error', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(404, { title: 'none' }));
  const api = aClient({ wire });
  const events = recordEvents(api);

  await getPortfolio(api, { portfolioId: 'p1' }).catch(() => {});

  expect(events.at(-1)).toMatchObject({
    type: 'call',
    outcome: 'failed',
    status: 404,
    code: 'RESPONSE_ERROR',
  });
});

test('an attempt that ran out of time and one that was given up are told apart', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, retry: false });
  const events = recordEvents(api);
  const controller = new AbortController();

  const slow = getContact(api, { contactId: 'c1' }).catch(() => {});
  await wire.arrival();
  await elapse(10_000);
  await slow;
  const left = getContact(api, { contactId: 'c2' }, { signal: controller.signal }).catch(() => {});
  await wire.arrival();
  controller.abort();
  await left;
  await elapse(0);

  expect(events.flatMap((event) => (event.type === 'attempt' ? [event.failure] : []))).toEqual([
    'TIMEOUT',
    'ABORTED',
  ]);
  expect(events.flatMap((event) => (event.type === 'call' ? [event.code] : []))).toEqual([
    'TIMEOUT',
    'ABORTED',
  ]);
});

test('tokens tell of their lifetime, and of failures', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint(60);
  wire.always((request) => endpoint.answer(request) ?? aReply(200, aContact()));
  const api = aClient({ wire, auth: credentials });
  const events = recordEvents(api);

  await getContact(api, { contactId: 'c1' });
  await elapse(60_000);
  wire.always(() => aReply(400, { error: 'invalid_client' }));
  await getContact(api, { contactId: 'c1' }).catch(() => {});

  expect(events.filter(({ type }) => type === 'token')).toEqual([
    { type: 'token', scheme: 'oauth2', outcome: 'refreshed', expiresInSeconds: 60 },
    { type: 'token', scheme: 'oauth2', outcome: 'failed' },
  ]);
});

test('no event carries a URL, an argument or a credential', async () => {
  const wire = fakeWire();
  const endpoint = tokenEndpoint();
  wire.always((request) => endpoint.answer(request) ?? aReply(200, aPortfolio('secret-id')));
  const api = aClient({ wire, auth: credentials });
  const events = recordEvents(api);

  await getPortfolio(api, { portfolioId: 'secret-id' });

  expect(JSON.stringify(events)).not.toMatch(/secret|token-1|\/v1|login/);
});
