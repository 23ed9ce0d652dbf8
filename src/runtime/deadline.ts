/**
 * The time a call may take in all, joined with its caller's own wish to stop. One timer, cleared
 * when the call ends; the listener on the caller's signal goes with it.
 */

import type { Clock } from './ports.ts';

/** The reason a deadline aborts with; the outside sees `TimeoutError`. */
const deadlineReached: unique symbol = Symbol('breakwater.deadline');

/** The reason when the client is closed; the outside sees `ClientClosedError`. */
const clientClosed: unique symbol = Symbol('breakwater.closed');

export class Deadline {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #endsAtMs: number;
  readonly #caller: AbortSignal | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(totalMs: number, clock: Clock, caller?: AbortSignal) {
    this.#clock = clock;
    this.#endsAtMs = clock.monotonic() + totalMs;
    this.#caller = caller;
    this.#timer = setTimeout(() => this.#controller.abort(deadlineReached), totalMs);
    if (caller?.aborted) this.#follow();
    else caller?.addEventListener('abort', this.#follow, { once: true });
  }

  /** Aborts when the time is up, when the caller aborts, and when `abort` is called. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether it was time, and not the caller, that ended it. */
  get isReached(): boolean {
    return this.#controller.signal.reason === deadlineReached;
  }

  /** Whether its client was closed. */
  get isClosed(): boolean {
    return this.#controller.signal.reason === clientClosed;
  }

  remainingMs(): number {
    return Math.max(0, this.#endsAtMs - this.#clock.monotonic());
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** Its client is closed. */
  close(): void {
    this.abort(clientClosed);
  }

  /** From here on only the caller can stop it: for replies that are read for as long as they last. */
  lift(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The call is over. */
  [Symbol.dispose](): void {
    this.lift();
    this.#caller?.removeEventListener('abort', this.#follow);
  }

  readonly #follow = (): void => {
    this.#controller.abort(this.#caller?.reason);
  };
}

/** The deadlines of one client that are still running, so that closing it can end them all. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #running = new Set<Deadline>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(totalMs: number, caller?: AbortSignal): Deadline {
    const deadline = new Deadline(totalMs, this.#clock, caller);
    this.#running.add(deadline);
    return deadline;
  }

  /** What ran under this deadline is over. */
  end(deadline: Deadline): void {
    deadline[Symbol.dispose]();
    this.#running.delete(deadline);
  }

  closeAll(): void {
    for (const deadline of this.#running) {
      deadline.close();
      this.end(deadline);
    }
  }
}
