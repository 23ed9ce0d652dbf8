import { SpanKind } from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { aClient } from '../support/client.ts';
import { aContact, getContact, operations } from '../support/sdk.ts';
import { aTelemetry } from '../support/telemetry.ts';
import { elapse, elapseUntil, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const c1 = { contactId: 'c1' };

const common = {
  'http.request.method': 'GET',
  'server.address': 'api.example.com',
  'server.port': 443,
  'url.template': '/contacts/{contactId}',
};

test('every attempt is measured, in seconds and the buckets of the conventions, by how it ended', async () => {
  const wire = fakeWire();
  const { tracing, durations } = aTelemetry();
  const replies = [() => aReply(503), () => networkError('ECONNRESET')];
  wire.always(() => replies.shift()?.());

  const pending = getContact(aClient({ wire, tracing }), c1);
  await elapseUntil(wire.requested(3), 1_000);
  await elapse(200);
  (await wire.arrival()).reply(200, aContact());
  await pending;

  const { descriptor, dataPoints } = await durations();
  expect(descriptor).toMatchObject({ name: 'http.client.request.duration', unit: 's' });
  expect(dataPoints.map(({ attributes }) => attributes)).toEqual([
    { ...common, 'http.response.status_code': 503, 'error.type': '503' },
    { ...common, 'error.type': 'ECONNRESET' },
    { ...common, 'http.response.status_code': 200 },
  ]);
  const last = dataPoints.at(-1)?.value;
  expect(last?.sum).toBeGreaterThanOrEqual(0.2);
  expect(last?.sum).toBeLessThan(100);
  expect(last?.buckets.boundaries).toEqual([
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
  ]);
});

test('a hedge that lost is no measure of the server', async () => {
  const wire = fakeWire();
  const { tracing, durations } = aTelemetry();
  const pending = getContact(aClient({ wire, tracing, hedging: { maxDelayMs: 100 } }), c1);
  await wire.arrival();
  await elapse(100);
  (await wire.arrival()).reply(200, aContact());
  await pending;
  await quiet();

  expect((await durations()).dataPoints.map(({ value }) => value.count)).toEqual([1]);
});

test('a span that is not sampled is measured all the same', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const { tracing, durations, spans } = aTelemetry({}, new AlwaysOffSampler());

  await getContact(aClient({ wire, tracing }), c1);

  expect(spans()).toEqual([]);
  expect((await durations()).dataPoints).toHaveLength(1);
});

test('100,000 addresses, and as many that redirects lead to, make one series', async () => {
  const { tracing, durations } = aTelemetry({}, new AlwaysOffSampler());
  const headers = new Headers();
  for (let count = 0; count < 100_000; count += 1) {
    const url = `https://api.example.com/v1/contacts/c${count}?page=${count}`;
    const call = tracing.begin(operations.getContact, 'portfolio-api');
    const request = call.sending({ method: 'GET', url, headers });
    request.redirected(302, { method: 'GET', url: `https://h${count}.example.net/${count}`, headers });
    request.ended({ status: 200, durationMs: 1 });
    call.ended({ outcome: 'ok', status: 200, attempts: 1 });
  }
  const { dataPoints } = await durations();
  expect(dataPoints.map(({ attributes, value }) => [attributes, value.count])).toEqual([
    [{ ...common, 'http.response.status_code': 200 }, 100_000],
  ]);
});

test('codes that a transport makes up as it goes make one series', async () => {
  const wire = fakeWire();
  let count = 0;
  wire.always(() => {
    count += 1;
    return networkError(`socket ${count} hung up`);
  });
  const { tracing, durations, requests } = aTelemetry();
  const api = aClient({ wire, tracing, resilience: 'off' });
  for (let call = 0; call < 3; call += 1) await expect(getContact(api, c1)).rejects.toThrow();

  expect((await durations()).dataPoints.map(({ attributes }) => attributes)).toEqual([
    { ...common, 'error.type': '_OTHER' },
  ]);
  expect(requests().every(({ kind }) => kind === SpanKind.CLIENT)).toBe(true);
});
