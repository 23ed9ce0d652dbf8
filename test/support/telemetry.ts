/** OpenTelemetry as an application sets it up, with exporters that a test can read. */

import { type Attributes, context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  DataPointType,
  type HistogramMetricData,
  MeterProvider,
  type MetricData,
  MetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  type Sampler,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { onTestFinished } from 'vitest';
import { type OpenTelemetryOptions, openTelemetry } from '../../src/otel/index.ts';
import type { Tracing } from '../../src/runtime/index.ts';
import { note } from './leaks.ts';

export interface Telemetry {
  readonly tracing: Tracing;
  readonly provider: TracerProvider;
  /** Every span that has ended, in the order of their ends. Whoever reads them looks for secrets in them, too. */
  spans(): readonly ReadableSpan[];
  /** Those of requests, in the order in which they began. */
  requests(): readonly ReadableSpan[];
  /** Those of calls. */
  calls(): readonly ReadableSpan[];
  /** `http.client.request.duration`, as it would be exported. */
  durations(): Promise<HistogramMetricData>;
  /** `breakwater.memory_hits`: attributes and count of each series. */
  memoryHits(): Promise<(readonly [Attributes, number])[]>;
}

/** Read when a test asks; nothing of it runs by a timer. */
class Reader extends MetricReader {
  protected override async onShutdown(): Promise<void> {}

  protected override async onForceFlush(): Promise<void> {}
}

/** With the global context manager and propagators; what is registered is taken away when the test ends. */
export function aTelemetry(options: OpenTelemetryOptions = {}, sampler?: Sampler): Telemetry {
  const exporter = new InMemorySpanExporter();
  const spanProcessors = [new SimpleSpanProcessor({ exporter })];
  const provider = new TracerProvider({ spanProcessors, ...(sampler && { sampler }) });
  const reader = new Reader();
  const meterProvider = new MeterProvider({ readers: [reader] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  onTestFinished(async () => {
    context.disable();
    propagation.disable();
    await provider.shutdown();
    await meterProvider.shutdown();
  });

  const spans = (): readonly ReadableSpan[] => {
    const ended = exporter.getFinishedSpans();
    for (const { name, attributes, status } of ended) note('span', { name, attributes, status });
    return ended;
  };
  const collected = async (name: string): Promise<MetricData | undefined> => {
    const { resourceMetrics } = await reader.collect();
    return resourceMetrics.scopeMetrics
      .flatMap(({ metrics }) => metrics)
      .find(({ descriptor }) => descriptor.name === name);
  };
  return {
    tracing: openTelemetry({ tracerProvider: provider, meterProvider, ...options }),
    provider,
    spans,
    requests: () =>
      spans()
        .filter(({ kind }) => kind === SpanKind.CLIENT)
        .toSorted(byResendCount),
    calls: () => spans().filter(({ kind }) => kind === SpanKind.INTERNAL),
    durations: async () => {
      const found = await collected('http.client.request.duration');
      if (found?.dataPointType !== DataPointType.HISTOGRAM) throw new Error('no duration was recorded');
      return found;
    },
    memoryHits: async () => {
      const found = await collected('breakwater.memory_hits');
      if (found?.dataPointType !== DataPointType.SUM) return [];
      return found.dataPoints.map(({ attributes, value }) => [attributes, value] as const);
    },
  };
}

const resendsOf = ({ attributes }: ReadableSpan): number =>
  Number(attributes['http.request.resend_count'] ?? 0);

function byResendCount(a: ReadableSpan, b: ReadableSpan): number {
  return resendsOf(a) - resendsOf(b);
}

/** Runs work within a span of the application's own. */
export function within<Result>(provider: TracerProvider, name: string, work: () => Result): Result {
  const span = provider.getTracer('application').startSpan(name);
  try {
    return context.with(trace.setSpan(context.active(), span), work);
  } finally {
    span.end();
  }
}
