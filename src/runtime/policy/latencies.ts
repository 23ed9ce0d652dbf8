/**
 * A quantile of recent latencies, within 5 %, in constant space.
 *
 * Counts in buckets whose bounds grow by a constant factor, so that the error is relative: DDSketch
 * (Masson, Rim, Lee, VLDB 2019). What is old fades: after every `generation` samples all counts are
 * halved, so that the last few generations decide.
 */

/** Bounds grow by (1 + accuracy) / (1 - accuracy). */
const accuracy = 0.05;
const logGrowth = Math.log((1 + accuracy) / (1 - accuracy));
/** Below it latencies are not told apart, in milliseconds. */
const shortestMs = 0.1;
/** Enough for an hour. */
const bucketCount = Math.ceil(Math.log(3_600_000 / shortestMs) / logGrowth) + 1;
/** Samples after which all weigh half. */
const generation = 200;

export class Latencies {
  readonly #counts = new Float64Array(bucketCount);
  #total = 0;
  #sinceFading = 0;

  /** Samples that count, the faded ones in part. */
  get count(): number {
    return this.#total;
  }

  record(latencyMs: number): void {
    const bucket = bucketOf(latencyMs);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
    this.#sinceFading += 1;
    if (this.#sinceFading >= generation) this.#fade();
  }

  /** The latency, in milliseconds, that this share of the samples does not exceed; undefined without any. */
  quantile(share: number): number | undefined {
    if (this.#total === 0) return undefined;
    const rank = share * this.#total;
    let seen = 0;
    // Asked for each call: an index, because an iterator costs ten times as much.
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      const count = this.#counts[bucket] ?? 0;
      seen += count;
      if (seen >= rank && count > 0) return middleOf(bucket);
    }
    return middleOf(bucketCount - 1);
  }

  #fade(): void {
    this.#sinceFading = 0;
    this.#total /= 2;
    for (const [bucket, count] of this.#counts.entries()) this.#counts[bucket] = count / 2;
  }
}

function bucketOf(latencyMs: number): number {
  if (latencyMs <= shortestMs) return 0;
  return Math.min(bucketCount - 1, Math.ceil(Math.log(latencyMs / shortestMs) / logGrowth));
}

/** The value whose distance from both bounds of the bucket is the same share of it. */
function middleOf(bucket: number): number {
  return bucket === 0 ? shortestMs : shortestMs * Math.exp(bucket * logGrowth) * (1 - accuracy);
}
