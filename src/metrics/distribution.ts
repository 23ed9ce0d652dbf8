/**
 * How values spread: for each combination of labels, how many were at most each bound, their sum and their
 * number. https://prometheus.io/docs/concepts/metric_types/#histogram
 */

import { type Family, type Sample, SeriesMap } from './family.ts';

interface Spread {
  /** How many fell into each bucket; the last is the one without end. */
  readonly counts: number[];
  sum: number;
}

export class Distribution {
  readonly #name: string;
  readonly #bounds: readonly number[];
  readonly #spreads: SeriesMap<Spread>;

  constructor(family: Family) {
    this.#name = family.name;
    this.#bounds = family.buckets ?? [];
    this.#spreads = new SeriesMap(family, () => ({
      counts: Array.from({ length: this.#bounds.length + 1 }, () => 0),
      sum: 0,
    }));
  }

  observe(labels: readonly string[], value: number): void {
    const spread = this.#spreads.at(labels);
    let index = 0;
    while (index < this.#bounds.length && value > (this.#bounds[index] ?? 0)) index += 1;
    spread.counts[index] = (spread.counts[index] ?? 0) + 1;
    spread.sum += value;
  }

  samples(): Sample[] {
    return [...this.#spreads].flatMap(([labels, { counts, sum }]) => {
      let total = 0;
      const buckets = counts.map((count, index) => {
        total += count;
        const le = this.#bounds[index] ?? '+Inf';
        return { metricName: `${this.#name}_bucket`, labels: { le, ...labels }, value: total };
      });
      return [
        ...buckets,
        { metricName: `${this.#name}_sum`, labels, value: sum },
        { metricName: `${this.#name}_count`, labels, value: total },
      ];
    });
  }
}
