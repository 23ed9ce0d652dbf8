/**
 * A store that other instances use too, and everything that may be wrong with it. Whatever it is,
 * calls go on: a command gives its value, or `undefined` after a bounded moment.
 */

import type { Observers, StoreCommand, StoreEvent } from '../events.ts';
import { Backplane, type Message } from '../fleet/backplane.ts';
import { Bell } from '../fleet/bell.ts';
import { gathered } from '../fleet/gathered.ts';
import type { FleetSettings } from '../fleet/options.ts';
import { type Announced, type Announcement, announce } from '../fleet/roster.ts';
import { type Turn, turnOf } from '../fleet/turn.ts';
import type { Settings } from '../settings.ts';
import { sha256 } from './digest.ts';
import { type Opened, open, seal, sealInBytes, wireVersion } from './envelope.ts';
import { Guard, inTime } from './guard.ts';
import { checkStore, type GivenStore } from './open-store.ts';
import { Opening } from './opening.ts';
import { OutageLog } from './outage-log.ts';
import { Outbox } from './outbox.ts';
import { everything } from './pending.ts';
import type { Remote } from './remote.ts';
import type { Snapshot } from './snapshot.ts';
import { Trust } from './trust.ts';
import { agree, newVersion, type Stamps, Versions, versionLifetimeMs } from './versions.ts';

/**
 * Longest time, in milliseconds, in which nothing is read from a store that is back: whoever was cut off with this
 * instance gets it to say what was outdated meanwhile. They are back within it when they have something to say.
 */
const longestWaryMs = 2_500;

/** `opening`: it could not be used yet. `left-alone`: it failed, and is asked now and then whether it is back. */
export type StoreState = 'opening' | 'used' | 'left-alone';

export interface SharedStorePorts {
  readonly settings: Settings;
  readonly observers: Observers;
  readonly fleet: FleetSettings;
  readonly timeoutMs: number;
  /** Another instance has changed what has one of the tags. */
  readonly onOutdated: (tags: readonly string[]) => void;
  readonly onCoolDown?: (key: string, holdMs: number) => void;
}

/** Who asks for an entry, and may keep one where there was none. */
export interface Reader {
  /** What the tags' versions were when it was asked for; here and in no `WeakMap`, which costs a collector dearly. */
  stamps: Stamps | undefined;
  /** What came of what was kept: others find it, or a write had overtaken it. */
  fate: 'shared' | 'overtaken' | undefined;
}

