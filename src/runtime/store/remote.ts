/** What the cache needs of a store outside this process, whatever it is. */

import type { RedisCommands } from '../fleet/commands.ts';

export interface Remote {
  /** `null` where there is nothing. */
  get(key: string): Promise<unknown>;
  /** Of each key, in one command; left out where the store has none for several. */
  getMany?(keys: readonly string[]): Promise<unknown[]>;
  set(key: string, value: string | Uint8Array, ttlMs: number): Promise<unknown>;
  /** Puts the value where there is none, and gives what is there then. */
  establish(key: string, value: string, ttlMs: number): Promise<string>;
  /** Any command that a healthy store answers at once. */
  ping(): Promise<unknown>;
  /** Where it is a Redis: what instances can settle among themselves. */
  readonly redis: RedisCommands | undefined;
}
