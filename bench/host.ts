/**
 * The baseline is the fetch of the host. Importing the `undici` package before the host has loaded its
 * own replaces the dispatcher below it, silently. So this module comes first, before any other import.
 */

const dispatcherKey = Symbol.for('undici.globalDispatcher.1');

const hostDispatcher = loadHostFetch();

/** @throws {Error} when `fetch` no longer runs on the dispatcher that the host came with. */
export function assertHostFetch(): void {
  if (hostDispatcher !== undefined && Reflect.get(globalThis, dispatcherKey) === hostDispatcher) return;
  throw new Error('The dispatcher below the global fetch was replaced: the baseline would not be the host.');
}

/** Touching a lazy global is what loads the host's undici. */
function loadHostFetch(): unknown {
  void globalThis.Response;
  return Reflect.get(globalThis, dispatcherKey);
}
