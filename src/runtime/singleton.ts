/**
 * One client per API and process, whoever asks first. It lives on `globalThis` under a registered
 * symbol, so that a module loaded again (hot reload, two copies of a bundle) finds it instead of
 * making a second one with its own timers, sockets and tokens.
 */

import type { Client } from './client.ts';
import { BreakwaterError, OptionsError } from './errors.ts';
import type { Sdk } from './options.ts';
import type { Logger } from './ports.ts';

/** Options, or where they come from: a secret store, say. Asked once, however many callers come first. */
export type OptionsSource<Options extends object> = Options | (() => Options | Promise<Options>);

/** Of the options, what is read here. */
interface Announced {
  readonly logger?: Logger;
}

interface Registry {
  readonly clients: Map<string, Promise<Client>>;
  isWatchingSignals: boolean;
}

const registryKey: unique symbol = Symbol.for('breakwater.clients.v1');

/**
 * The process-wide client of an API, made by `create`. Concurrent first callers share one; its start is
 * logged once. SIGTERM, SIGINT and its own `close` dispose of it; the next caller then makes a new one.
 *
 * `create` is the generated `createBareClient`. To compare its options with those of any client would cost
 * every consumer's compiler some six hundred instantiations.
 *
 * @throws {OptionsError} Nobody has given options yet, or they are not usable. The next caller may try again.
 */
export function useSingleton<Options extends Announced, Resource extends string>(
  sdk: Sdk<Resource>,
  source: OptionsSource<Options> | undefined,
  create: (options: Options) => Client<Resource>,
): Promise<Client<Resource>> {
  const { clients } = registry();
  const present = clients.get(sdk.name);
  if (present) return present;
  if (!source) {
    const message = `options, the first time the ${sdk.name} client is used in a process`;
    return Promise.reject(new OptionsError('useClient(options)', message, source));
  }
  const started = start(sdk, source, create);
  clients.set(sdk.name, started);
  started.catch(() => clients.delete(sdk.name));
  watchSignals();
  return started;
}

async function start<Options extends Announced, Resource extends string>(
  sdk: Sdk<Resource>,
  source: OptionsSource<Options>,
  create: (options: Options) => Client<Resource>,
): Promise<Client<Resource>> {
  const options = typeof source === 'function' ? await source() : source;
  const client = create(options);
  const { clients } = registry();
  let isRegistered = true;
  const close = async (): Promise<void> => {
    // Once: a second close would take the successor out.
    if (isRegistered) clients.delete(sdk.name);
    isRegistered = false;
    await client.close();
  };
  const logger = options.logger ?? console;
  logger.info(`breakwater: ${client.name} client started, base URL ${client.baseUrl}`);
  return { ...client, close, [Symbol.asyncDispose]: close };
}

function registry(): Registry {
  // TypeScript has no way to declare a symbol on the global object.
  const holder = globalThis as typeof globalThis & { [registryKey]?: Registry };
  holder[registryKey] ??= { clients: new Map(), isWatchingSignals: false };
  return holder[registryKey];
}

/** Closes what is open before the process goes; without this, a Redis connection would be cut mid-command. */
function watchSignals(): void {
  const state = registry();
  if (
    state.isWatchingSignals ||
    typeof process === 'undefined' ||
    typeof process.prependOnceListener !== 'function'
  )
    return;
  state.isWatchingSignals = true;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // First in line: a listener that is called once has left the list by the time it is called.
    process.prependOnceListener(signal, async () => {
      const isAlone = process.listenerCount(signal) === 0;
      await closeAll(state);
      // A listener of ours switches off the default. If nobody else listens, the process is to end as if it had none.
      if (isAlone) process.kill(process.pid, signal);
    });
  }
}

async function closeAll({ clients }: Registry): Promise<void> {
  const closing = [...clients.values()].map(async (started) => (await started).close());
  for (const ending of await Promise.allSettled(closing)) {
    // A client that never started has told its own callers why.
    if (ending.status === 'rejected' && !(ending.reason instanceof BreakwaterError)) {
      console.warn('breakwater: a client could not be closed:', ending.reason);
    }
  }
}
