/**
 * One client per API and process, whoever asks first. It lives on `globalThis` under a registered
 * symbol, so that a module loaded again (hot reload, two copies of a bundle) finds it instead of
 * making a second one with its own timers, sockets and tokens.
 */

import type { Client } from './client.ts';
import { OptionsError } from './errors.ts';
import type { Sdk } from './options.ts';
import type { Logger } from './ports.ts';
import { closedWithProcess } from './shared.ts';

/** Options, or where they come from: a secret store, say. Asked once, however many callers come first. */
export type OptionsSource<Options extends object> = Options | (() => Options | Promise<Options>);

/** Of the options, what is read here. */
interface Announced {
  readonly logger?: Logger;
}

type Clients = Map<string, Promise<Client>>;

const registryKey: unique symbol = Symbol.for('breakwater.clients.v1');

/**
 * The process-wide client of an API, made by `create`. Concurrent first callers share one; its start is
 * logged once. Its own `close` disposes of it, and so do SIGTERM and SIGINT, once nothing is under way where the
 * application ends by itself; the next caller then makes a new one.
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
  const clients = registry();
  const present = clients.get(sdk.name);
  if (present) return present;
  if (!source) {
    const message = `options, the first time the ${sdk.name} client is used in a process`;
    return Promise.reject(new OptionsError('useClient(options)', message, source));
  }
  // Of one that never starts, its own callers hear why.
  let isIdle = (): boolean => false;
  const unlisted = closedWithProcess({
    close: () =>
      started.then(
        (client) => client.close(),
        () => {},
      ),
    isIdle: () => isIdle(),
  });
  const forget = (): void => {
    unlisted();
    clients.delete(sdk.name);
  };
  const started = start(source, create, forget);
  clients.set(sdk.name, started);
  started.then((client) => {
    isIdle = client.isIdle;
  }, forget);
  return started;
}

async function start<Options extends Announced, Resource extends string>(
  source: OptionsSource<Options>,
  create: (options: Options) => Client<Resource>,
  forget: () => void,
): Promise<Client<Resource>> {
  const options = typeof source === 'function' ? await source() : source;
  const client = create(options);
  let isRegistered = true;
  const close = async (): Promise<void> => {
    // Once: a second close would take the successor out.
    if (isRegistered) forget();
    isRegistered = false;
    await client.close();
  };
  const logger = options.logger ?? console;
  logger.info(`breakwater: ${client.name} client started, base URL ${client.baseUrl}`);
  return { ...client, close, [Symbol.asyncDispose]: close };
}

function registry(): Clients {
  // TypeScript has no way to declare a symbol on the global object.
  const holder = globalThis as typeof globalThis & { [registryKey]?: Clients };
  holder[registryKey] ??= new Map();
  return holder[registryKey];
}
