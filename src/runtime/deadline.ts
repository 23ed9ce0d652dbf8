/// <reference lib="esnext.disposable" preserve="true" />

/**
 * The time a call may take in all, joined with its caller's own wish to stop. One timer, cleared
 * when the call ends; the listener on the caller's signal goes with it.
 */

import { Cancellation } from './cancellation.ts';
import { Line, type Linked } from './line.ts';
import type { Clock } from './ports.ts';

/** The reason a deadline ends with; the outside sees `TimeoutError`. */
const deadlineReached: unique symbol = Symbol('breakwater.deadline');

/** The reason when the client is closed; the outside sees `ClientClosedError`. */
const clientClosed: unique symbol = Symbol('breakwater.closed');

export class Deadline implements Linked<Deadline> {
  /** Happens when the time is up, when the caller aborts, and when `abort` is called. */
  readonly cancellation = new Cancellation();
  previous: Deadline | undefined = undefined;
  next: Deadline | undefined = undefined;
  readonly #clock: Clock;
  readonly #endsAtMs: number;
  readonly #caller: AbortSignal | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(totalMs: number, clock: Clock, caller?: AbortSignal) {
    this.#clock = clock;
    this.#endsAtMs = clock.monotonic() + totalMs;
    this.#caller = caller;
    this.#timer = setTimeout(() => this.abort(deadlineReached), totalMs);
    if (caller?.aborted) this.#follow();
    else caller?.addEventListener('abort', this.#follow, { once: true });
  }

  /** The same as an `AbortSignal`, made when it is first asked for. */
  get signal(): AbortSignal {
    return this.cancellation.signal;
  }

  /** Whether there is nothing left to wait for. */
  get hasEnded(): boolean {
    return this.cancellation.isCancelled;
  }

  get reason(): unknown {
    return this.cancellation.reason;
  }

  /** Whether it was time, and not the caller, that ended it. */
  get isReached(): boolean {
    return this.reason === deadlineReached;
  }

  /** Whether its client was closed. */
  get isClosed(): boolean {
    return this.reason === clientClosed;
  }

  /** Whether nobody wants the answer any more: the caller gave up, or its client was closed. */
  get isAbandoned(): boolean {
    return this.hasEnded && !this.isReached;
  }

  remainingMs(): number {
    return Math.max(0, this.#endsAtMs - this.#clock.monotonic());
  }

  abort(reason: unknown): void {
    this.cancellation.cancel(reason);
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
    this.abort(this.#caller?.reason);
  };
}

/** The deadlines of one client that are still running, so that closing it can end them all. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #running = new Line<Deadline>();

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
    this.#running.remove(deadline);
  }

  /** Whether none is running. */
  get isEmpty(): boolean {
    return this.#running.first === undefined;
  }

  closeAll(): void {
    // Whoever hears of one may end others.
    for (let deadline = this.#running.first; deadline; deadline = this.#running.first) {
      this.end(deadline);
      deadline.close();
    }
  }
}