export class SharedStore {
  readonly #ports: SharedStorePorts;
  readonly #opening: Opening;
  readonly #outage: OutageLog;
  readonly #guard: Guard;
  readonly #versions: Versions;
  readonly #outbox: Outbox;
  readonly #trust: Trust;
  readonly #landings = new Bell();
  readonly #prefix: string;
  /** An entry by its key: `null` where there is none, `undefined` where the store gives no answer in time. */
  readonly #look = gathered((keys) =>
    this.#run('get', (remote) => remote.getMany?.(keys) ?? Promise.all(keys.map(remote.get))),
  );
  readonly #tagKeys = new Map<string, string | Promise<string>>();
  #backplane: Backplane | undefined;
  #spared = 0;
  #waryUntil = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(given: GivenStore, ports: SharedStorePorts) {
    checkStore(given);
    this.#ports = ports;
    const { settings, observers, fleet, timeoutMs } = ports;
    const names = [settings.api, fleet.environment].filter((name) => name !== '');
    this.#prefix = `breakwater:v${wireVersion}:${names.map(encodeURIComponent).join(':')}`;
    this.#outage = new OutageLog(settings);
    this.#opening = new Opening(given, {
      clock: settings.clock,
      random: settings.random,
      timeoutMs,
      prepare: (remote) => this.#listen(remote),
      onOpen: () => this.#welcome(),
      onError: (error) => this.#complain(error),
    });
    this.#trust = new Trust(settings.clock, () => this.#backplane?.hearingSince);
    this.#outbox = new Outbox({
      random: settings.random,
      send: (tags, confirm) => this.#outdate(tags, confirm),
    });
    this.#versions = new Versions(
      (tag) => this.#tagKey(tag),
      () => this.#trust.isHearing,
    );
    this.#guard = new Guard({
      clock: settings.clock,
      random: settings.random,
      observers,
      timeoutMs,
      probe: () => this.#opening.remote?.ping() ?? Promise.reject(new Error('not open')),
      onFailure: (error) => this.#opening.heed(error),
      onBack: (outageMs) => {
        this.#waryUntil = settings.clock.monotonic() + Math.min(outageMs, longestWaryMs);
        this.#welcome();
      },
    });
  }

  /** Keys of one entry: they keep together on one slot of a Redis cluster. */
  keyOf(digest: string): string {
    return `${this.#prefix}:{${digest}}:e`;
  }

  /**
   * What is there and not outdated. Where nothing is, it is remembered what the tags' versions were, for what is
   * then kept.
   *
   * @param reader the same object for `fetch` and `keep`
   * @param now moment of this process's ordered clock
   */
  async fetch(
    reader: Reader,
    key: string,
    tags: readonly string[],
    now: number,
  ): Promise<Snapshot | undefined> {
    if (this.#outbox.hasAny(tags)) return undefined;
    if (this.#isWary) {
      await this.note(reader, tags);
      return undefined;
    }
    // Mostly all versions are known, and the entry alone is asked for, together with those of other readers.
    const stamps = this.#versions.peek(tags);
    if (!stamps) return this.#fetchAll(reader, key, tags, now);
    const envelope = await this.#look(key);
    if (envelope === undefined) return undefined;
    reader.stamps = stamps;
    const opened = this.#unsealed(envelope, now);
    if (!opened) return undefined;
    // Else it has tags that its reader does not know of, or versions that are not what this instance remembers.
    if (!agree(opened.stamps, stamps)) return this.#fetchAll(reader, key, tags, now);
    // Meanwhile this instance may have written.
    return this.#outbox.hasAny(tags) ? undefined : opened.snapshot;
  }

  /** The same where versions have to be asked for: together with the entry, and only what is not known. */
  async #fetchAll(
    reader: Reader,
    key: string,
    tags: readonly string[],
    now: number,
  ): Promise<Snapshot | undefined> {
    return this.#run('get', async (remote) => {
      const reading = this.#versions.read(remote, tags);
      reading.catch(() => {});
      const envelope = await remote.get(key);
      reader.stamps = await reading;
      const opened = this.#unsealed(envelope, now);
      if (!opened) return undefined;
      const { snapshot } = opened;
      const all = [...new Set([...tags, ...snapshot.tags])];
      let stamps = all.length === tags.length ? reader.stamps : await this.#versions.read(remote, all);
      if (!agree(opened.stamps, stamps)) {
        // One that was lost there and replaced is no write, and nobody tells of it: what counts is what is there.
        this.#versions.forget([everything, ...all]);
        stamps = await this.#versions.read(remote, all);
        reader.stamps = await this.#versions.read(remote, tags);
      }
      return agree(opened.stamps, stamps) && !this.#outbox.hasAny(snapshot.tags) ? snapshot : undefined;
    });
  }

  #unsealed(envelope: unknown, now: number): Opened | undefined {
    if (envelope === null) return undefined;
    const opened = open(envelope, now);
    if (!opened) this.#tell('get', 'unreadable');
    return opened;
  }

  /** Remembers what the tags' versions are, for what is then kept without having been looked for. */
  async note(reader: Reader, tags: readonly string[]): Promise<void> {
    if (this.#outbox.hasAny(tags)) return;
    reader.stamps =
      this.#versions.peek(tags) ?? (await this.#run('get', (remote) => this.#versions.read(remote, tags)));
  }

  /** Keeps what was not found, unless it is not known what the versions were then. */
  async keep(reader: Reader, key: string, snapshot: Snapshot, ttlMs: number): Promise<void> {
    const { stamps } = reader;
    if (!stamps || this.#outbox.hasAny(snapshot.tags)) return;
    await this.#run('set', async (remote) => {
      const envelope = remote.redis ? sealInBytes(snapshot, stamps) : seal(snapshot, stamps);
      await remote.set(key, envelope, ttlMs);
      reader.fate = 'shared';
    });
  }

  /** Outdates whatever has one of the tags, for all instances; if not now, then as soon as it can be said. */
  async invalidate(tags: readonly string[]): Promise<void> {
    this.#versions.forget(tags);
    await this.#outbox.put(tags);
  }

  /** Whether memory may answer with what was asked for at that monotonic moment. */
  isTrusted(askedAt: number): boolean {
    return this.#trust.covers(askedAt);
  }

  /** Whether this instance is the one of its fleet to ask the origin, or what another one has got meanwhile. */
  async turn<Found>(
    resource: string,
    key: string,
    longestMs: number,
    fetch: () => Promise<Found | undefined>,
  ): Promise<Turn<Found>> {
    const { fleet, settings } = this.#ports;
    const leaseKey = key.replace(/e$/, 'l');
    const turn = await turnOf({
      isOn: fleet.lease(resource) && this.#opening.remote?.redis !== undefined && !this.#isWary,
      waitMs: Math.min(fleet.leaseWaitMs, longestMs),
      clock: settings.clock,
      random: settings.random,
      key: leaseKey,
      run: (work) => this.#run('lease', ({ redis }) => (redis ? work(redis) : Promise.resolve(undefined))),
      fetch,
      news: this.#backplane?.news({ type: 'landed', key: leaseKey }),
      isHearing: () => this.#trust.isHearing,
      wait: (ms) => this.#landings.wait(leaseKey, ms),
    });
    if (turn.found) this.#spared += 1;
    return turn;
  }

  /** Tells other instances that this one is there, and gives all who are; nobody where the store is no Redis. */
  async announce(announcement: Announcement): Promise<readonly Announced[]> {
    const key = `${this.#prefix}:i:${await sha256(this.#ports.settings.baseUrl)}`;
    const told = await this.#run('announce', async ({ redis }) =>
      redis ? announce(redis, key, announcement) : [],
    );
    return told ?? [];
  }

  /** Tells other instances. Never rejects. */
  async tell(message: Message): Promise<void> {
    await this.#run('broadcast', async () => this.#backplane?.tell(message));
  }

  /** How it stands with the store. */
  get state(): StoreState {
    if (!this.#opening.remote) return 'opening';
    return this.#guard.isLeftAlone ? 'left-alone' : 'used';
  }

  /** Invalidations that it has not confirmed. */
  get unconfirmed(): number {
    return this.#outbox.size;
  }

  /** Reads that another instance asked the origin for. */
  get spared(): number {
    return this.#spared;
  }

  /** Lets go of what was opened here. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#guard.close();
    this.#outbox.close();
    this.#landings.ringAll();
    this.#backplane?.close();
    await this.#opening.close();
  }

  get #isWary(): boolean {
    return this.#ports.settings.clock.monotonic() < this.#waryUntil;
  }

  async #run<Value>(
    action: StoreCommand,
    work: (remote: Remote) => Promise<Value>,
  ): Promise<Value | undefined> {
    // What closing has ended may still come here; a store that was opened now would stay open.
    if (this.#isClosed) return undefined;
    const remote = this.#opening.remote ?? (await this.#opening.wait());
    if (!remote) return this.#guard.skip(action);
    return this.#guard.run(action, () => work(remote));
  }

  async #listen({ redis }: Remote): Promise<void> {
    const { settings, fleet, onOutdated, onCoolDown } = this.#ports;
    if (!redis || !fleet.broadcast || this.#isClosed) return;
    this.#backplane = new Backplane(redis, {
      clock: settings.clock,
      channel: `${this.#prefix}:${await sha256(settings.baseUrl)}`,
      onMessage: (message) => {
        if (message.type === 'cool-down') return onCoolDown?.(message.key, message.holdMs);
        if (message.type === 'landed') return this.#landings.ring(message.key);
        this.#versions.forget(message.tags);
        onOutdated(message.tags);
      },
      onBegin: () => this.#versions.forgetAll(),
      onError: (error) => this.#complain(error),
    });
    if (this.#isClosed) return this.#backplane.close();
    await inTime(this.#backplane.open(), this.#ports.timeoutMs);
  }

  /** It can be used, for the first time or again: what waits for it is sent. */
  #welcome(): void {
    this.#tell('open', 'ready');
    this.#outage.end();
    if (this.#outbox.size > 0) void this.#outbox.send();
  }

  /** Each tag gets another version, and other instances are told. */
  async #outdate(tags: readonly string[], confirm: (tag: string) => void): Promise<boolean | undefined> {
    if (this.#guard.isLeftAlone) this.#guard.hasten();
    return this.#run('invalidate', async (remote) => {
      await Promise.all(
        tags.map(async (tag) => {
          // Never the same twice: what arrived though it seemed lost may have been replaced since.
          await remote.set(await this.#tagKey(tag), newVersion(), versionLifetimeMs);
        }),
      );
      // Read while they were on their way, they may still have been the old ones.
      this.#versions.forget(tags);
      await this.#backplane?.tell({ type: 'outdated', tags });
      // Not before: whoever listens trusts that they would have been told.
      for (const tag of tags) confirm(tag);
      return true;
    });
  }

  /** Of the API at this base URL: a write to staging does not outdate production. A tag may tell too much. */
  #tagKey(tag: string): string | Promise<string> {
    const known = this.#tagKeys.get(tag);
    if (known !== undefined) return known;
    if (this.#tagKeys.size >= 10_000) this.#tagKeys.clear();
    const digest = sha256(`${this.#ports.settings.baseUrl}\n${tag}`);
    const spelled = (hex: string): string => `${this.#prefix}:t:${hex}`;
    const key = typeof digest === 'string' ? spelled(digest) : digest.then(spelled);
    this.#tagKeys.set(tag, key);
    return key;
  }

  #tell(action: StoreEvent['action'], outcome: StoreEvent['outcome']): void {
    const { observers } = this.#ports;
    if (observers.attached) observers.emit({ type: 'store', action, outcome });
  }

  #complain(error: unknown): void {
    if (!this.#isClosed) this.#outage.begin(error);
  }
}
