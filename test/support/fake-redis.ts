/**
 * A Redis in memory, as node-redis shows it. Nothing happens by itself: a command is executed, and its answer
 * arrives, when the test takes that step; within one connection in order, between connections in any. So a test
 * has every order of events that a network can bring about. It knows the commands, and the scripts, of a fleet.
 */

import type { KeyvStoreAdapter } from 'keyv';
import type { RedisConnection } from '../../src/runtime/fleet/commands.ts';
import { extendScript, releaseScript, takeScript } from '../../src/runtime/fleet/lease.ts';

interface Kept {
  readonly value: Buffer;
  readonly endsAt: number;
}

type Work = () => unknown;

interface Sent {
  readonly work: Work;
  readonly answer: (outcome: Promise<unknown>) => void;
}

/** On its way to the client. */
interface Arriving {
  readonly arrive: () => void;
  /** It never does, since the connection broke. */
  readonly lose: () => void;
}

const closed = (): Promise<never> => {
  const rejection = Promise.reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
  rejection.catch(() => {});
  return rejection;
};

/** One connection; and what the test may do with it. */
export interface FakeConnection extends RedisConnection {
  readonly isSubscribed: boolean;
  /** What may happen next on it. */
  steps(): (() => void)[];
  /** It breaks: what was under way is lost. It stays so until it is mended. */
  sever(): void;
  mend(): void;
}

export class FakeRedis {
  readonly #kept = new Map<string, Kept>();
  readonly connections: FakeConnection[] = [];
  readonly #ears = new Set<{ channel: string; hear: (message: string) => void }>();
  /** What it says to whoever wants to write: `OOM …`, `READONLY …`. */
  refusal: string | undefined;
  isReplica = false;

  /** What `@keyv/redis` is, by its shape: an adapter with a client in it. */
  adapter(): KeyvStoreAdapter {
    const client = this.connection();
    const never = async (): Promise<never> => {
      throw new Error('a Redis is used by its client');
    };
    const adapter = {
      opts: {},
      client,
      get: never,
      set: never,
      delete: never,
      clear: never,
      on: () => adapter,
    };
    return adapter;
  }

  /** Everything that may happen next, on whatever connection. */
  steps(): (() => void)[] {
    return this.connections.flatMap((connection) => connection.steps());
  }

  /** Lets happen whatever is under way. */
  settle(): boolean {
    const [step] = this.steps();
    step?.();
    return step !== undefined;
  }

