/**
 * What a process has one of: clients of `useClient`, the page of `useHealth`. All of it is ended when the process
 * is told to go, or by `closeShared`. Kept on `globalThis` under a registered symbol, so that a module loaded again
 * (hot reload, two copies of a bundle) ends what the first one began.
 */

import { unref } from './unref.ts';

/** What ends with the process. */
export interface Shared {
  close(): Promise<void>;
  /** Whether nobody is being served by it. What has none serves nobody, and is closed first. */
  isIdle?(): boolean;
}

interface Registry {
  readonly open: Set<Shared>;
  isWatchingSignals: boolean;
  isEnding: boolean;
}

const registryKey: unique symbol = Symbol.for('breakwater.shared.v1');

/** From now on, it is closed when all that is shared ends; until the function is called that this gives. */
export function closedWithProcess(shared: Shared): () => void {
  const { open } = registry();
  open.add(shared);
  watchSignals();
  return () => open.delete(shared);
}

/**
 * Ends what this process shares, at once: every client of `useClient`, the page of `useHealth`. The next caller of these
 * gets a new one. For hosts that say when they begin anew: Nitro's hook `close`, `import.meta.hot.dispose`. SIGTERM and
 * SIGINT do it by themselves.
 */
export function closeShared(): Promise<void> {
  return closeAll([...registry().open]);
}

/**
 * The same in a process that still serves, and goes when it has: pages end at once, clients when nothing has been under
 * way for a while, or when the time is over. A second time nothing is waited for.
 */
export async function endShared(): Promise<void> {
  const state = registry();
  if (!state.isEnding) {
    state.isEnding = true;
    await closeAll([...state.open].filter(({ isIdle }) => !isIdle));
    await untilIdle(() => [...state.open].every(({ isIdle }) => isIdle?.() ?? true));
  }
  await closeShared();
  state.isEnding = false;
}

async function closeAll(open: readonly Shared[]): Promise<void> {
  for (const ending of await Promise.allSettled(open.map(({ close }) => close()))) {
    if (ending.status === 'rejected')
      console.warn('breakwater: something could not be closed:', ending.reason);
  }
}

/** Whoever serves a request may be between two calls. */
const quietMs = 1_000;
/** Docker gives a process ten seconds from the signal on, Kubernetes thirty. */
const mostMs = 8_000;
const lookMs = 100;

function untilIdle(isIdle: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let [idleMs, waitedMs] = [0, 0];
  const timer = setInterval(() => {
    idleMs = isIdle() ? idleMs + lookMs : 0;
    waitedMs += lookMs;
    if (idleMs < quietMs && waitedMs < mostMs) return;
    clearInterval(timer);
    resolve();
  }, lookMs);
  // A process that has nothing else to do is done.
  unref(timer);
  return promise;
}

function registry(): Registry {
  // TypeScript has no way to declare a symbol on the global object.
  const holder = globalThis as typeof globalThis & { [registryKey]?: Registry };
  holder[registryKey] ??= { open: new Set(), isWatchingSignals: false, isEnding: false };
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
      // Whoever listens besides decides when to go, and serves until then.
      if (process.listenerCount(signal) > 0) return endShared();
      await closeShared();
      // A listener of ours switches off the default. As nobody else listens, the process is to end as if it had none.
      process.kill(process.pid, signal);
    });
  }
}
