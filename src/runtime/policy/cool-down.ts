/**
 * Until when an origin wants to be left alone, by whom it told so. No timers: the caller passes the
 * time, and whatever is over is forgotten when it is next looked at.
 */

/** More than one client talks to; beyond it the end that is nearest is dropped. */
const mostHolds = 1_000;

export class CoolDowns {
  readonly #untilMs = new Map<string, number>();

  /** Leaves `key` alone until then, in monotonic milliseconds. A hold is never shortened by another. */
  hold(key: string, untilMs: number): void {
    this.#untilMs.set(key, Math.max(untilMs, this.#untilMs.get(key) ?? 0));
    if (this.#untilMs.size > mostHolds) this.#dropNearest();
  }

  /** Milliseconds that `key` is still to be left alone; 0 when it may be asked. */
  remainingMs(key: string, nowMs: number): number {
    if (this.#untilMs.size === 0) return 0;
    const untilMs = this.#untilMs.get(key);
    if (untilMs === undefined) return 0;
    if (untilMs > nowMs) return untilMs - nowMs;
    this.#untilMs.delete(key);
    return 0;
  }

  /** True while nobody asked to be left alone: the answer for every key is then 0. */
  get isEmpty(): boolean {
    return this.#untilMs.size === 0;
  }

  /** What is still to be left alone, and for how many milliseconds. */
  *entries(nowMs: number): Iterable<[string, number]> {
    for (const [key, untilMs] of this.#untilMs) if (untilMs > nowMs) yield [key, untilMs - nowMs];
  }

  #dropNearest(): void {
    let nearest: [string, number] | undefined;
    for (const entry of this.#untilMs) if (nearest === undefined || entry[1] < nearest[1]) nearest = entry;
    if (nearest) this.#untilMs.delete(nearest[0]);
  }
}
