/**
 * One call on its way to the origin: what every layer of the onion may know of it, and the little
 * that changes on the way.
 */

import type { EncodedBody } from './body.ts';
import type { Deadline } from './deadline.ts';
import type { Operation } from './operation.ts';

/** A request as data, before any `Request` exists. */
export interface Prepared {
  readonly url: string;
  readonly headers: Headers;
  readonly body: EncodedBody | undefined;
}

export class Exchange {
  readonly operation: Operation;
  readonly prepared: Prepared;
  readonly origin: string;
  readonly deadline: Deadline;
  /** Whose call it is; see `Signer.principal`. */
  readonly principal: string;
  /** Requests that left this process so far. */
  attempts = 0;
  /** A 401 is answered with a newer credential once in a call, never again. */
  hasReplayed = false;

  constructor(operation: Operation, prepared: Prepared, deadline: Deadline, principal: string) {
    this.operation = operation;
    this.prepared = prepared;
    this.origin = new URL(prepared.url).origin;
    this.deadline = deadline;
    this.principal = principal;
  }

  /** False once a stream has gone out: it cannot be sent again. */
  get isReplayable(): boolean {
    return this.prepared.body?.isReplayable ?? true;
  }

  /** The request anew, from its parts: after a send, the body of the old one is spent. */
  rebuild(sent: Request): Request {
    const { body } = this.prepared;
    const headers = new Headers(sent.headers);
    // A multipart boundary belongs to the encoding of one request.
    if (body?.contentType === undefined) headers.delete('content-type');
    return new Request(sent.url, {
      method: sent.method,
      headers,
      signal: sent.signal,
      redirect: sent.redirect,
      ...(body && { body: body.content }),
    });
  }
}
