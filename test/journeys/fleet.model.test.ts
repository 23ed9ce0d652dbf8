/**
 * Two instances that share a Redis, two users, and everything in any order: reads under way at once, writes that
 * overtake them, answers that come late or not at all, a store that refuses, breaks and comes back, messages that are
 * late or lost, time. Held against what may be said of each read by its beginning: whose it is, and which writes it
 * has to know of.
 */

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { bearer, type Client, createClient } from '../../src/runtime/index.ts';
import { FakeRedis } from '../support/fake-redis.ts';
import { aPortfolio, getPortfolio, type Resource, renamePortfolio, sdk } from '../support/sdk.ts';
import { quiet, useFakeTime } from '../support/time.ts';
import { networkError } from '../support/wire.ts';

useFakeTime();

type User = 'alice' | 'bob';

/** What a test may do next, and how often it does: by weight. */
interface Move {
  readonly weight: number;
  readonly make: () => unknown;
}

/** Longest that memory may speak for others while it cannot hear of their writes, in milliseconds. */
const blindMs = 5_000;

/** Reads and writes that wait for the origin; each answer is of the state when it is decided. */
class SlowOrigin {
  version = 0;
  readonly waiting: { readonly answer: (how: 'ok' | 'fails' | 'breaks') => void }[] = [];
  readonly #isHttp: boolean;

  constructor(isHttp: boolean) {
    this.#isHttp = isHttp;
  }

  /** @param isEarly whether the origin looked, or wrote, when the request came, and only its answer is late */
  take(request: Request, isEarly: boolean): Promise<Response> {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const done = isEarly ? this.#do(request) : undefined;
    const entry = {
      answer: (how: 'ok' | 'fails' | 'breaks') => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        if (how === 'breaks') reject(networkError('ECONNRESET'));
        else if (how === 'fails') resolve(new Response(null, { status: 503 }));
        else resolve(done ?? this.#do(request));
      },
    };
    request.signal.addEventListener('abort', () => entry.answer('breaks'), { once: true });
    this.waiting.push(entry);
    return promise;
  }

  #do({ method, headers }: Request): Response {
    if (method !== 'GET') this.version += 1;
    const name = `${headers.get('authorization')} ${this.version}`;
    const etag = `"${name}"`;
    const fields = { etag, 'content-type': 'application/json' };
    const rules = 'max-age=100, stale-while-revalidate=60, stale-if-error=600';
    const all = this.#isHttp ? { ...fields, 'cache-control': rules } : fields;
    if (method === 'GET' && headers.get('if-none-match') === etag)
      return new Response(null, { status: 304, headers: all });
    return new Response(JSON.stringify(aPortfolio('p1', name)), { headers: all });
  }
}

class Instance {
  readonly client: Client<Resource>;
  /** The newest write that its reads have to know of. */
  floor = 0;
  #user: User = 'alice';

  constructor(redis: FakeRedis, origin: SlowOrigin, isHttp: boolean, isEarly: () => boolean) {
    const byResource = { portfolio: { mode: isHttp ? ('http' as const) : ('ttl' as const) } };
    const policy = { staleIfError: 600, staleWhileRevalidate: 60, eagerRefresh: 0.5, byResource };
    this.client = createClient(
      { ...sdk, ttl: isHttp ? {} : { portfolio: 100 } },
      {
        transport: (request) => origin.take(request, isEarly()),
        random: () => 0.5,
        auth: bearer(() => this.#user),
        resilience: { retry: false, circuit: false },
        cache: { store: redis.adapter(), ttlJitterRatio: 0, ...policy },
        logger: { info: () => {}, warn: () => {} },
      },
    );
  }

  as(user: User): Client<Resource> {
    this.#user = user;
    return this.client;
  }

  /** Whether it has nothing more to tell. */
  get isSettled(): boolean {
    return this.client.cache.stats().unconfirmed === 0;
  }

  get isDeaf(): boolean {
    return this.client.cache.stats().storeState === 'opening';
  }
}

class World {
  readonly redis = new FakeRedis();
  readonly origin: SlowOrigin;
  readonly instances: readonly Instance[];
  readonly #choose: (below: number) => number;
  #underWay = 0;
  /** The newest write that has ended, and when it did. */
  #written = 0;
  #writtenAt = 0;
  /** When a connection was last broken. */
  #brokenAt = Number.NEGATIVE_INFINITY;
  #failure: Error | undefined;

