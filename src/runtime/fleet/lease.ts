/**
 * Who of a fleet may do something now: `SET NX PX` with a word that only its holder knows, extended while the
 * work goes on, given back by compare-and-delete. It saves work and promises nothing: a holder that freezes for
 * longer than its lease is not alone any more.
 */

import { unref } from '../unref.ts';
import type { RedisCommands } from './commands.ts';

/** Milliseconds after which the lease of a process that died is free. */
export const leaseMs = 6_000;

const release =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";
const extend =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";

export interface Lease {
  /** Gives it back. Never rejects: one that cannot be given back ends by itself. */
  end(): Promise<void>;
}

/** `undefined` where somebody else holds it. */
export async function takeLease(redis: RedisCommands, key: string): Promise<Lease | undefined> {
  const word = globalThis.crypto.randomUUID();
  const taken = await redis.set(key, word, { PX: leaseMs, NX: true });
  if (taken === null) return undefined;
  const run = (script: string): Promise<unknown> =>
    // A Redis that cannot be reached lets it end by itself.
    redis.eval(script, { keys: [key], arguments: [word, String(leaseMs)] }).catch(() => {});
  const timer = setInterval(() => void run(extend), leaseMs / 3);
  unref(timer);
  return {
    end: async () => {
      clearInterval(timer);
      await run(release);
    },
  };
}
