/**
 * One health page per process, whoever asks first. It lives on `globalThis` under a registered symbol, as clients of
 * `useClient` do: a module that is loaded again by hot reload, or twice by a bundler, finds it instead of making a
 * second one that listens to the same clients.
 */

import { closedWithProcess } from '../runtime/shared.ts';
import type { Health } from './health.ts';

const registryKey: unique symbol = Symbol.for('breakwater.health.v1');

interface Registry {
  page: Promise<Health> | undefined;
}

/**
 * The health page of this process, made by `make`. Concurrent first callers share one. It is closed on SIGTERM and
 * SIGINT, so that no open page holds its server up, and by `closeShared`. After that, and where `make` failed, the
 * next caller makes a new one.
 *
 * @example
 * ```ts
 * const status = await useHealth(async () => health(await useClient(options)));
 * ```
 */
export function useHealth(make: () => Health | Promise<Health>): Promise<Health> {
  const held = registry();
  if (held.page) return held.page;
  // Of one that could not be made, its own callers hear why.
  const unlisted = closedWithProcess({
    close: () =>
      page.then(
        ({ close }) => close(),
        () => {},
      ),
  });
  const page = start(make, () => {
    unlisted();
    if (held.page === page) held.page = undefined;
  });
  held.page = page;
  return page;
}

async function start(make: () => Health | Promise<Health>, forget: () => void): Promise<Health> {
  try {
    // Not at once: what `make` throws is to come after the caller has noted the page.
    const page = await Promise.resolve().then(make);
    const close = (): void => {
      forget();
      page.close();
    };
    return { ...page, close, [Symbol.dispose]: close };
  } catch (error) {
    forget();
    throw error;
  }
}

function registry(): Registry {
  // TypeScript has no way to declare a symbol on the global object.
  const holder = globalThis as typeof globalThis & { [registryKey]?: Registry };
  holder[registryKey] ??= { page: undefined };
  return holder[registryKey];
}