  constructor(isHttp: boolean, choose: (below: number) => number) {
    this.#choose = choose;
    this.origin = new SlowOrigin(isHttp);
    const isEarly = (): boolean => choose(2) === 0;
    this.instances = [0, 1].map(() => new Instance(this.redis, this.origin, isHttp, isEarly));
  }

  async play(length: number): Promise<void> {
    for (let count = 0; count < length; count += 1) {
      const moves = this.#moves().filter(({ weight }) => weight > 0);
      await this.#pickOf(moves.flatMap((move) => Array.from({ length: move.weight }, () => move)))?.make();
      await quiet(6);
      if (this.#failure) throw this.#failure;
      // Who does not listen yet may have what nobody tells of, for as long as memory trusts blindly.
      if (this.redis.connections.filter(({ isSubscribed }) => isSubscribed).length < this.instances.length)
        this.#brokenAt = Date.now();
    }
    await this.#end();
  }

  #moves(): Move[] {
    const { redis, origin } = this;
    const steps = redis.steps();
    const severed = redis.connections.length > 0;
    const answer = (how: 'ok' | 'fails' | 'breaks') => () => this.#pickOf(origin.waiting)?.answer(how);
    const isWaiting = origin.waiting.length > 0 ? 1 : 0;
    return [
      { weight: this.#underWay < 6 ? 8 : 0, make: () => this.#read() },
      { weight: this.#underWay < 6 ? 2 : 0, make: () => this.#write() },
      { weight: 1, make: () => this.#invalidate() },
      { weight: 16 * isWaiting, make: answer('ok') },
      { weight: isWaiting, make: answer('fails') },
      { weight: isWaiting, make: answer('breaks') },
      { weight: steps.length > 0 ? 16 : 0, make: () => this.#pickOf(steps)?.() },
      { weight: 8, make: () => this.#settle() },
      { weight: 2, make: () => vi.advanceTimersByTimeAsync(this.#choose(60)) },
      { weight: 1, make: () => vi.advanceTimersByTimeAsync(this.#choose(6_000)) },
      { weight: 1, make: () => vi.advanceTimersByTimeAsync(40_000 + this.#choose(40_000)) },
      { weight: 1, make: () => this.#refuse() },
      { weight: severed ? 1 : 0, make: () => this.#sever() },
      { weight: 1, make: () => this.#mend() },
      { weight: 1, make: () => redis.evict(() => this.#choose(3) === 0) },
    ];
  }

  #pickOf<Item>(items: readonly Item[]): Item | undefined {
    return items[this.#choose(items.length)];
  }

  #pick(): { readonly instance: Instance; readonly user: User } {
    const instance = this.#pickOf(this.instances);
    if (!instance) throw new Error('no instance');
    return { instance, user: this.#choose(2) === 0 ? 'alice' : 'bob' };
  }

  #read(): void {
    const { instance, user } = this.#pick();
    const { floor } = instance;
    const options = this.#choose(6) === 0 ? { cache: { noCache: true } } : {};
    this.#follow(
      getPortfolio(instance.as(user), { portfolioId: 'p1' }, options).then(({ name }) => {
        const [, whose, version] = name.split(' ');
        expect(whose).toBe(user);
        expect(Number(version)).toBeGreaterThanOrEqual(floor);
      }),
    );
  }

  #write(): void {
    const { instance, user } = this.#pick();
    const call = renamePortfolio(instance.as(user), { portfolioId: 'p1', body: { name: 'x' } });
    this.#follow(call.then(({ name }) => this.#outdated(instance, Number(name.split(' ')[2]))));
  }

  #invalidate(): void {
    const { instance } = this.#pick();
    this.#follow(instance.client.cache.invalidate('portfolio'));
  }

  /** Whoever has written knows it from then on; not what others have written meanwhile. */
  #outdated(instance: Instance, version: number): void {
    this.#written = Math.max(this.#written, version);
    this.#writtenAt = Date.now();
    instance.floor = Math.max(instance.floor, version);
  }

  /** Failed calls are no wrong answers; failed expectations are. */
  #follow(work: Promise<unknown>): void {
    this.#underWay += 1;
    const end = (): void => {
      this.#underWay -= 1;
    };
    work.then(end, (error: Error) => {
      end();
      if (error.name === 'AssertionError') this.#failure ??= error;
    });
  }

  /** Everything that is under way to or from Redis arrives. */
  async #settle(): Promise<void> {
    for (let count = 0; count < 2_000 && this.redis.settle(); count += 1) await quiet(2);
    if (!this.instances.every(({ isSettled }) => isSettled)) return;
    const now = Date.now();
    if (this.instances.some(({ isDeaf }) => isDeaf)) this.#brokenAt = now;
    // Whoever was not deaf has been told; whoever was does not trust what it had for longer than that.
    const isKnown =
      this.#brokenAt < this.#writtenAt || now - Math.max(this.#writtenAt, this.#brokenAt) > 2 * blindMs;
    if (!isKnown || !this.#isWhole) return;
    for (const instance of this.instances) instance.floor = Math.max(instance.floor, this.#written);
  }

  #isWhole = true;

  #refuse(): void {
    const refusals = [undefined, 'OOM command not allowed', 'READONLY You cannot write'];
    this.redis.refusal = this.#pickOf(refusals);
  }

  #sever(): void {
    const { connections } = this.redis;
    this.#isWhole = false;
    this.#brokenAt = Date.now();
    this.#pickOf(connections)?.sever();
  }

  #mend(): void {
    for (const connection of this.redis.connections) connection.mend();
    this.#isWhole = true;
    this.#brokenAt = Date.now();
  }

  /** All is well again, and given time: now everybody knows everything. */
  async #end(): Promise<void> {
    this.redis.refusal = undefined;
    this.#mend();
    for (let count = 0; count < 80; count += 1) {
      for (const { answer } of [...this.origin.waiting]) answer('ok');
      await this.#settle();
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(this.instances.map(({ isSettled }) => isSettled)).toEqual([true, true]);
    for (const instance of this.instances) {
      for (const user of ['alice', 'bob'] as const) {
        const read = getPortfolio(instance.as(user), { portfolioId: 'p1' });
        let name: string | undefined;
        void read.then((portfolio) => {
          name = portfolio.name;
        });
        for (let count = 0; count < 50 && name === undefined; count += 1) {
          await this.#settle();
          await quiet(4);
          for (const { answer } of [...this.origin.waiting]) answer('ok');
        }
        expect(name).toBe(`Bearer ${user} ${this.origin.version}`);
      }
    }
    for (const { client } of this.instances) await client.close();
    // What was asked for behind callers' backs ends now.
    await quiet(6);
    await this.#settle();
    expect(vi.getTimerCount()).toBe(0);
  }

  /** However it ended, nothing of it is in the next. */
  async close(): Promise<void> {
    for (const { client } of this.instances) await client.close();
    vi.clearAllTimers();
  }
}

test.each([
  ['the configuration', false],
  ['HTTP', true],
])(
  'whatever the order of events, no read is another user’s or older than what it has to know of, where %s says how long it is fresh',
  async (_who, isHttp) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2 ** 30), { minLength: 60, maxLength: 600 }), async (tape) => {
        let place = 0;
        const choose = (below: number): number =>
          below <= 1 ? 0 : (tape[place++ % tape.length] ?? 0) % below;
        const world = new World(isHttp, choose);
        try {
          await world.play(tape.length / 3);
        } finally {
          await world.close();
        }
      }),
      // Always the same worlds: what a change breaks is found by the change. Another seed finds other worlds.
      { numRuns: 40, seed: 1, endOnFailure: true },
    );
  },
  60_000,
);
