import { expect, test } from 'vitest';
import { CircuitOpenError, type Client } from '../../src/runtime/index.ts';
import { aClient, recordEvents } from '../support/client.ts';
import { aContact, aPortfolio, getContact, getPortfolio, renamePortfolio } from '../support/sdk.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';
import { aReply, type FakeWire, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const origin = 'https://api.example.com';
const circuit = { minimumAttempts: 4, halfOpenPermits: 1, breakJitterRatio: 0 };

function statusOf(api: Client): string | undefined {
  return api.circuits.states()[origin]?.status;
}

/** A client whose circuit has opened, after four failures. */
async function aClientWithAnOpenCircuit(wire: FakeWire) {
  wire.always(() => aReply(500));
  const api = aClient({ wire, circuit, retry: false });
  for (let count = 0; count < 4; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});
  return api;
}

test('failures open the circuit; what it refuses never leaves', async () => {
  const wire = fakeWire();
  const api = await aClientWithAnOpenCircuit(wire);

  const error = await getContact(api, { contactId: 'c1' }).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(CircuitOpenError);
  expect(error).toMatchObject({
    code: 'CIRCUIT_OPEN',
    operation: 'getContact',
    attempts: 0,
    retryAfterMs: 5_000,
    message:
      'getContact was not sent: the circuit for https://api.example.com is open after 4 of 4 attempts failed; next trial in 5.0 s.',
  });
  expect(wire.requests).toHaveLength(4);
});

test('connections that are refused open it sooner', async () => {
  const wire = fakeWire();
  wire.always(() => networkError('ECONNREFUSED'));
  const api = aClient({ wire, retry: false });

  for (let count = 0; count < 5; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});

  expect(statusOf(api)).toBe('open');
});

test('a trial that succeeds closes it again', async () => {
  const wire = fakeWire();
  const api = await aClientWithAnOpenCircuit(wire);
  const events = recordEvents(api);
  wire.always(() => aReply(200, aContact()));

  await elapse(5_000);
  await getContact(api, { contactId: 'c1' });

  expect(statusOf(api)).toBe('closed');
  expect(events.filter(({ type }) => type === 'circuit')).toEqual([
    { type: 'circuit', origin, from: 'open', to: 'half-open', reason: 'break-over' },
    { type: 'circuit', origin, from: 'half-open', to: 'closed', reason: 'probes-succeeded' },
  ]);
});

test('while half-open only the trials go out', async () => {
  const wire = fakeWire();
  const api = await aClientWithAnOpenCircuit(wire);
  wire.always(() => undefined);
  await elapse(5_000);

  const trial = getContact(api, { contactId: 'c1' });
  const arrival = await wire.arrival();
  const crowd = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => getContact(api, { contactId: `d${index}` })),
  );
  arrival.reply(200, aContact());
  await trial;

  for (const ending of crowd) {
    expect(ending).toMatchObject({
      reason: {
        code: 'CIRCUIT_OPEN',
        message: expect.stringContaining(
          'is recovering and already has all the trials it allows; next trial in 1.0 s.',
        ),
      },
    });
  }
  expect(wire.requests).toHaveLength(5);
});

test('a trial that fails opens it for twice as long', async () => {
  const wire = fakeWire();
  const api = await aClientWithAnOpenCircuit(wire);

  await elapse(5_000);
  await getContact(api, { contactId: 'c1' }).catch(() => {});

  await expect(getContact(api, { contactId: 'c1' })).rejects.toMatchObject({ retryAfterMs: 10_000 });
});

test('a trial whose caller gives up gives its permit back', async () => {
  const wire = fakeWire();
  const api = await aClientWithAnOpenCircuit(wire);
  wire.always(() => undefined);
  await elapse(5_000);
  const controller = new AbortController();

  const abandoned = getContact(api, { contactId: 'c1' }, { signal: controller.signal }).catch(() => {});
  (await wire.arrival()).hang();
  controller.abort();
  await abandoned;
  await quiet();
  const trial = getContact(api, { contactId: 'c1' });
  (await wire.arrival()).reply(200, aContact());
  await trial;

  expect(statusOf(api)).toBe('closed');
});

