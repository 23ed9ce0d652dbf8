/** The INTERNAL span of a call: which one it is, what the cache said, and what came of it. */

import {
  type Attributes,
  type Context,
  type Span,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { CallEnding, CallTrace, Operation, RequestTrace, TracedRequest } from '../runtime/index.ts';
import { http, own } from './conventions.ts';
import type { RecordDuration } from './duration.ts';
import { RequestSpan } from './request-span.ts';

/** What every span of one tracing needs. */
export interface Kit {
  readonly tracer: Tracer;
  readonly duration: RecordDuration;
  readonly redactUrl: (url: URL) => string;
}

export class CallSpan implements CallTrace {
  readonly kit: Kit;
  readonly operation: Operation;
  /** Its own, which holds its caller's. */
  readonly context: Context;
  readonly #span: Span;
  #sent = 0;

  /** @param outer the context of the caller: the call is part of what is active there */
  constructor(kit: Kit, operation: Operation, client: string, outer: Context) {
    this.kit = kit;
    this.operation = operation;
    const { id, resource } = operation;
    const attributes: Attributes = { [own.client]: client, [own.operation]: id };
    if (resource !== '') attributes[own.resource] = resource;
    this.#span = kit.tracer.startSpan(id, { attributes }, outer);
    this.context = trace.setSpan(outer, this.#span);
  }

  sending(request: TracedRequest): RequestTrace {
    return new RequestSpan(this, request);
  }

  /** How often it was sent before, for whatever reason: `http.request.resend_count` of the next. */
  nextResend(): number {
    this.#sent += 1;
    return this.#sent - 1;
  }

  ended({ outcome, status, code, source, cache, attempts }: CallEnding): void {
    const span = this.#span;
    if (span.isRecording()) {
      span.setAttribute(own.attempts, attempts);
      if (cache !== undefined) span.setAttribute(own.cache, cache);
      if (source !== undefined) span.setAttribute(own.source, source);
      if (status !== undefined) span.setAttribute(http.statusCode, status);
      if (outcome === 'failed') {
        span.setAttribute(http.errorType, code ?? '_OTHER');
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
    }
    span.end();
  }
}
