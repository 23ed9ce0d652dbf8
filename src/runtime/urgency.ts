/**
 * Whether somebody waits for what is under way. Work that was begun ahead of need becomes urgent when a caller
 * joins it: it would otherwise wait behind everybody, and that caller with it.
 */

import type { Priority } from './policy/queue.ts';

export class Urgency {
  #priority: Priority;
  #listeners: Set<() => void> | undefined;

  constructor(priority: Priority = 'user') {
    this.#priority = priority;
  }

  get priority(): Priority {
    return this.#priority;
  }

  /** Somebody waits for it from now on. */
  raise(): void {
    if (this.#priority === 'user') return;
    this.#priority = 'user';
    const listeners = this.#listeners ?? [];
    this.#listeners = undefined;
    for (const listener of listeners) listener();
  }

  /** Called once, when it happens; never where it is urgent already. */
  add(listener: () => void): void {
    if (this.#priority === 'user') return;
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  remove(listener: () => void): void {
    this.#listeners?.delete(listener);
  }
}
