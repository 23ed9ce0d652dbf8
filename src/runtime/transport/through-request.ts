/**
 * A transport that takes a web `Request`, such as `fetch` or one of the user's own, as the last step of the
 * onion. It need not obey the request's signal: the attempt ends all the same.
 */

import { untilCancelled } from '../cancellation.ts';
import type { Outgoing } from '../outgoing.ts';
import type { Transport } from '../ports.ts';
import { discard, type Received } from '../received.ts';
import { streamed } from './sent-body.ts';

export function throughRequest(transport: Transport): (outgoing: Outgoing) => Promise<Received> {
  return async (outgoing) => {
    const request = requestOf(outgoing);
    held.add(request);
    try {
      const received: Promise<Received> = transport(request);
      return await untilCancelled(received, outgoing.cancellation, discard);
    } finally {
      held.delete(request);
    }
  };
}

/**
 * Requests under way. undici holds a request by a weak reference only, and a transport that keeps nothing of it
 * but its signal would never hear of an abort once it was collected.
 */
const held = new Set<Request>();

function requestOf({ method, url, headers, body, signal, connection }: Outgoing): Request {
  const content = body?.content;
  return new Request(url, {
    method,
    headers: new Headers([...headers]),
    signal,
    // Followed in redirects.ts, where credentials can be left behind.
    redirect: 'manual',
    ...(content !== undefined && {
      body: content instanceof ReadableStream ? streamed(content, () => connection?.taken()) : content,
    }),
    // WHATWG fetch §5.4: a stream as a body must say so.
    ...(content instanceof ReadableStream && { duplex: 'half' }),
  });
}
