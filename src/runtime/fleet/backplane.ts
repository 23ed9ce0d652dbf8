/**
 * What instances tell each other: one channel of Redis for all of an API in one environment. Messages reach whoever listens at that moment and nobody later, so it matters to know since when one
 * has been listening without a break; see `hearingSince`.
 */

import type { Clock } from '../ports.ts';
import { isSingle, type RedisCommands } from './commands.ts';
import { type Ear, earOf, type Listener } from './ear.ts';

/** Silence after which what is said elsewhere may pass unheard. */
const longestSilenceMs = 2_500;

export type Message =
  | { readonly type: 'outdated'; readonly tags: readonly string[] }
  | { readonly type: 'cool-down'; readonly key: string; readonly holdMs: number }
  | { readonly type: 'landed'; readonly key: string };

export interface BackplanePorts {
  readonly clock: Clock;
  readonly channel: string;
  readonly onMessage: (message: Message) => void;
  /** Whatever was said until now may have been missed; from here on it is heard. */
  readonly onBegin: () => void;
  readonly onError: (error: unknown) => void;
}

export class Backplane {
  readonly #ports: BackplanePorts;
  readonly #redis: RedisCommands;
  /** A client of a cluster or a sentinel has such a connection already, and does not tell when it breaks. */
  readonly #ear: Ear | undefined;
  readonly #listener: Listener;
  readonly #instance = globalThis.crypto.randomUUID();
  #since: number | undefined;
  #heardAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(redis: RedisCommands, ports: BackplanePorts) {
    this.#redis = redis;
    this.#ports = ports;
    this.#ear = isSingle(redis) ? earOf(redis) : undefined;
    this.#listener = {
      channel: ports.channel,
      hear: this.#hear,
      begin: () => this.#begin(),
      lose: () => this.#lose(),
      ask: () => this.#ask(),
    };
  }

  /** Begins to listen. Never rejects: what cannot be reached now is reached later. */
  async open(): Promise<void> {
    const { channel, onError } = this.#ports;
    try {
      if (this.#ear) {
        await this.#ear.join(this.#listener);
      } else {
        await this.#redis.subscribe(channel, this.#hear);
        this.#ports.onBegin();
      }
      if (this.#isClosed) this.close();
    } catch (error) {
      if (!this.#isClosed) onError(error);
    }
  }

  /** Monotonic milliseconds since when nothing has been missed; `undefined` while something may be. */
  get hearingSince(): number | undefined {
    const isSilent = this.#ports.clock.monotonic() - this.#heardAt > longestSilenceMs;
    return isSilent ? undefined : this.#since;
  }

  async tell(message: Message): Promise<void> {
    const { channel, text } = this.news(message);
    await this.#redis.publish(channel, text);
  }

  /** A message, for a script that says it. */
  news(message: Message): { readonly channel: string; readonly text: string } {
    return { channel: this.#ports.channel, text: JSON.stringify({ from: this.#instance, ...message }) };
  }

  close(): void {
    this.#isClosed = true;
    this.#lose();
    if (this.#ear) this.#ear.leave(this.#listener);
    // Whether it still can say goodbye is of no consequence.
    else this.#redis.unsubscribe(this.#ports.channel, this.#hear).catch(() => {});
  }

  #begin(): void {
    if (this.#isClosed) return;
    this.#since = this.#ports.clock.monotonic();
    this.#heardAt = this.#since;
    this.#ports.onBegin();
  }

  #lose(): void {
    this.#since = undefined;
  }

  #ask(): () => void {
    const askedAt = this.#ports.clock.monotonic();
    const wasSilent = this.hearingSince === undefined;
    return () => {
      this.#heardAt = askedAt;
      // Memory has been asked to be wary meanwhile, and something may have been missed.
      if (wasSilent) this.#begin();
    };
  }

  readonly #hear = (text: string): void => {
    const message = messageIn(text);
    if (message && message.from !== this.#instance) this.#ports.onMessage(message);
  };
}

/** Whoever can reach Redis can say anything there. */
function messageIn(text: string): (Message & { from: string }) | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, from, tags, key, holdMs }: Partial<Record<string, unknown>> = { ...value };
  if (typeof from !== 'string') return undefined;
  if (type === 'outdated' && Array.isArray(tags) && tags.every((tag) => typeof tag === 'string'))
    return { type, from, tags };
  if (type === 'cool-down' && typeof key === 'string' && typeof holdMs === 'number' && holdMs > 0)
    return { type, from, key, holdMs };
  if (type === 'landed' && typeof key === 'string') return { type, from, key };
  return undefined;
}
