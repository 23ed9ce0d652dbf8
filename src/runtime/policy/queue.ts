/**
 * Who waits for room, in which order: callers that a person waits for before work in the background,
 * and first come, first served among each. Leaving from the middle costs no more than from the front.
 */

/** Whether somebody waits for this call, or it is done ahead of need. */
export type Priority = 'user' | 'background';

export class Queue<Waiter extends object> {
  readonly #user = new Set<Waiter>();
  readonly #background = new Set<Waiter>();

  get size(): number {
    return this.#user.size + this.#background.size;
  }

  add(waiter: Waiter, priority: Priority): void {
    (priority === 'user' ? this.#user : this.#background).add(waiter);
  }

  /** Whether it was waiting. */
  remove(waiter: Waiter): boolean {
    return this.#user.delete(waiter) || this.#background.delete(waiter);
  }

  /** A caller waits for it by now: it stands at the end of the users. */
  promote(waiter: Waiter): void {
    if (this.#background.delete(waiter)) this.#user.add(waiter);
  }

  /** Takes whoever is next. */
  shift(): Waiter | undefined {
    return take(this.#user, first(this.#user)) ?? take(this.#background, first(this.#background));
  }

  /** Takes the background waiter that came last: who makes room for a user has waited least. */
  popBackground(): Waiter | undefined {
    let last: Waiter | undefined;
    for (const waiter of this.#background) last = waiter;
    return take(this.#background, last);
  }
}

function first<Waiter>(waiters: Set<Waiter>): Waiter | undefined {
  for (const waiter of waiters) return waiter;
  return undefined;
}

function take<Waiter>(waiters: Set<Waiter>, waiter: Waiter | undefined): Waiter | undefined {
  if (waiter !== undefined) waiters.delete(waiter);
  return waiter;
}
