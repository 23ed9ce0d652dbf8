/**
 * `http.client.request.duration`: every attempt by where it went and how it ended. A redirect that was followed is
 * part of its attempt, for the server chooses where it leads, and could make as many series as it names hosts.
 */

import type { Attributes, Histogram, Meter } from '@opentelemetry/api';

/** Seconds; the conventions' own. */
const boundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export type RecordDuration = (durationMs: number, attributes: Attributes) => void;

/** @param meterOf asked once, for the first request: a meter of before there was an SDK stays mute */
export function requestDuration(meterOf: () => Meter): RecordDuration {
  let histogram: Histogram | undefined;
  return (durationMs, attributes) => {
    histogram ??= meterOf().createHistogram('http.client.request.duration', {
      description: 'Duration of HTTP client requests.',
      unit: 's',
      advice: { explicitBucketBoundaries: boundaries },
    });
    histogram.record(durationMs / 1_000, attributes);
  };
}
