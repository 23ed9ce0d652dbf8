/** The INTERNAL span of a call: which one it is, what the cache said, and what came of it. */

import type { Attributes, Context, Span, Tracer } from '@opentelemetry/api';
import type { CallEnding, CallTrace, Operation, RequestTrace, TracedRequest } from '../runtime/index.ts';
import { http, own, templateOf } from './conventions.ts';
import type { RequestDuration } from './duration.ts';
import type { MemoryHits } from './memory-hits.ts';
import { INVALID_TRACEID, SpanStatusCode, trace } from './npm-install/@opentelemetry/api.ts';
import type { Places } from './places.ts';
import { RequestSpan } from './request-span.ts';

/** What every span of one tracing needs. */
export interface Kit {
  readonly tracer: Tracer;
  readonly duration: RequestDuration;
  readonly places: Places;
  readonly redactUrl: (url: string) => string;
  /** Whether they have spans; where they are counted instead. */
  readonly memoryHits: true | MemoryHits;
}

export class CallSpan implements CallTrace {
  readonly kit: Kit;
  /** Of its path; see `templateOf`. */
  readonly template: string | undefined;
  readonly #operation: Operation;
  readonly #client: string;
  readonly #outer: Context;
  readonly #startTime: number | undefined;
  #begun: Span | undefined;
  /** Made for the first request: what memory answers needs none. */
  #context: Context | undefined;
  #sent = 0;

  /** @param outer the context of the caller: the call is part of what is active there */
  constructor(kit: Kit, operation: Operation, client: string, outer: Context) {
    this.kit = kit;
    this.template = templateOf(operation);
    this.#operation = operation;
    this.#client = client;
    this.#outer = outer;
    const isSpanned = kit.memoryHits === true;
    this.#startTime = isSpanned ? undefined : Date.now();
    if (isSpanned) this.#begun = this.#begin();
  }

  /** Its own, which holds its caller's. */
  get context(): Context {
    this.#context ??= trace.setSpan(this.#outer, this.#span);
    return this.#context;
  }

  /** Whether there is an SDK that may see it, or somebody's that does. */
  get isSeen(): boolean {
    return this.#span.spanContext().traceId !== INVALID_TRACEID;
  }

  sending(request: TracedRequest): RequestTrace {
    return new RequestSpan(this, request);
  }

  /** How often it was sent before, for whatever reason: `http.request.resend_count` of the next. */
  nextResend(): number {
    this.#sent += 1;
    return this.#sent - 1;
  }

  ended(ending: CallEnding): void {
    const { memoryHits } = this.kit;
    // It is known only now that this is one.
    if (memoryHits !== true && ending.source === 'memory' && this.#begun === undefined) {
      memoryHits.count(this.#client, this.#operation.id);
      return;
    }
    const span = this.#span;
    if (span.isRecording()) {
      span.setAttributes(attributesOf(ending));
      if (ending.outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  }

  get #span(): Span {
    this.#begun ??= this.#begin();
    return this.#begun;
  }

  #begin(): Span {
    const { id, resource } = this.#operation;
    const attributes: Attributes = { [own.client]: this.#client, [own.operation]: id };
    if (resource !== '') attributes[own.resource] = resource;
    const startTime = this.#startTime;
    const options = startTime === undefined ? { attributes } : { attributes, startTime };
    return this.kit.tracer.startSpan(id, options, this.#outer);
  }
}

function attributesOf({ outcome, status, code, source, cache, attempts }: CallEnding): Attributes {
  const attributes: Attributes = { [own.attempts]: attempts };
  if (cache !== undefined) attributes[own.cache] = cache;
  if (source !== undefined) attributes[own.source] = source;
  if (status !== undefined) attributes[http.statusCode] = status;
  if (outcome === 'failed') attributes[http.errorType] = code ?? '_OTHER';
  return attributes;
}
