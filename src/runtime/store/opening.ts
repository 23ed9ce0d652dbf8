/**
 * Opens a store, and again where it could not be. Who comes while the first connection is made waits for it,
 * together and no longer than for a command. It goes on being made after that, but nobody waits any more, and
 * nothing counts as a failed command.
 */

import type { Clock, Random } from '../ports.ts';
import { unref } from '../unref.ts';
import { inTime, tooSlow } from './guard.ts';
import { type GivenStore, type OpenStore, openStore } from './open-store.ts';
import { StoreUnavailableError } from './redis.ts';
import type { Remote } from './remote.ts';

/** Milliseconds to the next attempt at a store that could not be opened. */
const reopenMs = 5_000;

export interface OpeningPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Longest that anybody waits, in milliseconds. */
  readonly timeoutMs: number;
  /** It answers, and is not used before this is done. */
  readonly prepare: (remote: Remote) => Promise<void>;
  readonly onOpen: () => void;
  readonly onError: (error: unknown) => void;
}

export class Opening {
  readonly #given: GivenStore;
  readonly #ports: OpeningPorts;
  #opened: Promise<OpenStore> | undefined;
  #first: Promise<Remote | undefined> | undefined;
  #remote: Remote | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(given: GivenStore, ports: OpeningPorts) {
    this.#given = given;
    this.#ports = ports;
  }

  /** `undefined` until it can be used. */
  get remote(): Remote | undefined {
    return this.#remote;
  }

  /** The same, after a bounded moment of waiting. Never rejects. */
  wait(): Promise<Remote | undefined> {
    this.#first ??= this.#openInTime().catch(() => undefined);
    return this.#first;
  }

  /** A command failed with that. */
  heed(error: unknown): void {
    // It has been opened, since a command failed; whoever could not has said so.
    void this.#opened?.then(({ heed }) => heed?.(error)).catch(() => {});
  }

  /** Lets go of what was opened here. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    // One that could not be opened has said so, and there is nothing to close.
    const store = await this.#opened?.catch(() => undefined);
    store?.close();
  }

  async #openInTime(): Promise<Remote | undefined> {
    const opening = this.#open();
    opening.catch(() => {});
    // Loading the client's code is this process's own work, and no trouble of the store's.
    await this.#opened?.catch(() => {});
    const remote = await inTime(opening, this.#ports.timeoutMs);
    return remote === tooSlow ? undefined : remote;
  }

  async #open(): Promise<Remote> {
    const { clock, prepare, onOpen, onError } = this.#ports;
    try {
      this.#opened = openStore(this.#given, { onError, wall: () => clock.wall() });
      const { remote, ready } = await this.#opened;
      await ready;
      await prepare(remote);
      this.#remote = remote;
      onOpen();
      return remote;
    } catch (error) {
      onError(error);
      this.#openLater(error);
      throw error;
    }
  }

  /** Whatever it was (a password, a name that nobody knew), it may be mended; a missing package is not. */
  #openLater(error: unknown): void {
    if (this.#isClosed || error instanceof StoreUnavailableError) return;
    const failed = this.#opened;
    this.#timer = setTimeout(
      () => {
        // What could not be opened has nothing to close, or half of it.
        failed?.then(({ close }) => close()).catch(() => {});
        // Fails as it did before, and has said so.
        this.#open().catch(() => {});
      },
      reopenMs * (0.5 + this.#ports.random()),
    );
    unref(this.#timer);
  }
}
