/** What tracing costs a call: without an SDK behind it, with one that keeps one trace of a hundred, and with all of them. */

import { context, propagation } from '@opentelemetry/api';
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
import { run, sequential } from '../harness.ts';
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
    byBreakwater('tracing, hits left out', { ...options, tracing: traced(1, { memoryHits: false }) }),
    byBreakwater('tracing, 1 of 100 sampled', { ...options, tracing: traced(0.01) }),
    byBreakwater('tracing, all sampled', { ...options, tracing: traced(1) }),
  ];
}

/** As in production, but that nothing is sent anywhere. */
function traced(ratio: number, options: OpenTelemetryOptions = {}) {
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
  return openTelemetry({
    ...options,
    tracerProvider,
    meterProvider: new MeterProvider({ readers: [reader] }),
  });
}
