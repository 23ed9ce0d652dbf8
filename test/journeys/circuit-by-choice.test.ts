/** Circuits by resource, by hand, and by slowness. */

import { describe, expect, test } from 'vitest';
import type { BreakwaterEvent } from '../../src/runtime/index.ts';
import { aClient, recordEvents } from '../support/client.ts';
import { aContact, getContact, listPortfolios } from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const origin = 'https://api.example.com';
const c1 = { contactId: 'c1' };
const circuit = { minimumAttempts: 2, breakJitterRatio: 0 };

test('the state of the base URL’s circuit is there, and told of, before the first call', () => {
  const events: BreakwaterEvent[] = [];
  const api = aClient({ wire: fakeWire(), onEvent: (event) => events.push(event) });

  expect(api.circuits.states()).toEqual({ [origin]: { status: 'closed', connectFailures: 0, ramp: null } });
  expect(events).toEqual([{ type: 'circuit', origin, from: 'closed', to: 'closed', reason: 'created' }]);
});

describe('by resource', () => {
  test('one that fails does not stop the others', async () => {
    const wire = fakeWire();
    wire.always(({ url }) => (url.includes('contacts') ? aReply(500) : aReply(200, [])));
    const api = aClient({ wire, cache: false, retry: false, circuit: { ...circuit, scope: 'resource' } });

    for (let count = 0; count < 3; count += 1) await getContact(api, c1).catch(() => {});

    await expect(getContact(api, c1)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
    await expect(listPortfolios(api)).resolves.toEqual([]);
    expect(api.circuits.states()).toMatchObject({
      [`${origin} contacts`]: { status: 'open' },
      [`${origin} portfolio`]: { status: 'closed' },
    });
  });

  test('one with circuit options of its own leaves the origin’s circuit alone', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(500));
    const api = aClient({ wire, retry: false, resilience: { byResource: { contacts: { circuit } } } });
    const events = recordEvents(api);

    for (let count = 0; count < 2; count += 1) await getContact(api, c1).catch(() => {});

    expect(events.filter(({ type }) => type === 'circuit')).toEqual([
      { type: 'circuit', origin, resource: 'contacts', from: 'closed', to: 'open', reason: 'failure-ratio' },
    ]);
    expect(api.circuits.states()[origin]).toMatchObject({ status: 'closed' });
  });

  test('one without a circuit goes out whatever the others do', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(500));
    const api = aClient({
      wire,
      retry: false,
      circuit,
      resilience: { byResource: { contacts: { circuit: false } } },
    });
    for (let count = 0; count < 3; count += 1) await listPortfolios(api).catch(() => {});

    await expect(listPortfolios(api)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
    await expect(getContact(api, c1)).rejects.toMatchObject({ status: 500 });
  });
});

describe('by hand', () => {
  test('isolated, it refuses until it is closed, and nobody knows how long', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(200, aContact()));
    const api = aClient({ wire, cache: false });

    api.circuits.isolate();
    await expect(getContact(api, c1)).rejects.toMatchObject({
      code: 'CIRCUIT_OPEN',
      retryAfterMs: undefined,
      message:
        'getContact was not sent: the circuit for https://api.example.com is isolated until somebody closes it.',
    });
    await elapse(3_600_000);
    await expect(getContact(api, c1)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
    api.circuits.close();

    await expect(getContact(api, c1)).resolves.toEqual(aContact());
    expect(wire.requests).toHaveLength(1);
  });

  test('reset, an open one is as if new', async () => {
    const wire = fakeWire();
    wire.always(() => aReply(500));
    const api = aClient({ wire, retry: false, circuit });
    for (let count = 0; count < 2; count += 1) await getContact(api, c1).catch(() => {});
    expect(api.circuits.states()[origin]).toMatchObject({ status: 'open' });

    api.circuits.reset(origin);

    expect(api.circuits.states()[origin]).toEqual({ status: 'closed', connectFailures: 0, ramp: null });
  });

  test('reset, a closed one is told of once: somebody did it', () => {
    const api = aClient({ wire: fakeWire() });
    const events = recordEvents(api);

    api.circuits.reset();

    expect(events).toEqual([
      { type: 'circuit', origin, from: 'closed', to: 'closed', reason: 'reset-by-hand' },
    ]);
  });

  test('a name that no circuit has is refused, with those there are', () => {
    const api = aClient({ wire: fakeWire() });
    expect(() => api.circuits.isolate('https://elsewhere.example.com')).toThrow(
      'There is no circuit named "https://elsewhere.example.com". There are: https://api.example.com.',
    );
  });
});

test('answers that come, but slowly, open it where `slowCallMs` says what slow is', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, cache: false, circuit: { ...circuit, slowCallMs: 1_000 } });

  for (let count = 0; count < 2; count += 1) {
    const pending = getContact(api, c1);
    const arrival = await wire.arrival();
    await elapse(1_000);
    arrival.reply(200, aContact());
    await pending;
  }

  await expect(getContact(api, c1)).rejects.toMatchObject({
    message: expect.stringContaining('is open after 0 of 2 attempts failed and 2 were slow'),
  });
});
