/** `breakwater/otel`: calls and their requests as OpenTelemetry's spans and metrics. */

export { type OpenTelemetryOptions, openTelemetry } from './open-telemetry.ts';
