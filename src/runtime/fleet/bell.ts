/** Who waits to be told of a key, and for how long at most. */

export class Bell {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Settles when the key is rung, or after so many milliseconds. */
  async wait(key: string, longestMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, longestMs);
    const others = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, others.add(resolve));
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      others.delete(resolve);
      if (others.size === 0) this.#waiting.delete(key);
    }
  }

  ring(key: string): void {
    for (const wake of this.#waiting.get(key) ?? []) wake();
  }

  /** There is nothing to wait for any more. */
  ringAll(): void {
    for (const key of this.#waiting.keys()) this.ring(key);
  }
}
