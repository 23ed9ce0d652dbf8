/**
 * What a process has one of: clients of `useClient`, the page of `useHealth`. All of it is ended when the process
 * is told to go, or by `closeShared`. Kept on `globalThis` under a registered symbol, so that a module loaded again
 * (hot reload, two copies of a bundle) ends what the first one began.
 */

type Close = () => Promise<void>;

interface Registry {
  readonly open: Set<Close>;
  isWatchingSignals: boolean;
}

const registryKey: unique symbol = Symbol.for('breakwater.shared.v1');

/** From now on, `close` is called when all that is shared ends; until the function is called that this gives. */
export function closedWithProcess(close: Close): () => void {
  const { open } = registry();
  open.add(close);
  watchSignals();
  return () => open.delete(close);
}

/**
 * Ends what this process shares: every client of `useClient`, the page of `useHealth`. The next caller of these
 * gets a new one. For hosts that say when they begin anew: Nitro's hook `close`, `import.meta.hot.dispose`. SIGTERM and
 * SIGINT do it by themselves.
 */
export async function closeShared(): Promise<void> {
  const { open } = registry();
  const closing = [...open].map((close) => close());
  for (const ending of await Promise.allSettled(closing)) {
    if (ending.status === 'rejected')
      console.warn('breakwater: something could not be closed:', ending.reason);
  }
}

function registry(): Registry {
  // TypeScript has no way to declare a symbol on the global object.
  const holder = globalThis as typeof globalThis & { [registryKey]?: Registry };
  holder[registryKey] ??= { open: new Set(), isWatchingSignals: false };
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
      await closeShared();
      // A listener of ours switches off the default. If nobody else listens, the process is to end as if it had none.
      if (isAlone) process.kill(process.pid, signal);
    });
  }
}
