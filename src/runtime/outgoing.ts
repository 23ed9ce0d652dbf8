/**
 * One request as data: what layers and signers see of an attempt, and may change, before anything of the
 * platform exists. A replay or a retry gets another one, made from the same parts.
 */

import type { EncodedBody } from './body.ts';
import { Cancellation } from './cancellation.ts';
import { Fields } from './fields.ts';
import type { Method } from './operation.ts';
import type { RequestTrace } from './tracing.ts';

/** What Node's `inspect`, and with it `console.log`, shows instead of an object. */
export const inspected: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/** The parts of a call's requests, as the call was written. */
export interface Prepared {
  readonly url: string;
  readonly headers: Fields;
  readonly body: EncodedBody | undefined;
}

/** Who wants to know how far a request has come; told by transports that can tell. */
export interface ConnectionWatch {
  /** There is none to go by yet. */
  awaited(): void;
  /** It has one: from here on it may have left. */
  given(): void;
  /** Another piece of its body is being taken. */
  taken(): void;
}

export class Outgoing {
  readonly method: Method;
  /** Absolute. A signer may put a key into its query. */
  url: string;
  /** This request's own. */
  readonly headers: Fields;
  readonly body: EncodedBody | undefined;
  /** Ends this request alone: its own limit is reached, or the call it belongs to has ended. */
  readonly cancellation = new Cancellation();
  connection: ConnectionWatch | undefined;
  /** Who follows it; redirects are told to it, too. */
  trace: RequestTrace | undefined;

  constructor(method: Method, { url, headers, body }: Prepared) {
    this.method = method;
    this.url = url;
    this.headers = new Fields(headers);
    this.body = body;
  }

  /** Whoever prints it sees where it goes, not what it carries. */
  toJSON(): object {
    return { method: this.method, origin: new URL(this.url).origin };
  }

  [inspected](): object {
    return this.toJSON();
  }

  /** The same as an `AbortSignal`. */
  get signal(): AbortSignal {
    return this.cancellation.signal;
  }
}
