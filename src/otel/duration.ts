/**
 * `http.client.request.duration`: every attempt by where it went and how it ended. A redirect that was followed is
 * part of its attempt, for the server chooses where it leads, and could make as many series as it names hosts.
 *
 * An SDK takes several microseconds to find the series of one measurement between two requests, and a tenth of that
 * when it does so again and again. So they are kept, and handed on when there are many or a reader collects.
 */

import type { Attributes, Histogram, Meter } from '@opentelemetry/api';

/** Seconds; the conventions' own. */
const boundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Few enough that what waits is gone before a garbage collector has moved it twice. */
const mostWaiting = 200;

export interface Measurement {
  readonly durationMs: number;
  readonly attributes: () => Attributes;
}

export class RequestDuration {
  readonly #meterOf: () => Meter;
  #histogram: Histogram | undefined;
  #waiting: Measurement[] = [];

  /** @param meterOf asked once, for the first request: a meter of before there was an SDK stays mute */
  constructor(meterOf: () => Meter) {
    this.#meterOf = meterOf;
  }

  record(measurement: Measurement): void {
    this.#histogram ??= this.#begin();
    this.#waiting.push(measurement);
    if (this.#waiting.length >= mostWaiting) this.#handOn();
  }

  #begin(): Histogram {
    const meter = this.#meterOf();
    const handOn = (): void => this.#handOn();
    // It observes nothing, and is never seen: a reader asks it before it reads what was recorded.
    const clock = meter.createObservableGauge('breakwater.collection', { description: 'Tells of readers.' });
    meter.addBatchObservableCallback(handOn, [clock]);
    return meter.createHistogram('http.client.request.duration', {
      description: 'Duration of HTTP client requests.',
      unit: 's',
      advice: { explicitBucketBoundaries: boundaries },
    });
  }

  #handOn(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { durationMs, attributes } of waiting)
      this.#histogram?.record(durationMs / 1_000, attributes());
  }
}
