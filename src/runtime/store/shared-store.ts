/**
 * A store that other instances use too, and everything that may be wrong with it. Whatever it is,
 * calls go on: a command gives its value, or `undefined` after a bounded moment.
 */

import type { Keyv } from 'keyv';
import type { Observers, StoreEvent } from '../events.ts';
import { errorCode } from '../policy/retryable.ts';
import type { Settings } from '../settings.ts';
import { Guard, inTime, tooSlow } from './guard.ts';
import { checkStore, type GivenStore, type OpenStore, openStore } from './open-store.ts';
import { StoreUnavailableError } from './redis.ts';

export class SharedStore {
  readonly #given: GivenStore;
  readonly #ports: Settings;
  readonly #guard: Guard;
  #opened: Promise<OpenStore> | undefined;
  #firstMoment: Promise<Keyv | undefined> | undefined;
  #keyv: Keyv | undefined;
  #hasComplained = false;
  #isClosed = false;

  constructor(given: GivenStore, ports: Settings, observers: Observers) {
    checkStore(given);
    this.#given = given;
    this.#ports = ports;
    this.#guard = new Guard(ports.clock, ports.random, observers);
  }

  /** What the work gives, or `undefined` when the store cannot be used now. Never rejects. */
  async run<Value>(
    action: StoreEvent['action'],
    work: (keyv: Keyv) => Promise<Value>,
  ): Promise<Value | undefined> {
    // What closing has ended may still come here; a store that was opened now would stay open.
    if (this.#isClosed) return undefined;
    const keyv = this.#keyv ?? (await this.#waitForOpening());
    if (!keyv) return this.#guard.skip(action);
    return this.#guard.run(action, () => work(keyv));
  }

  /** Lets go of what was opened here. */
  async close(): Promise<void> {
    this.#isClosed = true;
    // One that could not be opened has said so, and there is nothing to close.
    const store = await this.#opened?.catch(() => undefined);
    store?.close();
  }

  /**
   * Who comes while the first connection is made waits for it, together and for a bounded moment. It
   * goes on being made after that, but nobody waits any more, and nothing counts as a failed command.
   */
  #waitForOpening(): Promise<Keyv | undefined> {
    this.#firstMoment ??= inTime(this.#open()).then(
      (keyv) => (keyv === tooSlow ? undefined : keyv),
      () => undefined,
    );
    return this.#firstMoment;
  }

  async #open(): Promise<Keyv> {
    try {
      this.#opened = openStore(this.#given, (error) => this.#complain(error));
      const { keyv, ready } = await this.#opened;
      await ready;
      this.#keyv = keyv;
      return keyv;
    } catch (error) {
      this.#complain(error);
      throw error;
    }
  }

  /** Once: every command that fails is an event, but somebody should also read it without listening. */
  #complain(error: unknown): void {
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    const known = error instanceof StoreUnavailableError ? error.message : errorCode(error);
    const { logger, name } = this.#ports;
    const reason = known ?? 'it reports an error';
    logger.warn(
      `breakwater: ${name} goes on without its shared cache store (${reason}) until it answers again.`,
    );
  }
}
