/**
 * One piece of work for all who ask for the same thing at the same time.
 *
 * Who joins may leave: an aborted caller detaches only itself, and the work is cancelled when the
 * last one has left. A detached flight still answers those on board but takes no one new: after a
 * write, no later reader may join a read that began before it.
 */

import { Cancellation } from './cancellation.ts';
import type { Priority } from './policy/queue.ts';
import { TransientMap } from './transient-map.ts';
import { Urgency } from './urgency.ts';

interface Flight<Value> {
  readonly tags: readonly string[];
  readonly work: Promise<Value>;
  readonly cancellation: Cancellation;
  readonly urgency: Urgency;
  waiting: number;
}

/** What the work gets: a way to learn that nobody waits for it any more. */
export interface FlightControl {
  /** At once where that has been so before. */
  onCancel(cancel: (reason: unknown) => void): void;
  /** Raised when somebody joins who waits for it. */
  readonly urgency: Urgency;
}

/** Who joins: until when, and whether somebody waits. */
export interface Boarder {
  readonly signal?: AbortSignal | undefined;
  /** @default 'user' */
  readonly priority?: Priority | undefined;
}

export interface Boarding<Value> {
  readonly value: Promise<Value>;
  /** True for whoever came after the one that started the work. */
  readonly joined: boolean;
}

export class SingleFlight<Value> {
  readonly #flights = new TransientMap<string, Flight<Value>>();

  get size(): number {
    return this.#flights.size;
  }

  /**
   * Joins the flight of `key`, or starts it. `value` rejects with the signal's reason as soon as the
   * caller aborts, whatever the others do.
   */
  board(
    key: string,
    tags: readonly string[],
    start: (control: FlightControl) => Promise<Value>,
    { signal, priority = 'user' }: Boarder = {},
  ): Boarding<Value> {
    if (signal?.aborted) return { value: Promise.reject(signal.reason), joined: false };
    const present = this.#flights.get(key);
    const flight = present ?? this.#start(key, tags, start, new Urgency(priority));
    if (priority === 'user') flight.urgency.raise();
    flight.waiting += 1;
    const value = signal ? this.#untilAborted(key, flight, signal) : flight.work;
    return { value, joined: present !== undefined };
  }

  /** Whether there is a flight to join. */
  has(key: string): boolean {
    return this.#flights.size > 0 && this.#flights.has(key);
  }

  /** Takes every flight with one of the tags off the board. */
  detach(tags: readonly string[]): void {
    for (const [key, flight] of this.#flights) {
      if (flight.tags.some((tag) => tags.includes(tag))) this.#flights.delete(key);
    }
  }

  /** Takes every flight off the board. */
  detachAll(): void {
    this.#flights.clear();
  }

  #start(
    key: string,
    tags: readonly string[],
    start: (control: FlightControl) => Promise<Value>,
    urgency: Urgency,
  ): Flight<Value> {
    const cancellation = new Cancellation();
    const work = start({ onCancel: (cancel) => cancellation.add(cancel), urgency });
    const flight: Flight<Value> = { tags, work, cancellation, urgency, waiting: 0 };
    this.#flights.set(key, flight);
    const land = (): void => this.#remove(key, flight);
    work.then(land, land);
    return flight;
  }

  #untilAborted(key: string, flight: Flight<Value>, signal: AbortSignal): Promise<Value> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          this.#remove(key, flight);
          flight.cancellation.cancel(signal.reason);
        }
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      const settle = (): void => signal.removeEventListener('abort', leave);
      flight.work.then(
        (value) => {
          settle();
          resolve(value);
        },
        (error: unknown) => {
          settle();
          reject(error);
        },
      );
    });
  }

  /** Only if it is still this flight: a detached one may have a successor under its key. */
  #remove(key: string, flight: Flight<Value>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
