/**
 * One of a fleet asks the origin for a cold key; the others wait a moment for what it gets, and then go
 * themselves. Whatever is wrong with Redis means: go.
 */

import type { Random } from '../ports.ts';
import type { RedisCommands } from './commands.ts';
import { takeLease } from './lease.ts';

/** Milliseconds between looks for what the other has got, from the first to the longest. */
const firstLookMs = 5;
const longestLookMs = 50;

export interface Turn<Found> {
  /** What another instance has got meanwhile. */
  readonly found?: Found;
  /** The origin was asked, and what it gave is kept. Never rejects. */
  end(): Promise<void>;
}

export interface TurnWish<Found> {
  readonly isOn: boolean;
  /** Longest that another instance is waited for. */
  readonly waitMs: number;
  readonly random: Random;
  readonly key: string;
  readonly run: <Value>(work: (redis: RedisCommands) => Promise<Value>) => Promise<Value | undefined>;
  readonly fetch: () => Promise<Found | undefined>;
}

const goOn = { end: async (): Promise<void> => {} };

export async function turnOf<Found>({
  isOn,
  waitMs,
  random,
  key,
  run,
  fetch,
}: TurnWish<Found>): Promise<Turn<Found>> {
  if (!isOn) return goOn;
  let lookMs = firstLookMs;
  for (let waitedMs = 0; ; ) {
    const lease = await run(async (redis) => (await takeLease(redis, key)) ?? 'taken');
    if (lease === undefined) return goOn;
    // Between the miss and the lease its last holder may have finished.
    const found = await fetch();
    if (found) {
      if (lease !== 'taken') await lease.end();
      return { found, end: goOn.end };
    }
    if (lease !== 'taken') return { end: () => lease.end() };
    if (waitedMs >= waitMs) return goOn;
    const pauseMs = Math.min(lookMs * (0.5 + random()), waitMs - waitedMs);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    waitedMs += Math.max(pauseMs, 1);
    lookMs = Math.min(lookMs * 1.5, longestLookMs);
  }
}
