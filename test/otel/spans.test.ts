import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { apiKey } from '../../src/runtime/index.ts';
import { aClient, aWarmClient, credentials, tokenEndpoint } from '../support/client.ts';
import { aContact, aPortfolio, getContact, getPortfolio, renamePortfolio } from '../support/sdk.ts';
import { aTelemetry, within } from '../support/telemetry.ts';
import { elapse, elapseUntil, quiet, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const p1 = { portfolioId: 'p1' };
const c1 = { contactId: 'c1' };

const resends = ({ attributes }: ReadableSpan): unknown => attributes['http.request.resend_count'];
const errors = ({ attributes, status }: ReadableSpan): unknown[] => [
  attributes['error.type'],
  status.code === SpanStatusCode.ERROR,
];

/** What a server reads of the trace it is part of. */
function parentOf(request: Request | undefined): string | undefined {
  return /^00-([0-9a-f]{32}-[0-9a-f]{16})-01$/.exec(request?.headers.get('traceparent') ?? '')?.[1];
}

const placeOf = (span: ReadableSpan | undefined): string => {
  const { traceId, spanId } = span?.spanContext() ?? {};
  return `${traceId}-${spanId}`;
};

test('a call is an INTERNAL span within the caller’s, and its request a CLIENT span within that', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const telemetry = aTelemetry();
  const api = aClient({ wire, tracing: telemetry.tracing });

  await within(telemetry.provider, 'the page', () => getPortfolio(api, p1));

  const [request, call] = telemetry.spans().filter(({ name }) => name !== 'the page');
  const page = telemetry.spans().find(({ name }) => name === 'the page');
  expect(call).toMatchObject({ name: 'getPortfolio', kind: SpanKind.INTERNAL });
  expect(call?.attributes).toEqual({
    'breakwater.client': 'portfolio-api',
    'breakwater.operation': 'getPortfolio',
    'breakwater.resource': 'portfolio',
    'breakwater.attempts': 1,
    'breakwater.cache': 'miss',
    'breakwater.source': 'network',
    'http.response.status_code': 200,
  });
  expect(call?.parentSpanContext?.spanId).toBe(page?.spanContext().spanId);
  expect(request).toMatchObject({ name: 'GET /portfolio/{portfolioId}', kind: SpanKind.CLIENT });
  expect(request?.attributes).toEqual({
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'server.address': 'api.example.com',
    'server.port': 443,
    'url.full': 'https://api.example.com/v1/portfolio/p1',
    'url.template': '/portfolio/{portfolioId}',
  });
  expect(request?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
  expect(request?.status.code).toBe(SpanStatusCode.UNSET);
});

test('the server is told which request it is, in W3C’s headers', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { tracing, requests } = aTelemetry();

  await getPortfolio(aClient({ wire, tracing }), p1);

  expect(parentOf(wire.requests[0])).toBe(placeOf(requests()[0]));
});

test('where `memoryHits` is on, what memory answers has a span of its own and no request', async () => {
  const wire = fakeWire();
  const { tracing, requests, calls } = aTelemetry({ memoryHits: true });
  const api = await aWarmClient({ wire, tracing });
  wire.always(() => aReply(200, aPortfolio()));

  await getPortfolio(api, p1);
  await getPortfolio(api, p1);

  expect(calls().at(-1)?.attributes).toMatchObject({
    'breakwater.cache': 'hit',
    'breakwater.source': 'memory',
    'breakwater.attempts': 0,
  });
  expect(requests().filter(({ name }) => name.includes('{portfolioId}'))).toHaveLength(1);
});

test('what memory answers is counted and has no span, and all else has one', async () => {
  const wire = fakeWire();
  const { tracing, requests, calls, memoryHits } = aTelemetry();
  const api = await aWarmClient({ wire, tracing });
  wire.always(() => aReply(200, aPortfolio()));

  for (let call = 0; call < 3; call += 1) await getPortfolio(api, p1);
  api.circuits.isolate();
  await expect(getContact(api, c1)).rejects.toThrow();

  expect(calls().map(({ name }) => name)).toEqual(['listPortfolios', 'getPortfolio', 'getContact']);
  expect(await memoryHits()).toEqual([
    [{ 'breakwater.client': 'portfolio-api', 'breakwater.operation': 'getPortfolio' }, 2],
  ]);
  expect(requests().at(-1)?.parentSpanContext?.spanId).toBe(calls()[1]?.spanContext().spanId);
});

test('who joins a flight has a span; the request is part of the call that began it', async () => {
  const wire = fakeWire();
  const { tracing, requests, calls } = aTelemetry();
  const api = await aWarmClient({ wire, tracing });

  const both = Promise.all([getPortfolio(api, p1), getPortfolio(api, p1)]);
  (await wire.arrival()).reply(200, aPortfolio());
  await both;

  const [, leader, joiner] = calls();
  expect(joiner?.attributes['breakwater.source']).toBe('flight');
  expect(requests().at(-1)?.parentSpanContext?.spanId).toBe(leader?.spanContext().spanId);
});

test('each retry is a span beside the one before, counted', async () => {
  const wire = fakeWire();
  const { tracing, requests, calls } = aTelemetry();
  const replies = [() => aReply(503), () => networkError('ECONNRESET'), () => aReply(200, aContact())];
  wire.always(() => replies.shift()?.());

  const pending = getContact(aClient({ wire, tracing }), c1);
  await elapseUntil(pending, 1_000);

  expect(requests().map(resends)).toEqual([undefined, 1, 2]);
  expect(requests().map(errors)).toEqual([
    ['503', true],
    ['ECONNRESET', true],
    [undefined, false],
  ]);
  expect(wire.requests.map(parentOf)).toEqual(requests().map(placeOf));
  expect(calls()[0]?.attributes['breakwater.attempts']).toBe(3);
  expect(new Set(requests().map(({ parentSpanContext }) => parentSpanContext?.spanId)).size).toBe(1);
});

