/**
 * The transport of a client that was given none. Where the host's `fetch` is undici's, as Node's is, a request
 * goes to the very dispatcher that `fetch` would use, and so through the same connections, proxies and mocks,
 * but without a `Request`, a `Response` and the machinery between them. Everywhere else, and for bodies that
 * only `fetch` knows how to write, it is `fetch`.
 */

import type { Outgoing } from '../outgoing.ts';
import { globalTransport } from '../ports.ts';
import type { Received } from '../received.ts';
import { type Dispatcher, dispatch, isDispatchable } from './dispatch.ts';
import { throughRequest } from './through-request.ts';

const throughFetch = throughRequest(globalTransport);

export function hostTransport(outgoing: Outgoing): Promise<Received> {
  const dispatcher = isDispatchable(outgoing) && isHostFetch(globalThis.fetch) ? hostDispatcher() : undefined;
  return dispatcher ? dispatch(dispatcher, outgoing) : throughFetch(outgoing);
}

/**
 * Where undici, of the host or of npm, keeps the dispatcher that all its copies share. Behind this symbol is undici 7's interface, on Node 26 by a wrapper around its undici 8.
 */
const sharedDispatcher: unique symbol = Symbol.for('undici.globalDispatcher.1');

function hostDispatcher(): Dispatcher | undefined {
  // TypeScript has no way to declare a symbol on the global object.
  const holder = globalThis as typeof globalThis & { [sharedDispatcher]?: Dispatcher };
  // Node loads undici, and with it the dispatcher, for whoever first looks at one of its classes.
  if (!holder[sharedDispatcher]) Reflect.get(globalThis, 'Response');
  const dispatcher = holder[sharedDispatcher];
  return typeof dispatcher?.dispatch === 'function' ? dispatcher : undefined;
}

let lastSeen: unknown;
let isLastSeenHosts = false;

/** A `fetch` that somebody put in place of Node's (a mock, a framework, an instrument) is to see every request. */
function isHostFetch(fetch: unknown): boolean {
  if (fetch !== lastSeen) {
    lastSeen = fetch;
    isLastSeenHosts =
      typeof fetch === 'function' &&
      /^(?:async )?function fetch\(input, init = undefined\)/.test(String(fetch));
  }
  return isLastSeenHosts;
}
