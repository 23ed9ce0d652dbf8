/**
 * Redirects, followed here and not by the platform: `fetch` takes only `Authorization` and `Cookie` off a request
 * that goes to another origin, and an API key in a header of its own would go along.
 *
 * RFC 9110 §15.4, and WHATWG Fetch §4.4 "HTTP-redirect fetch" where it is stricter. What is not followed is the
 * answer.
 */

import { ConnectionError } from './errors.ts';
import { Fields, type ReadonlyFields } from './fields.ts';
import type { Send } from './layer.ts';
import type { Method } from './operation.ts';
import { Outgoing } from './outgoing.ts';
import { LaterFailure } from './policy/retryable.ts';
import { discard, type Received } from './received.ts';

/** WHATWG Fetch §4.4: the twentieth is the last. */
const mostRedirects = 20;

/** RFC 9110 §15.4: 300 and 304 ask for no other request; 305 and 306 are not in use. */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * What may go to another origin: what says how to answer, and nothing of who asks. Whatever signs a request is
 * thereby left behind, by whatever name.
 */
const impersonal: ReadonlySet<string> = new Set([
  ...[
    'accept',
    'accept-encoding',
    'accept-language',
    'user-agent',
    'range',
    'if-range',
    'traceparent',
    'tracestate',
  ],
  ...['content-type', 'content-language', 'content-encoding'],
]);

/** Fields that describe a body, and mean nothing without it. */
const aboutBody = [
  'content-type',
  'content-length',
  'content-language',
  'content-encoding',
  'content-location',
];

/** A transport that follows redirects. `keysInQuery`: names of query parameters that are credentials. */
export function following(send: Send, keysInQuery: ReadonlySet<string> = new Set()): Send {
  return async (outgoing) => {
    let current = outgoing;
    let received = await send(current);
    for (let count = 0; count < mostRedirects; count += 1) {
      if (received.status === 0) refuseHidden(received);
      const next = nextOf(current, received, keysInQuery);
      if (!next) break;
      discard(received);
      outgoing.cancellation.add((reason) => next.cancellation.cancel(reason));
      outgoing.trace?.redirected(received.status, next);
      // Of a connection it says nothing: what could be told of one is whether the first request has left.
      next.connection = { awaited: () => {}, given: () => {}, taken: () => outgoing.connection?.taken() };
      current = next;
      received = await sendOn(send, current, outgoing);
    }
    return received;
  };
}

/** A POST that was answered by a redirect has been done: that nobody listens where it led says nothing of that. */
async function sendOn(send: Send, next: Outgoing, { cancellation }: Outgoing): Promise<Received> {
  try {
    return await send(next);
  } catch (error) {
    throw cancellation.isCancelled ? error : new LaterFailure(error);
  }
}

/** `undefined` where the reply is the answer. */
function nextOf(sent: Outgoing, received: Received, keysInQuery: ReadonlySet<string>): Outgoing | undefined {
  const target = targetOf(sent.url, received);
  if (!target) return undefined;
  const method = methodAfter(received.status, sent.method);
  const keepsBody = method === sent.method;
  // A stream is spent.
  if (keepsBody && sent.body && !sent.body.isReplayable) return undefined;
  const isSameOrigin = target.origin === new URL(sent.url).origin;
  const url = withKeys(target, isSameOrigin ? new URL(sent.url) : undefined, keysInQuery);
  const headers = headersAfter(sent.headers, isSameOrigin, keepsBody);
  return new Outgoing(method, { url, headers, body: keepsBody ? sent.body : undefined });
}

/** Where to go; `undefined` where there is no such place, or none that may be gone to. */
function targetOf(from: string, { status, headers }: Received): URL | undefined {
  const location = headers.get('location');
  if (!redirectStatuses.has(status) || location === null) return undefined;
  const target = URL.parse(location, from);
  if (!target || !/^https?:$/.test(target.protocol)) return undefined;
  // Whoever listens could read along from here on.
  if (from.startsWith('https:') && target.protocol === 'http:') return undefined;
  // A user and a password of the server's choosing would be sent as ours.
  if (target.username !== '' || target.password !== '') return undefined;
  target.hash = '';
  return target;
}

/** RFC 9110 §15.4.2 to §15.4.4: a 303 is read; so is, by custom, what follows a POST. 307 and 308 repeat the request. */
function methodAfter(status: number, method: Method): Method {
  if (status === 303) return method === 'HEAD' ? 'HEAD' : 'GET';
  return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
}

function headersAfter(headers: ReadonlyFields, isSameOrigin: boolean, keepsBody: boolean): Fields {
  const kept = [...headers].filter(([name]) => isSameOrigin || impersonal.has(name.toLowerCase()));
  const next = new Fields(kept);
  if (!keepsBody) for (const name of aboutBody) next.delete(name);
  return next;
}

/** At home a key in the query goes along; elsewhere it does not, not even where the server wrote it into the address. */
function withKeys(target: URL, from: URL | undefined, keysInQuery: ReadonlySet<string>): string {
  for (const name of keysInQuery) {
    const key = from?.searchParams.get(name);
    if (!from) target.searchParams.delete(name);
    else if (key != null && !target.searchParams.has(name)) target.searchParams.set(name, key);
  }
  return target.href;
}

/** Browsers do not show where a redirect leads, and would take our headers there: WHATWG Fetch §2.2.6. */
function refuseHidden(received: Received): void {
  if (!('type' in received) || received.type !== 'opaqueredirect') return;
  throw new ConnectionError(
    'The API redirects, and this platform does not say where to, so that nothing can be kept from going there. Use the final address as `baseUrl`.',
  );
}
