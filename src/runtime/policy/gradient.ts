/**
 * A limit on concurrency that finds itself: it grows while answers come as fast as they used to, and
 * shrinks as they slow down, which is how a queue at the other end shows before anything fails.
 *
 * Netflix concurrency-limits, `Gradient2Limit`: limit × gradient + queue, smoothed, where the gradient
 * is the long-term over the present latency, between 0.5 and 1. A refusal (429, 503, timeout) shrinks it
 * at once by a tenth, as that library's `AIMDLimit` does.
 */

export interface GradientRange {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
}

/** All from `Gradient2Limit.Builder`, but `backoff`, which is `AIMDLimit`'s. */
const queueSize = 4;
const smoothing = 0.2;
const tolerance = 1.5;
const longWindow = 600;
const warmup = 10;
const drift = 0.9;
const backoff = 0.9;

export class Gradient {
  readonly #min: number;
  readonly #max: number;
  #estimate: number;
  #longMs = 0;
  #samples = 0;

  constructor({ initial, min, max }: GradientRange) {
    this.#min = min;
    this.#max = max;
    this.#estimate = initial;
  }

  /** A whole number, at least 1. */
  get limit(): number {
    return Math.max(1, Math.floor(this.#estimate));
  }

  /**
   * An attempt was answered.
   *
   * @param latencyMs until its headers were there
   * @param inFlight how many were under way with it, itself included
   */
  answered(latencyMs: number, inFlight: number): void {
    const shortMs = Math.max(latencyMs, 0.001);
    this.#average(shortMs);
    const longMs = this.#longMs;
    // Latency is back to normal after a long time of load: the long-term average follows sooner.
    if (longMs / shortMs > 2) this.#longMs *= drift;
    // A limit that is not used says nothing about what could be.
    if (inFlight < this.#estimate / 2) return;
    const gradient = Math.max(0.5, Math.min(1, (tolerance * longMs) / shortMs));
    const next = this.#estimate * gradient + queueSize;
    this.#set(this.#estimate * (1 - smoothing) + next * smoothing);
  }

  /** The origin said, or showed, that it is too much. */
  refused(): void {
    this.#set(this.#estimate * backoff);
  }

  /** A mean at first, then exponential over `longWindow` samples. */
  #average(latencyMs: number): void {
    this.#samples += 1;
    const share = this.#samples <= warmup ? 1 / this.#samples : 2 / (longWindow + 1);
    this.#longMs += (latencyMs - this.#longMs) * share;
  }

  #set(estimate: number): void {
    this.#estimate = Math.min(this.#max, Math.max(this.#min, estimate));
  }
}
