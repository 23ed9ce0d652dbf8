/**
 * Who of a fleet may do something now: a key with a word that only its holder knows, extended while the work goes
 * on, given back by compare-and-delete. It saves work and promises nothing: a holder that freezes for longer than
 * its lease is not alone any more.
 *
 * The key holds the word; the word and `+` where somebody waits to be told; or `-` where nobody needs it for now.
 */

import { unref } from '../unref.ts';
import type { RedisCommands } from './commands.ts';

export const takeScript = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 'mine' end
local held = redis.call('GET', KEYS[1])
if held == '-' then return 'needless' end
if string.sub(held, -1) ~= '+' then redis.call('APPEND', KEYS[1], '+') end
return 'taken'`;

export const extendScript = `
local held = redis.call('GET', KEYS[1])
if not held or string.sub(held, 1, #ARGV[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

export const releaseScript = `
local held = redis.call('GET', KEYS[1])
if not held or string.sub(held, 1, #ARGV[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], '-', 'PX', ARGV[2]) end
if ARGV[3] ~= '' and held ~= ARGV[1] then redis.call('PUBLISH', ARGV[3], ARGV[4]) end
return 1`;

export interface Ending {
  /** Milliseconds in which nobody needs a lease of this key. @default none */
  readonly needlessMs?: number | undefined;
  /** Said on a channel, where somebody waits to be told. */
  readonly news?: { readonly channel: string; readonly text: string } | undefined;
}

export interface Lease {
  /** Gives it back. Never rejects: one that cannot be given back ends by itself. */
  end(ending?: Ending): Promise<void>;
}

/**
 * A lease; or `taken` where somebody else holds it, or `needless` where its last holder said so.
 *
 * @param lastsMs after which the lease of a process that died is free
 */
export async function takeLease(
  redis: RedisCommands,
  key: string,
  lastsMs: number,
): Promise<Lease | 'taken' | 'needless'> {
  const word = globalThis.crypto.randomUUID();
  const run = (script: string, ...values: string[]): Promise<unknown> =>
    redis.eval(script, { keys: [key], arguments: [word, ...values] });
  const answer = await run(takeScript, String(lastsMs));
  if (answer !== 'mine') return answer === 'needless' ? 'needless' : 'taken';
  // A Redis that cannot be reached lets it end by itself.
  const timer = setInterval(() => void run(extendScript, String(lastsMs)).catch(() => {}), lastsMs / 3);
  unref(timer);
  return {
    end: async ({ needlessMs, news } = {}) => {
      clearInterval(timer);
      const said = [news?.channel ?? '', news?.text ?? ''];
      await run(releaseScript, needlessMs === undefined ? '' : String(needlessMs), ...said).catch(() => {});
    },
  };
}
