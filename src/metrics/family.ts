/** A metric as Prometheus knows it: a name, and a series for each combination of its labels. */

export interface Family {
  /** In base units, with the unit as its suffix; `_total` on what only grows: https://prometheus.io/docs/practices/naming/ */
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds of a histogram's buckets, in its unit; one without end is always there. */
  readonly buckets?: readonly number[];
}

/** One line of an exposition. */
export interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  /** Of a histogram: the family's name with `_bucket`, `_sum` or `_count`. */
  readonly metricName?: string;
}

/** A label value for whatever would make too many series. */
export const other = 'other';

/** Series of one family at most: beyond, all are `other`. What labels hold is bounded by the spec, and this by no trust in it. */
export const mostSeries = 5_000;

/** Series of one family by the values of its labels. */
export class SeriesMap<Series> {
  readonly #family: Family;
  readonly #make: () => Series;
  readonly #series = new Map<string, { readonly labels: Sample['labels']; readonly series: Series }>();

  constructor(family: Family, make: () => Series) {
    this.#family = family;
    this.#make = make;
  }

  /** @param values Of the labels, in their order. */
  at(values: readonly string[]): Series {
    const key = values.join('\u0000');
    const known = this.#series.get(key);
    if (known) return known.series;
    if (this.#series.size >= mostSeries) return this.#add(values.map(() => other)).series;
    return this.#add(values).series;
  }

  *[Symbol.iterator](): Generator<readonly [Sample['labels'], Series]> {
    for (const { labels, series } of this.#series.values()) yield [labels, series];
  }

  #add(values: readonly string[]) {
    const key = values.join('\u0000');
    const known = this.#series.get(key);
    if (known) return known;
    const labels = Object.fromEntries(
      this.#family.labels.map((label, index) => [label, values[index] ?? '']),
    );
    const added = { labels, series: this.#make() };
    this.#series.set(key, added);
    return added;
  }
}
