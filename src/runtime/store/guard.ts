/**
 * A shared store may be down, slow or frozen; calls go on without it. Each command gets a bounded
 * moment, and after a few failures in a row the store is left alone for a while.
 *
 * The timer is our own because a frozen Redis never answers, never errors, and its client's command
 * timeout does not fire once a command is written.
 */

import type { Observers, StoreEvent } from '../events.ts';
import { Circuit } from '../policy/circuit.ts';
import { errorCode } from '../policy/retryable.ts';
import type { Clock, Random } from '../ports.ts';

/** Longest a command may take, in milliseconds; far above a healthy Redis, far below a caller's patience. */
const commandTimeoutMs = 200;

/** Three in a row, and the store is left alone for ten seconds, then tried by one command at a time. */
const storeCircuit = {
  consecutiveConnectFailures: 3,
  breakMs: 10_000,
  maxBreakMs: 30_000,
  halfOpenPermits: 1,
};

/** In place of a value that did not come in time. */
export const tooSlow: unique symbol = Symbol('breakwater.store-timeout');

export class Guard {
  readonly #circuit: Circuit;
  readonly #clock: Clock;
  readonly #observers: Observers;

  constructor(clock: Clock, random: Random, observers: Observers) {
    this.#clock = clock;
    this.#observers = observers;
    this.#circuit = new Circuit(storeCircuit, { random });
  }

  /** The work's value, or `undefined` when the store could not give one in time. Never rejects. */
  async run<Value>(action: StoreEvent['action'], work: () => Promise<Value>): Promise<Value | undefined> {
    const admission = this.#circuit.request(this.#clock.monotonic());
    if (!admission.admitted) return this.#report(action, 'skipped');
    try {
      const value = await inTime(work());
      if (value === tooSlow) {
        admission.permit.failed(this.#clock.monotonic(), 'connect');
        return this.#report(action, 'timeout');
      }
      admission.permit.succeeded(this.#clock.monotonic());
      return value;
    } catch (error) {
      admission.permit.failed(this.#clock.monotonic(), 'connect');
      return this.#report(
        action,
        'failed',
        errorCode(error) ?? (error instanceof Error ? error.name : undefined),
      );
    }
  }

  /** The store is not there to be asked. */
  skip(action: StoreEvent['action']): undefined {
    return this.#report(action, 'skipped');
  }

  #report(action: StoreEvent['action'], outcome: StoreEvent['outcome'], reason?: string): undefined {
    if (!this.#observers.attached) return;
    this.#observers.emit({ type: 'store', action, outcome, ...(reason !== undefined && { reason }) });
  }
}

/** The work's value, or `tooSlow` after the moment that a command gets. */
export async function inTime<Value>(work: Promise<Value>): Promise<Value | typeof tooSlow> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<typeof tooSlow>((resolve) => {
    timer = setTimeout(() => resolve(tooSlow), commandTimeoutMs);
  });
  // Whatever a command that came too late ends with is nobody's business any more.
  work.catch(() => {});
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
