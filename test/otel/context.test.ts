import { type Attributes, context, propagation, trace } from '@opentelemetry/api';
import { type Sampler, SamplingDecision } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { openTelemetry } from '../../src/otel/index.ts';
import { aClient } from '../support/client.ts';
import { aPortfolio, getPortfolio } from '../support/sdk.ts';
import { aTelemetry, within } from '../support/telemetry.ts';
import { aReply, fakeWire } from '../support/wire.ts';

const p1 = { portfolioId: 'p1' };

test('whatever instruments the transport besides makes no second span, and no second header', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { tracing, provider, requests } = aTelemetry();
  const transport = (request: Request): Promise<Response> => {
    // What an instrumentation of `fetch` does.
    const span = provider.getTracer('fetch').startSpan('GET');
    propagation.inject(trace.setSpan(context.active(), span), request.headers, {
      set: (headers, name, value) => headers.append(name, value),
    });
    return wire(request).finally(() => span.end());
  };

  await getPortfolio(aClient({ wire: Object.assign(transport, wire), tracing }), p1);

  expect(requests()).toHaveLength(1);
  expect(wire.requests[0]?.headers.get('traceparent')).toBe(
    `00-${requests()[0]?.spanContext().traceId}-${requests()[0]?.spanContext().spanId}-01`,
  );
});

test('a sampler knows where a request goes when it is asked', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const asked: [string, Attributes][] = [];
  const sampler: Sampler = {
    shouldSample: (_context, _traceId, name, _kind, attributes) => {
      asked.push([name, attributes]);
      return { decision: SamplingDecision.RECORD_AND_SAMPLED };
    },
    toString: () => 'watching',
  };
  const { tracing } = aTelemetry({}, sampler);

  await getPortfolio(aClient({ wire, tracing }), p1);

  expect(asked.map(([name]) => name)).toEqual(['getPortfolio', 'GET /portfolio/{portfolioId}']);
  expect(asked[1]?.[1]).toEqual({
    'http.request.method': 'GET',
    'server.address': 'api.example.com',
    'server.port': 443,
    'url.full': 'https://api.example.com/v1/portfolio/p1',
    'url.template': '/portfolio/{portfolioId}',
  });
});

test('baggage goes to the API, and not where the API redirects to', async () => {
  const wire = fakeWire();
  wire.always(({ url }) =>
    url.startsWith('https://api.example.com')
      ? aReply(307, null, { location: 'https://files.example.net/there' })
      : aReply(200, aPortfolio()),
  );
  const { tracing } = aTelemetry();
  const api = aClient({ wire, tracing });
  const baggage = propagation.createBaggage({ tenant: { value: 't1' } });

  await context.with(propagation.setBaggage(context.active(), baggage), () => getPortfolio(api, p1));

  expect(wire.requests.map(({ headers }) => headers.get('baggage'))).toEqual(['tenant=t1', null]);
  expect(wire.requests.map(({ headers }) => headers.has('traceparent'))).toEqual([true, true]);
});

test('where tracing is suppressed, nothing is traced and no header written', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { tracing, spans } = aTelemetry();
  const { suppressTracing } = await import('@opentelemetry/core');

  await context.with(suppressTracing(context.active()), () => getPortfolio(aClient({ wire, tracing }), p1));

  expect(spans()).toEqual([]);
  expect(wire.requests[0]?.headers.has('traceparent')).toBe(false);
});

test('what is active is that of each caller, however many call at once', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { tracing, provider, spans } = aTelemetry();
  const api = aClient({ wire, tracing });

  await Promise.all(
    ['a', 'b'].map((page) => within(provider, page, () => getPortfolio(api, { portfolioId: page }))),
  );

  const traceOf = (name: string) =>
    spans()
      .find((span) => span.name === name)
      ?.spanContext().traceId;
  const byTrace = Map.groupBy(spans(), (span) => span.spanContext().traceId);
  expect(byTrace.get(traceOf('a') ?? '')?.map(({ name }) => name)).toEqual([
    'a',
    'GET /portfolio/{portfolioId}',
    'getPortfolio',
  ]);
  expect(byTrace.size).toBe(2);
});

test('without an SDK a call is what it is without tracing', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));

  expect(await getPortfolio(aClient({ wire, tracing: openTelemetry() }), p1)).toEqual(aPortfolio());
  expect([...(wire.requests[0]?.headers.keys() ?? [])]).toEqual(['accept']);
});

test('`redactUrl` says what is told of a URL', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const { tracing, requests } = aTelemetry({ redactUrl: ({ origin }) => origin });

  await getPortfolio(aClient({ wire, tracing }), p1);

  expect(requests()[0]?.attributes['url.full']).toBe('https://api.example.com');
});
