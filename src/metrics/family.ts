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

/** Labels of a series, by the first value, then the second, and so on: found without making a key of them. */
type Branch<Series> = Map<string, Branch<Series> | Leaf<Series>>;

class Leaf<Series> {
  readonly labels: Sample['labels'];
  readonly series: Series;

  constructor(labels: Sample['labels'], series: Series) {
    this.labels = labels;
    this.series = series;
  }
}

/** Series of one family by the values of its labels. */
export class SeriesMap<Series> {
  readonly #family: Family;
  readonly #make: () => Series;
  readonly #root: Branch<Series> = new Map();
  readonly #leaves: Leaf<Series>[] = [];

  constructor(family: Family, make: () => Series) {
    this.#family = family;
    this.#make = make;
  }

  /** @param values Of the labels, in their order. */
  at(values: readonly string[]): Series {
    const known = this.#find(values);
    if (known) return known;
    if (this.#leaves.length < mostSeries) return this.#add(values);
    const others = values.map(() => other);
    return this.#find(others) ?? this.#add(others);
  }

  *[Symbol.iterator](): Generator<readonly [Sample['labels'], Series]> {
    for (const { labels, series } of this.#leaves) yield [labels, series];
  }

  #find(values: readonly string[]): Series | undefined {
    let place: Branch<Series> | Leaf<Series> | undefined = this.#root;
    for (const value of values) {
      if (!(place instanceof Map)) return undefined;
      place = place.get(value);
    }
    return place instanceof Leaf ? place.series : undefined;
  }

  #add(values: readonly string[]): Series {
    const labels = Object.fromEntries(
      this.#family.labels.map((label, index) => [label, values[index] ?? '']),
    );
    const leaf = new Leaf(labels, this.#make());
    this.#leaves.push(leaf);
    let branch = this.#root;
    for (const value of values.slice(0, -1)) {
      const next = branch.get(value);
      if (next instanceof Map) branch = next;
      else {
        const made: Branch<Series> = new Map();
        branch.set(value, made);
        branch = made;
      }
    }
    branch.set(values.at(-1) ?? '', leaf);
    return leaf.series;
  }
}