  /** As eviction does. */
  evict(matching: (key: string) => boolean): void {
    for (const key of this.#kept.keys()) if (matching(key)) this.#kept.delete(key);
  }

  /** As a restart without a snapshot does. */
  empty(): void {
    this.#kept.clear();
  }

  /** @param isDouble whether it was made of another one, and has to be opened */
  connection(isDouble = false): FakeConnection {
    const connection = aConnection(this, isDouble);
    this.connections.push(connection);
    return connection;
  }

  /** @internal */
  listen(ear: { channel: string; hear: (message: string) => void }): () => void {
    this.#ears.add(ear);
    return () => this.#ears.delete(ear);
  }

  get(key: string): Buffer | null {
    const kept = this.#kept.get(key);
    if (!kept || kept.endsAt <= Date.now()) return null;
    return kept.value;
  }

  set(key: string, value: string | Uint8Array, { PX, NX }: { PX: number; NX?: true }): string | null {
    this.#mayWrite();
    if (NX && this.get(key)) return null;
    this.#kept.set(key, { value: Buffer.from(value), endsAt: Date.now() + PX });
    return 'OK';
  }

  publish(channel: string, message: string): number {
    const ears = [...this.#ears].filter((ear) => ear.channel === channel);
    for (const { hear } of ears) hear(message);
    return ears.length;
  }

  /** The scripts, told once more; what they really do is tested on a real Redis. */
  eval(
    script: string,
    [key = '']: string[],
    [word = '', first = '', channel = '', text = '']: string[],
  ): unknown {
    const held = this.get(key)?.toString();
    if (script === takeScript) {
      if (held === undefined) return this.set(key, word, { PX: Number(first) }) && 'mine';
      if (held === '-') return 'needless';
      if (!held.endsWith('+')) this.#append(key, held);
      return 'taken';
    }
    if (!held?.startsWith(word)) return 0;
    if (script === extendScript) return this.set(key, held, { PX: Number(first) }) && 1;
    if (script !== releaseScript) throw new Error('a script that nobody has told here');
    if (first === '') this.#kept.delete(key);
    else this.set(key, '-', { PX: Number(first) });
    if (channel !== '' && held !== word) this.publish(channel, text);
    return 1;
  }

  #append(key: string, held: string): void {
    this.set(key, `${held}+`, { PX: (this.#kept.get(key)?.endsAt ?? 0) - Date.now() });
  }

  #mayWrite(): void {
    if (this.refusal !== undefined) throw new Error(this.refusal);
  }
}

function aConnection(server: FakeRedis, isDouble: boolean): FakeConnection {
  const toServer: Sent[] = [];
  const toClient: Arriving[] = [];
  const listeners = {
    ready: new Set<(error: unknown) => void>(),
    error: new Set<(error: unknown) => void>(),
  };
  const subscriptions = new Map<string, (message: string) => void>();
  let unlisten: (() => void)[] = [];
  let isOpen = false;
  let isSevered = false;

  const send = <Value>(work: () => Value): Promise<Value> => {
    if (isSevered) return closed();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    toServer.push({ work, answer: resolve });
    return promise as Promise<Value>;
  };
  const execute = ({ work, answer }: Sent): void => {
    let outcome: Promise<unknown>;
    try {
      outcome = Promise.resolve(work());
    } catch (error) {
      outcome = Promise.reject(error);
      outcome.catch(() => {});
    }
    toClient.push({ arrive: () => answer(outcome), lose: () => answer(closed()) });
  };
  const listen = (channel: string, hear: (message: string) => void): void => {
    unlisten.push(
      server.listen({
        channel,
        hear: (message) => toClient.push({ arrive: () => hear(message), lose: () => {} }),
      }),
    );
  };
  const deafen = (): void => {
    for (const end of unlisten) end();
    unlisten = [];
  };
  const lose = (): void => {
    isSevered = true;
    deafen();
    for (const each of toClient.splice(0)) each.lose();
    for (const { answer } of toServer.splice(0)) answer(closed());
  };
  const inBytes = {
    get: (key: string) => send(() => server.get(key)),
    mGet: (keys: readonly string[]) => send(() => keys.map((key) => server.get(key))),
  };

  return {
    get isOpen() {
      return isOpen;
    },
    get isSubscribed() {
      return subscriptions.size > 0;
    },
    get: (key) => send(() => server.get(key)?.toString() ?? null),
    mGet: inBytes.mGet,
    set: (key, value, options) => send(() => server.set(key, value, options)),
    eval: (script, { keys, arguments: given }) => send(() => server.eval(script, keys, given)),
    publish: (channel, message) => send(() => server.publish(channel, message)),
    ping: () => send(() => 'PONG'),
    role: () => send(() => ({ role: server.isReplica ? 'slave' : 'master' })),
    subscribe: (channel, hear) =>
      send(() => {
        subscriptions.set(channel, hear);
        listen(channel, hear);
      }),
    unsubscribe: async (channel) => {
      subscriptions.delete(channel);
      deafen();
      for (const [other, hear] of subscriptions) listen(other, hear);
    },
    withTypeMapping: () => inBytes,
    duplicate: () => server.connection(true),
    connect: async () => {
      isOpen = true;
      await send(() => 'OK');
    },
    destroy: () => {
      isOpen = false;
      lose();
    },
    on: (event, listener) => listeners[event].add(listener),
    steps: () => [
      ...(toServer.length > 0 ? [() => toServer.splice(0, 1).forEach(execute)] : []),
      ...(toClient.length > 0 ? [() => toClient.shift()?.arrive()] : []),
    ],
    sever: () => {
      if (isSevered) return;
      lose();
      for (const tell of listeners.error) tell(new Error('closed'));
    },
    mend: () => {
      if (!isSevered || (isDouble && !isOpen)) return;
      isSevered = false;
      for (const [channel, hear] of subscriptions) listen(channel, hear);
      for (const tell of listeners.ready) tell(undefined);
    },
  };
}
