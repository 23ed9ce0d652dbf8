/** What only grows: a number for each combination of labels. */

import { type Family, type Sample, SeriesMap } from './family.ts';

export class Tally {
  readonly #counts: SeriesMap<{ value: number }>;

  constructor(family: Family) {
    this.#counts = new SeriesMap(family, () => ({ value: 0 }));
  }

  add(labels: readonly string[], amount = 1): void {
    this.#counts.at(labels).value += amount;
  }

  samples(): Sample[] {
    return [...this.#counts].map(([labels, { value }]) => ({ labels, value }));
  }
}
