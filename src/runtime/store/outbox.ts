/** Invalidations on their way into a shared store: sent at once, and what does not arrive again and again. */

import type { Random } from '../ports.ts';
import { unref } from '../unref.ts';
import { Pending } from './pending.ts';
import { newVersion } from './versions.ts';

/** Milliseconds between attempts to send what the store has not confirmed. */
const replayMs = 2_000;

export interface OutboxPorts {
  readonly random: Random;
  /** Sends them; each is confirmed as it arrives. `true` when nothing is left to do for them; it never rejects. */
  readonly send: (tags: readonly string[], confirm: (tag: string) => void) => Promise<boolean | undefined>;
}

export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #pending = new Pending();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /** How many are not confirmed. */
  get size(): number {
    return this.#pending.size;
  }

  /** Whether one of the tags is among those that are not. */
  hasAny(tags: Iterable<string>): boolean {
    return this.#pending.hasAny(tags);
  }

  /** Never rejects: what cannot be sent now is sent later. */
  async put(tags: readonly string[]): Promise<void> {
    this.#pending.add(tags, newVersion());
    await this.send();
  }

  /** Everything that is not confirmed. */
  async send(): Promise<void> {
    clearTimeout(this.#timer);
    const words = new Map(this.#pending.entries());
    const confirm = (tag: string): void => this.#pending.confirm(tag, words.get(tag) ?? '');
    const isDone = await this.#ports.send([...words.keys()], confirm);
    if ((isDone && this.#pending.size === 0) || this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.send(), replayMs * (0.5 + this.#ports.random()));
    unref(this.#timer);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}