test('a request that a 401 had sent again is counted, too', async () => {
  const wire = fakeWire();
  const tokens = tokenEndpoint();
  const { tracing, requests } = aTelemetry();
  const replies = [() => aReply(401), () => aReply(200, aContact())];
  wire.always((request) => tokens.answer(request) ?? replies.shift()?.());

  await getContact(aClient({ wire, tracing, auth: credentials }), c1);

  expect(requests().map(resends)).toEqual([undefined, 1]);
  expect(requests().map(errors)).toEqual([
    ['401', true],
    [undefined, false],
  ]);
});

test('a hedge is a span beside its double; the one that lost is no error', async () => {
  const wire = fakeWire();
  const { tracing, requests } = aTelemetry();
  const api = aClient({ wire, tracing, hedging: { maxDelayMs: 100 } });

  const pending = getContact(api, c1);
  await wire.arrival();
  await elapse(100);
  (await wire.arrival()).reply(200, aContact());
  await pending;
  await quiet();

  expect(requests().map(resends)).toEqual([undefined, 1]);
  expect(requests().map(errors)).toEqual([
    [undefined, false],
    [undefined, false],
  ]);
  expect(requests()[0]?.attributes['breakwater.superseded']).toBe(true);
});

test('a documented failure is an error of the request and of the call', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(404, { title: 'Not found' }, { 'content-type': 'application/problem+json' }));
  const { tracing, requests, calls } = aTelemetry();

  await expect(getContact(aClient({ wire, tracing }), c1)).rejects.toThrow('404');

  expect(requests().map(errors)).toEqual([['404', true]]);
  expect(calls().map(errors)).toEqual([['RESPONSE_ERROR', true]]);
  expect(calls()[0]?.attributes['http.response.status_code']).toBe(404);
});

test('a caller who leaves ends both spans', async () => {
  const wire = fakeWire();
  const { tracing, requests, calls } = aTelemetry();
  const caller = new AbortController();

  const pending = getContact(aClient({ wire, tracing }), c1, { signal: caller.signal });
  await wire.arrival();
  caller.abort();

  await expect(pending).rejects.toThrow();
  await quiet();
  expect(requests().map(errors)).toEqual([['ABORTED', true]]);
  expect(calls().map(errors)).toEqual([['ABORTED', true]]);
});

test('a request that hangs for ever has an end to its span', async () => {
  const wire = fakeWire();
  const { tracing, requests, calls } = aTelemetry();
  const api = aClient({ wire, tracing, retry: { maxAttempts: 1 }, timeout: { attemptMs: 1_000 } });

  const pending = getContact(api, c1);
  const ended = expect(pending).rejects.toThrow();
  (await wire.arrival()).hang();
  await elapse(1_000);
  await ended;

  expect(requests().map(errors)).toEqual([['TIMEOUT', true]]);
  expect(calls().map(errors)).toEqual([['TIMEOUT', true]]);
});

test('what an open circuit refuses is a call without a request', async () => {
  const wire = fakeWire();
  const { tracing, requests, calls } = aTelemetry();
  const api = aClient({ wire, tracing });
  api.circuits.isolate();

  await expect(getContact(api, c1)).rejects.toThrow();

  expect(requests()).toEqual([]);
  expect(calls().map(errors)).toEqual([['CIRCUIT_OPEN', true]]);
});

test('a redirect that is followed is a request of its own, without a template', async () => {
  const wire = fakeWire();
  const { tracing, requests } = aTelemetry();
  wire.always(({ url }) =>
    url.endsWith('/p1')
      ? aReply(307, null, { location: 'https://files.example.net/a?sig=hush-hush' })
      : aReply(200, aPortfolio()),
  );

  await getPortfolio(aClient({ wire, tracing }), p1);

  expect(requests().map(({ name }) => name)).toEqual(['GET /portfolio/{portfolioId}', 'GET']);
  expect(requests().map(resends)).toEqual([undefined, 1]);
  expect(requests()[0]?.attributes['http.response.status_code']).toBe(307);
  expect(requests()[1]?.attributes['url.full']).toBe('https://files.example.net/a?sig=REDACTED');
  expect(wire.requests.map(parentOf)).toEqual(requests().map(placeOf));
});

test('a path that nobody described is named by its method alone', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, {}));
  const { tracing, requests, calls } = aTelemetry();

  await aClient({ wire, tracing }).get('/people/ada@example.com');

  expect(requests()[0]?.name).toBe('GET');
  expect(calls()[0]?.name).toBe('get');
  expect(calls()[0]?.attributes).not.toHaveProperty('breakwater.resource');
});

test('a key in the query is in no span', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aContact()));
  const { tracing, requests } = aTelemetry();
  const auth = apiKey('the-key-itself', { in: 'query', name: 'key' });

  await getContact(aClient({ wire, tracing, auth }), c1);

  expect(wire.requests[0]?.url).toContain('key=the-key-itself');
  expect(requests()[0]?.attributes['url.full']).toBe('https://api.example.com/v1/contacts/c1?key=REDACTED');
});

test('a write is a call past the cache', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { tracing, requests, calls } = aTelemetry();

  await renamePortfolio(aClient({ wire, tracing }), { ...p1, body: { name: 'Growth' } });

  expect(requests()[0]?.name).toBe('POST /portfolio/{portfolioId}/name');
  expect(calls()[0]?.attributes['breakwater.cache']).toBe('bypass');
});
