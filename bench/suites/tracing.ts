/** What tracing costs a call: without an SDK behind it, with one that keeps one trace of a hundred, and with all of them. */

import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { type OpenTelemetryOptions, openTelemetry } from '../../src/otel/index.ts';
import { byBreakwater } from '../contenders.ts';
import { type Contender, run, sequential } from '../harness.ts';
import type { Origin } from '../origin.ts';
import type { BenchOptions } from '../sdk.ts';
import type { Suite } from '../suite.ts';

const settings = [
  { title: 'uncached, 1 KB, one at a time', isCached: false },
  { title: '1 KB hit', isCached: true },
] as const;

export const tracing: Suite = {
  name: 'tracing',
  title: 'Typed GET, traced',
  async run(origin, effort) {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    const tables = [];
    try {
      for (const { title, isCached } of settings) {
        const id = (call: number) => (isCached ? 'small-traced' : `small-${call % 1_000}`);
        const contenders = contendersAt(isCached ? cachedAt(origin) : { baseUrl: origin.url, cache: false });
        tables.push(await run({ title, rhythm: sequential, baseline: 'off', contenders, id }, effort));
      }
    } finally {
      context.disable();
      propagation.disable();
    }
    return { tables };
  },
};

const cachedAt = ({ cacheableUrl }: Origin): BenchOptions => ({
  baseUrl: cacheableUrl,
  cache: { ttl: { item: 3_600 } },
});

function contendersAt(options: BenchOptions) {
  return [
    byBreakwater('off', options),
    byBreakwater('tracing, no SDK', { ...options, tracing: openTelemetry() }),
    byBreakwater('tracing, 1 of 100 sampled', { ...options, tracing: traced(0.01) }),
    byBreakwater('tracing, all sampled', { ...options, tracing: traced(1) }),
    byBreakwater('tracing, hits as well', { ...options, tracing: traced(1, { memoryHits: true }) }),
    bySpansAlone(options),
  ];
}

/**
 * What OpenTelemetry takes for itself: the same two spans and the same measurement around a call that is not traced.
 * A call that is traced and cached has none of them.
 */
function bySpansAlone(options: BenchOptions): Contender {
  const { tracerProvider, meterProvider } = providers(1);
  const tracer = tracerProvider.getTracer('bench');
  const histogram = meterProvider.getMeter('bench').createHistogram('http.client.request.duration');
  const untraced = byBreakwater('off, within two bare spans', options);
  const place = { 'http.request.method': 'GET', 'server.address': '127.0.0.1', 'server.port': 8080 };
  return {
    ...untraced,
    read: async (id) => {
      const call = tracer.startSpan('getItem', { attributes: { client: 'bench', operation: 'getItem' } });
      const within = trace.setSpan(context.active(), call);
      const attributes = { ...place, 'url.template': '/item/{id}' };
      const request = tracer.startSpan('GET /item/{id}', { kind: SpanKind.CLIENT, attributes }, within);
      const item = await context.with(trace.setSpan(within, request), () => untraced.read(id));
      const status = { 'http.response.status_code': 200 };
      request.setAttributes(status).end();
      histogram.record(0.001, { ...attributes, ...status });
      call.setAttributes({ cache: 'miss', source: 'network', attempts: 1, ...status }).end();
      return item;
    },
  };
}

/** As in production, but that nothing is sent anywhere. */
function providers(ratio: number) {
  const exporter: SpanExporter = {
    export: (_spans, done) => done({ code: 0 }),
    shutdown: () => Promise.resolve(),
  };
  const tracerProvider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const reader = new PeriodicExportingMetricReader({
    exporter: new InMemoryMetricExporter(AggregationTemporality.DELTA),
    exportIntervalMillis: 60_000,
  });
  return { tracerProvider, meterProvider: new MeterProvider({ readers: [reader] }) };
}

function traced(ratio: number, options: OpenTelemetryOptions = {}) {
  return openTelemetry({ ...options, ...providers(ratio) });
}
