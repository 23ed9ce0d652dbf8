/// <reference lib="esnext.disposable" preserve="true" />

/**
 * Tokens of a whole fleet in one Redis: one renewal at a time, kept by compare-and-swap, so that a refresh token
 * that rotates is never spent twice. They are encrypted: whoever reads the Redis learns none of them.
 */

import type { TokenStore, Tokens } from '../auth/tokens.ts';
import { hmacWith } from '../store/digest.ts';
import { connectRedis, type RedisLink } from '../store/redis.ts';
import type { RedisConnection } from './commands.ts';
import { takeLease } from './lease.ts';
import { sealedWith } from './sealed.ts';

export interface RedisTokensOptions {
  /** A `redis://` or `rediss://` URL. Needs `@keyv/redis`. */
  readonly url: string;
  /** Whose tokens these are: one name for all instances that use the same, and no other. */
  readonly name: string;
  /** What encrypts them, the same on every instance: a text of at least 16 characters, such as the client secret. */
  readonly secret: string;
}

/** Longest that another instance's renewal is waited for, in milliseconds. */
const longestTurnMs = 10_000;

/** Milliseconds after which the lease of a process that died while it renewed is free. */
const leaseMs = 6_000;

/** How long they stay if nobody renews them: a month, as long as refresh tokens mostly live. */
const lifetimeMs = 30 * 24 * 3_600_000;

/** Keeps the new only where the version is still what it was: `''` where there was nothing. */
const swap = `
local kept = redis.call('GET', KEYS[1])
local version = kept and string.match(kept, '^[^:]*') or ''
if version ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

export interface RedisTokens extends Required<TokenStore>, AsyncDisposable {
  /** Lets go of the connection. */
  close(): Promise<void>;
}

/**
 * A token store for all instances that share a Redis.
 *
 * @throws {RangeError} The secret is shorter than 16 characters.
 */
export function redisTokens({ url, name, secret }: RedisTokensOptions): RedisTokens {
  if (secret.length < 16) throw new RangeError('`secret` must have at least 16 characters');
  const { encrypt, decrypt } = sealedWith(secret);
  const digest = hmacWith(secret);
  let link: Promise<RedisLink> | undefined;
  let isClosed = false;

  async function run<Value>(work: (redis: RedisConnection) => Promise<Value>): Promise<Value> {
    if (isClosed) throw new Error('The token store was closed.');
    // The keeper of the tokens tells of a store that fails.
    link ??= connectRedis(url, () => {});
    const { redis, ready, heed } = await link;
    await ready;
    try {
      return await work(redis);
    } catch (error) {
      heed(error);
      throw error;
    }
  }

  const key = `breakwater:v1:{tokens:${encodeURIComponent(name)}}`;
  const versionOf = async (tokens: Tokens | undefined): Promise<string> =>
    tokens ? digest(JSON.stringify([tokens.accessToken, tokens.refreshToken])) : '';
  const written = async (tokens: Tokens): Promise<string> =>
    `${await versionOf(tokens)}:${await encrypt(JSON.stringify(tokens))}`;

  async function close(): Promise<void> {
    isClosed = true;
    const opened = await link?.catch(() => undefined);
    opened?.close();
  }

  return {
    async load() {
      const kept = await run((redis) => redis.get(key));
      if (typeof kept !== 'string') return undefined;
      const text = await decrypt(kept.slice(kept.indexOf(':') + 1));
      return text === undefined ? undefined : tokensIn(text);
    },
    async save(tokens) {
      const text = await written(tokens);
      await run((redis) => redis.set(key, text, { PX: lifetimeMs }));
    },
    async replace(tokens, previous) {
      const values = [await versionOf(previous), await written(tokens), String(lifetimeMs)];
      return (await run((redis) => redis.eval(swap, { keys: [key], arguments: values }))) === 1;
    },
    async exclusively(renew) {
      const endsAt = performance.now() + longestTurnMs;
      while (performance.now() < endsAt && !isClosed) {
        const lease = await run((redis) => takeLease(redis, `${key}:l`, leaseMs));
        if (typeof lease === 'object') return renew().finally(() => lease.end());
        await new Promise((resolve) => setTimeout(resolve, 20 + 30 * Math.random()));
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What was encrypted with our secret was written by us; by which version of us is another question. */
function tokensIn(text: string): Tokens | undefined {
  const value: unknown = JSON.parse(text);
  return isTokens(value) ? value : undefined;
}

function isTokens(value: unknown): value is Tokens {
  return (
    typeof value === 'object' &&
    value !== null &&
    'accessToken' in value &&
    typeof value.accessToken === 'string'
  );
}
