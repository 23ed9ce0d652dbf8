/** What is used of the API: where it is missing, the path of this file in the error says what to do. */

export {
  context,
  createContextKey,
  INVALID_TRACEID,
  isSpanContextValid,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
