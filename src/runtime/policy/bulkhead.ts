/**
 * How many calls may be under way at once, and how many may wait for that. No timers, no promises: a
 * waiter is told by the one function it brings.
 *
 * After Nygard, "Release It!", ch. 5 (bulkheads), and Microsoft's concurrency limiter. Room is given to
 * a waiter by whoever leaves, so it is never free while somebody waits.
 */

import { type Priority, Queue } from './queue.ts';

export interface Waiter {
  /** There is room, and it is this waiter's. */
  readonly enter: () => void;
  /** A caller with priority took this place in the queue. */
  readonly giveWay: () => void;
}

export class Bulkhead {
  readonly #queue = new Queue<Waiter>();
  readonly #queueSize: number;
  #limit: number;
  #inside = 0;

  constructor(limit: number, queueSize: number) {
    this.#limit = limit;
    this.#queueSize = queueSize;
  }

  get inside(): number {
    return this.#inside;
  }

  get queued(): number {
    return this.#queue.size;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Whether there is room; it is taken if so. */
  tryEnter(): boolean {
    if (this.#inside >= this.#limit || this.#queue.size > 0) return false;
    this.#inside += 1;
    return true;
  }

  /** Whether there was a place in the queue; work in the background gives its own to a user. */
  queue(waiter: Waiter, priority: Priority): boolean {
    if (this.#queue.size >= this.#queueSize) {
      const displaced = priority === 'user' ? this.#queue.popBackground() : undefined;
      if (!displaced) return false;
      displaced.giveWay();
    }
    this.#queue.add(waiter, priority);
    return true;
  }

  /** Somebody waits for it by now. Nothing happens when it has entered, or given way. */
  promote(waiter: Waiter): void {
    this.#queue.promote(waiter);
  }

  /** The waiter gives up. Nothing happens when it has entered, or given way. */
  forget(waiter: Waiter): void {
    this.#queue.remove(waiter);
  }

  /** One call is over. Once for each that entered. */
  leave(): void {
    this.#inside -= 1;
    this.#admit();
  }

  /** From now on. Calls that are inside stay there. */
  setLimit(limit: number): void {
    this.#limit = limit;
    this.#admit();
  }

  #admit(): void {
    while (this.#inside < this.#limit) {
      const waiter = this.#queue.shift();
      if (!waiter) return;
      this.#inside += 1;
      waiter.enter();
    }
  }
}
