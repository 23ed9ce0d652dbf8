/**
 * The processes that share a Redis and have a health page: each says now and then that it is there, by the clients it
 * watches, and hears in the same breath who else is. One timer, and none where nothing is shared.
 */

import type { Announced } from '../runtime/fleet/roster.ts';
import type { Clock } from '../runtime/ports.ts';
import { unref } from '../runtime/unref.ts';
import type { Source } from './source.ts';
import type { InstanceView } from './view.ts';

/** Milliseconds between two words of one instance. */
const beatMs = 5_000;
/** Six words missed: whoever says nothing for so long is there no more. */
const longestAbsenceMs = 30_000;
const longestNote = 200;

interface Known extends Announced {
  /** Moment of the wall clock, here. */
  readonly seenAt: number;
}

export class Fleet {
  readonly #id = globalThis.crypto.randomUUID();
  readonly #instance: string;
  readonly #clock: Clock;
  readonly #startedMs: number;
  readonly #clients: Source[] = [];
  #known: ReadonlyMap<string, Known> | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param instance name of this process */
  constructor(instance: string, clock: Clock) {
    this.#instance = instance.slice(0, longestNote);
    this.#clock = clock;
    this.#startedMs = clock.monotonic();
  }

  /** Speaks through this client as well, if it shares a store. */
  add(client: Source): void {
    if (!client.cache.stats().isShared) return;
    this.#clients.push(client);
    this.#timer ??= setInterval(() => void this.beat(), beatMs);
    unref(this.#timer);
    void this.beat();
  }

  /** Says that this instance is there, and hears who else is. Never rejects. */
  async beat(): Promise<void> {
    const announcement = {
      id: this.#id,
      name: this.#instance,
      runningMs: Math.round(this.#clock.monotonic() - this.#startedMs),
      note: this.#note(),
    };
    const heard = await Promise.all(this.#clients.map((client) => client.announce(announcement)));
    const seenAt = this.#clock.wall();
    const there = heard
      .flat()
      .map((each): [string, Known] => [each.id, { ...each, seenAt: seenAt - each.ageMs }]);
    // A store that does not answer says nothing of who is there: what was known ages.
    if (there.length > 0) this.#known = new Map(there);
  }

  /** `undefined` as long as no Redis has told. */
  views(): readonly InstanceView[] | undefined {
    if (!this.#known) return undefined;
    const now = this.#clock.wall();
    const there = [...this.#known.values()].filter(({ seenAt }) => now - seenAt <= longestAbsenceMs);
    const names = there.map(({ name }) => name);
    return there
      .map(({ id, name, note, runningMs, seenAt }) => ({
        // Of two with one name, each has the beginning of its own identity.
        id: names.filter((other) => other === name).length > 1 ? `${name} ${id.slice(0, 4)}` : name,
        startedAt: seenAt - runningMs,
        seenAt,
        isThis: id === this.#id,
        note,
      }))
      .sort((one, other) => one.id.localeCompare(other.id));
  }

  close(): void {
    clearInterval(this.#timer);
    this.#clients.length = 0;
  }

  #note(): string | null {
    const troubled = this.#clients.flatMap(({ circuits }) =>
      Object.entries(circuits.states()).flatMap(([name, { status }]) =>
        status === 'closed' ? [] : [`${name.replace(/^https?:\/\//, '')} ${status}`],
      ),
    );
    return troubled.length === 0 ? null : troubled.join(', ').slice(0, longestNote);
  }
}
