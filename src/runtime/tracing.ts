/**
 * Who follows a call while it is under way. Events are told when something has ended; a trace is there before,
 * because each request has to tell the server which one it is.
 *
 * A call has one trace, and every request of it that leaves has one within: two at a time where a read is hedged.
 */

import type { AttemptEvent, CallEvent } from './events.ts';
import type { Operation } from './operation.ts';

export interface Tracing {
  /** A call begins: asked in its caller's own context, before anything is waited for. */
  begin(operation: Operation, client: string): CallTrace;
}

export interface CallTrace {
  /** A request is about to leave. What it shall carry besides is written into its headers. */
  sending(request: TracedRequest): RequestTrace;
  ended(ending: CallEnding): void;
}

export interface RequestTrace {
  /** Sends it, in the context of the request. Whatever becomes of that is for the caller. */
  run<Sent>(send: () => Promise<Sent>): Promise<Sent>;
  /** It was answered by a redirect, and `next` is about to leave in its place. */
  redirected(status: number, next: TracedRequest): void;
  /** Its headers are there, or it has failed. */
  ended(ending: RequestEnding): void;
}

/** A request as its trace sees it. Its URL may hold an API key. */
export interface TracedRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: TracedHeaders;
}

export interface TracedHeaders {
  has(name: string): boolean;
  /** @throws {TypeError} No header can carry the name or the value. */
  set(name: string, value: string): void;
}

export type RequestEnding = Pick<AttemptEvent, 'status' | 'failure' | 'durationMs'>;

/** Where it came from and what the cache said is known of those that were answered. */
export type CallEnding = Pick<CallEvent, 'outcome' | 'status' | 'code' | 'attempts'> &
  Partial<Pick<CallEvent, 'source' | 'cache'>>;
