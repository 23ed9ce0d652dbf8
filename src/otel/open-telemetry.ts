/**
 * Calls as spans: one INTERNAL span per call, within it one CLIENT span for every request that leaves, and none for
 * what the cache, a circuit or another caller's flight answers.
 */

import type { Meter, MeterProvider, TracerProvider } from '@opentelemetry/api';
import type { Tracing } from '../runtime/index.ts';
import { CallSpan } from './call-span.ts';
import { RequestDuration } from './duration.ts';
import { MemoryHits } from './memory-hits.ts';
import { context, metrics, trace } from './npm-install/@opentelemetry/api.ts';
import { Places } from './places.ts';
import { redactedUrl } from './redacted-url.ts';

export interface OpenTelemetryOptions {
  /** @default the global one, also where it is registered later */
  readonly tracerProvider?: TracerProvider;
  /** @default the global one, as it is registered when the first request has ended */
  readonly meterProvider?: MeterProvider;
  /**
   * `url.full` of a request. What it returns is seen by everybody who sees traces.
   * @default the URL without user and password, and with `REDACTED` for every value of its query
   */
  readonly redactUrl?: (url: URL) => string;
  /**
   * Whether a call that memory answers has a span. Such a call takes microseconds, of which an SDK's span would be
   * most; without one it is counted, as `breakwater.memory_hits`.
   * @default false
   */
  readonly memoryHits?: boolean;
}

const scope = 'breakwater';

/** What `createClient` takes as `tracing`. Several clients may share one. */
export function openTelemetry(options: OpenTelemetryOptions = {}): Tracing {
  const { redactUrl } = options;
  const tracer = (options.tracerProvider ?? trace).getTracer(scope);
  const meter = (): Meter => (options.meterProvider ?? metrics).getMeter(scope);
  const kit = {
    tracer,
    duration: new RequestDuration(meter),
    places: new Places(),
    redactUrl: redactUrl ? (url: string) => redactUrl(new URL(url)) : redactedUrl,
    memoryHits: options.memoryHits === true || new MemoryHits(meter),
  };
  return { begin: (operation, client) => new CallSpan(kit, operation, client, context.active()) };
}
