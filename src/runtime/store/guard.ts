/**
 * A shared store may be down, slow or frozen; calls go on without it. A command gets a bounded moment. The
 * first that does not end in it is the last: from then on the store is left alone, and asked in the background,
 * where nobody waits, whether it is back.
 *
 * The timer is our own because a frozen Redis never answers, never errors, and its client's command
 * timeout does not fire once a command is written.
 */

import type { Observers, StoreCommand, StoreEvent } from '../events.ts';
import { errorCode } from '../policy/retryable.ts';
import type { Clock, Random } from '../ports.ts';
import { unref } from '../unref.ts';

/** Errors cost nobody any time; three in a row say that the next will be one too. */
const mostErrors = 3;

/** Milliseconds to the first question whether it is back; they double. */
const firstProbeMs = 500;
const longestProbeMs = 10_000;

/** The same where something waits to be said. */
const hastyProbeMs = 1_000;

/** Where nobody waits, a store may be slower and still be well. */
const probeTimeoutMs = 1_000;

/** In place of a value that did not come in time. */
export const tooSlow: unique symbol = Symbol('breakwater.store-timeout');

export interface GuardPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly observers: Observers;
  /** Longest that a command may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Fails as long as the store cannot be used. */
  readonly probe: () => Promise<unknown>;
  /** A command failed with that. */
  readonly onFailure?: (error: unknown) => void;
  /** It is used again, after so many milliseconds. */
  readonly onBack: (outageMs: number) => void;
}

export class Guard {
  readonly #ports: GuardPorts;
  #errors = 0;
  #isOpen = false;
  #openedAt = 0;
  /** Monotonic moment of the next question; `undefined` while one is under way. */
  #probeAt: number | undefined;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: GuardPorts) {
    this.#ports = ports;
  }

  /** The work's value, or `undefined` when the store could not give one in time. Never rejects. */
  async run<Value>(action: StoreCommand, work: () => Promise<Value>): Promise<Value | undefined> {
    if (this.#isOpen) return this.skip(action);
    const { clock, observers } = this.#ports;
    const startedMs = clock.monotonic();
    try {
      const value = await inTime(work(), this.#ports.timeoutMs);
      if (value === tooSlow) {
        this.#leaveAlone();
        return this.#report(action, 'timeout');
      }
      this.#errors = 0;
      if (observers.attached)
        observers.emit({ type: 'store-answer', action, durationMs: clock.monotonic() - startedMs });
      return value;
    } catch (error) {
      this.#count(error);
      this.#ports.onFailure?.(error);
      return this.#report(action, 'failed', reasonOf(error));
    }
  }

  /** The store is not there to be asked. */
  skip(action: StoreEvent['action']): undefined {
    return this.#report(action, 'skipped');
  }

  /** Whether it is left alone for now. */
  get isLeftAlone(): boolean {
    return this.#isOpen;
  }

  /** Something waits to be said: it is asked soon whether the store is back. */
  hasten(): void {
    const { clock } = this.#ports;
    if (this.#probeAt === undefined || this.#probeAt - clock.monotonic() <= hastyProbeMs) return;
    clearTimeout(this.#timer);
    this.#probeAfter(hastyProbeMs);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** What a server says of one command (it is full, it is a replica) tells nothing of the next. */
  #count(error: unknown): void {
    if (isServersWord(error)) return;
    this.#errors += 1;
    if (this.#errors >= mostErrors) this.#leaveAlone();
  }

  #leaveAlone(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#openedAt = this.#ports.clock.monotonic();
    this.#probeAfter(firstProbeMs);
  }

  #probeAfter(delayMs: number): void {
    if (this.#isClosed) return;
    // With jitter, so that a fleet does not come back at once.
    const inMs = delayMs * (0.5 + this.#ports.random() / 2);
    this.#probeAt = this.#ports.clock.monotonic() + inMs;
    this.#timer = setTimeout(() => void this.#probe(delayMs), inMs);
    unref(this.#timer);
  }

  async #probe(delayMs: number): Promise<void> {
    const { probe, onBack, clock } = this.#ports;
    this.#probeAt = undefined;
    const answer = await inTime(probe(), probeTimeoutMs).catch(() => tooSlow);
    if (answer === tooSlow) return this.#probeAfter(Math.min(delayMs * 2, longestProbeMs));
    this.#errors = 0;
    this.#isOpen = false;
    if (!this.#isClosed) onBack(clock.monotonic() - this.#openedAt);
  }

  #report(action: StoreEvent['action'], outcome: StoreEvent['outcome'], reason?: string): undefined {
    const { observers } = this.#ports;
    if (!observers.attached) return;
    observers.emit({ type: 'store', action, outcome, ...(reason !== undefined && { reason }) });
  }
}

/** The work's value, or `tooSlow` after so many milliseconds. By hand: it is on the way of every shared hit. */
export function inTime<Value>(work: Promise<Value>, ms: number): Promise<Value | typeof tooSlow> {
  return new Promise((resolve, reject) => {
    let timer = setTimeout(() => {
      // A process that was busy itself may find answer and timer due at once; the answer is read first.
      timer = setTimeout(() => resolve(tooSlow), 0);
    }, ms);
    // Whatever a command that came too late ends with is nobody's business any more.
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** Redis answers with a word in capitals first: OOM, READONLY, NOSCRIPT. */
const serversWord = /^[A-Z]{2,20}(?= )/;

function isServersWord(error: unknown): boolean {
  return error instanceof Error && errorCode(error) === undefined && serversWord.test(error.message);
}

function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return errorCode(error) ?? serversWord.exec(error.message)?.[0] ?? error.name;
}
