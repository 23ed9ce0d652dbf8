/**
 * Calls that memory answered, which have no span: a number for each operation, told to whoever collects metrics.
 * Counting one is an addition; a counter of an SDK would take as long as the call.
 */

import type { Meter } from '@opentelemetry/api';
import { own } from './conventions.ts';

export class MemoryHits {
  readonly #meterOf: () => Meter;
  /** By client, then by operation: as many as the spec has. */
  readonly #counts = new Map<string, Map<string, number>>();

  /** @param meterOf asked once, for the first hit: a meter of before there was an SDK stays mute */
  constructor(meterOf: () => Meter) {
    this.#meterOf = meterOf;
  }

  count(client: string, operation: string): void {
    const counts = this.#counts.get(client) ?? this.#begin(client);
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }

  #begin(client: string): Map<string, number> {
    if (this.#counts.size === 0) this.#observe();
    const counts = new Map<string, number>();
    this.#counts.set(client, counts);
    return counts;
  }

  #observe(): void {
    const counter = this.#meterOf().createObservableCounter('breakwater.memory_hits', {
      description: 'Calls that memory answered, which have no span.',
      unit: '{call}',
    });
    counter.addCallback((result) => {
      for (const [client, counts] of this.#counts)
        for (const [operation, count] of counts)
          result.observe(count, { [own.client]: client, [own.operation]: operation });
    });
  }
}