test('a trial that hangs, on a transport that ignores its signal, gives its permit back as well', async () => {
  const wire = fakeWire();
  const api = await aClientWithAnOpenCircuit(wire);
  wire.always(() => undefined);
  await elapse(5_000);

  const hung = getContact(api, { contactId: 'c1' }).catch((reason: unknown) => reason);
  (await wire.arrival()).hang();
  await elapse(10_000);
  expect(await hung).toMatchObject({ code: 'TIMEOUT', limit: 'attempt' });
  await elapse(10_000);
  const trial = getContact(api, { contactId: 'c1' });
  (await wire.arrival()).reply(200, aContact());
  await trial;

  expect(statusOf(api)).toBe('closed');
});

test.each([400, 401, 404, 408, 422, 429])(
  'a %i tells of the request, not of the origin: it never counts',
  async (status) => {
    const wire = fakeWire();
    wire.always(() => aReply(status, { title: 'no' }));
    const api = aClient({ wire, circuit, retry: false });

    for (let count = 0; count < 40; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});

    expect(statusOf(api)).toBe('closed');
    expect(wire.requests).toHaveLength(40);
  },
);

test('an abort never counts', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, circuit });

  for (let count = 0; count < 40; count += 1) {
    const controller = new AbortController();
    const pending = getContact(api, { contactId: 'c1' }, { signal: controller.signal }).catch(() => {});
    await wire.arrival();
    controller.abort();
    await pending;
    await quiet(3);
  }

  expect(statusOf(api)).toBe('closed');
});

test('a timeout counts', async () => {
  const wire = fakeWire();
  const api = aClient({ wire, circuit, retry: false });

  const all = Promise.allSettled(
    Array.from({ length: 4 }, (_, index) => getContact(api, { contactId: `c${index}` })),
  );
  await wire.arrival();
  await elapse(10_000);
  await all;

  expect(statusOf(api)).toBe('open');
});

test('what the circuit refuses does not count against it', async () => {
  const wire = fakeWire();
  const api = await aClientWithAnOpenCircuit(wire);

  for (let count = 0; count < 100; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});

  expect(api.circuits.states()[origin]).toMatchObject({ status: 'open', attempts: 4, failures: 4 });
});

test('a hit in the cache needs no permit', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const api = aClient({ wire, circuit, retry: false });
  await getPortfolio(api, { portfolioId: 'p1' });
  wire.always(() => aReply(500));
  for (let count = 0; count < 10; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});

  expect(statusOf(api)).toBe('open');
  await expect(getPortfolio(api, { portfolioId: 'p1' })).resolves.toEqual(aPortfolio());
});

test('retries stop when the circuit opens under them', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(503, { title: 'later' }));
  const api = aClient({ wire, circuit: { ...circuit, minimumAttempts: 1 } });

  await expect(getContact(api, { contactId: 'c1' })).rejects.toMatchObject({ status: 503, attempts: 1 });
});

test('each origin has a circuit of its own', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(500));
  const one = aClient({ wire, circuit, retry: false });
  for (let count = 0; count < 4; count += 1) await getContact(one, { contactId: 'c1' }).catch(() => {});
  const two = aClient({ wire, circuit, retry: false, baseUrl: 'https://other.example.com' });

  await expect(getContact(two, { contactId: 'c1' })).rejects.toMatchObject({ status: 500 });
});

test('a write that the circuit refused wrote nothing, so nothing is outdated', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const api = aClient({ wire, circuit, retry: false });
  await getPortfolio(api, { portfolioId: 'p1' });
  wire.always(() => aReply(500));
  for (let count = 0; count < 5; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});

  await expect(renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } })).rejects.toMatchObject({
    code: 'CIRCUIT_OPEN',
  });

  expect(await getPortfolio(api, { portfolioId: 'p1' }).withResponse()).toMatchObject({ source: 'memory' });
});

test('without a circuit every call goes out', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(500));
  const api = aClient({ wire, circuit: false, retry: false });

  for (let count = 0; count < 40; count += 1) await getContact(api, { contactId: 'c1' }).catch(() => {});

  expect(wire.requests).toHaveLength(40);
  expect(api.circuits.states()).toEqual({});
});
