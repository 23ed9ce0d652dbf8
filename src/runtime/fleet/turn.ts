/**
 * One of a fleet asks the origin for a cold key; the others wait a moment for what it gets, and then go
 * themselves. They are told when it has got it, and look now and then in case nobody tells them. Whatever is
 * wrong with Redis means: go.
 */

import type { Clock, Random } from '../ports.ts';
import type { RedisCommands } from './commands.ts';
import { type Lease, takeLease } from './lease.ts';

/** Milliseconds after which a dead holder's turn is another's: well before the others stop waiting. */
const turnMs = 1_500;

/**
 * Milliseconds in which nobody takes turns for what could not be shared (Varnish's hit-for-miss): its readers
 * would otherwise wait for each other, one by one, and get nothing of it.
 */
const needlessMs = 6_000;

/** Milliseconds between looks for what the other has got: from the first to the longest, and where news is heard. */
const firstLookMs = 5;
const longestLookMs = 50;
const lookAnywayMs = 100;

/** What others do after a turn: `look` for what it gave, or take theirs; `go`, since there is nothing to share. */
export type Next = 'look' | 'go';

export interface Turn<Found> {
  /** What another instance has got meanwhile. */
  readonly found?: Found;
  /** The origin was asked, and what it gave is kept, or cannot be. Never rejects. */
  end(next: Next): Promise<void>;
}

export interface TurnWish<Found> {
  readonly isOn: boolean;
  /** Longest that another instance is waited for. */
  readonly waitMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly key: string;
  readonly run: <Value>(work: (redis: RedisCommands) => Promise<Value>) => Promise<Value | undefined>;
  readonly fetch: () => Promise<Found | undefined>;
  /** What is said when the turn is over, and to whom; `undefined` where nobody listens. */
  readonly news: { readonly channel: string; readonly text: string } | undefined;
  /** Whether it is heard when another one's turn is over. */
  readonly isHearing: () => boolean;
  /** Settles then, or after so many milliseconds. */
  readonly wait: (longestMs: number) => Promise<void>;
}

const goOn = { end: async (): Promise<void> => {} };

export async function turnOf<Found>(wish: TurnWish<Found>): Promise<Turn<Found>> {
  const { isOn, waitMs, clock, random, fetch, news, isHearing, wait } = wish;
  if (!isOn) return goOn;
  const endsAt = clock.monotonic() + waitMs;
  for (let lookMs = firstLookMs; ; lookMs = Math.min(lookMs * 1.5, longestLookMs)) {
    const claim = await claimOf(wish);
    if (claim === undefined || claim === 'needless') return goOn;
    if (claim !== 'taken') {
      // Between the miss and the lease its last holder may have finished.
      const found = await fetch();
      if (!found)
        return { end: (next) => claim.end({ news, needlessMs: next === 'go' ? needlessMs : undefined }) };
      await claim.end({ news });
      return { found, end: goOn.end };
    }
    const remainingMs = endsAt - clock.monotonic();
    if (remainingMs <= 0) return goOn;
    const pauseMs = (isHearing() ? lookAnywayMs : lookMs) * (0.5 + random());
    await wait(Math.min(pauseMs, remainingMs));
    const found = await fetch();
    if (found) return { found, end: goOn.end };
  }
}

/** `undefined` where Redis gives no answer in time. A lease that comes after that is given back. */
async function claimOf<Found>({
  run,
  key,
  news,
}: TurnWish<Found>): Promise<Lease | 'taken' | 'needless' | undefined> {
  let isLate = false;
  const claim = await run(async (redis) => {
    const taken = await takeLease(redis, key, turnMs);
    if (isLate && typeof taken === 'object') void taken.end({ news });
    return taken;
  });
  isLate = true;
  return claim;
}
